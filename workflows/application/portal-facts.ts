import type { Stage } from '../../regulation/statuses.ts';
import type { EventType } from './events.ts';
import type { NumberedEvent } from './ports.ts';

type Data = Readonly<Record<string, unknown>>;

/** How a line of the trail is told to the portal that submitted the application. */
interface Told {
  /** The stable word that portals know it by: kebab-case, past tense. Renaming one is a new version of the event. */
  readonly fact: string;
  /** The stage that portals see from it on; without it, the stage they saw before. */
  readonly stage?: Stage | ((seen: Stage, data: Data) => Stage);
  /** Members beside those that every event has. Ids, codes and dates only: no person, no account, no text. */
  readonly data?: (line: ToldLine) => Data;
  /** Whether it also names the day on which the result is due now. */
  readonly dated?: true;
}

/**
 * Why a line is not told. `deliberation`: what happens inside the house before there is a decision. `reminder`: an alarm
 * for officers. `unchanged`: nothing changed for the applicant. `answered`: its sender has the answer already.
 */
interface Hidden {
  readonly hidden: 'deliberation' | 'reminder' | 'unchanged' | 'answered';
}

type Telling = Told | Hidden;
type ToldLine = Pick<NumberedEvent, 'type' | 'data' | 'commandId'>;

const deliberation = { hidden: 'deliberation' } as const;
const reminder = { hidden: 'reminder' } as const;
const documentOf = ({ data }: ToldLine) => ({ documentId: data['draftId'], late: data['late'] });

/**
 * What portals are told of each line of the trail, and what not. A negative finding, its approval and every draft stay in
 * the house; the applicant learns of a finding with the notice that was sent, and of a draft with its signature. The stage
 * that portals see follows from the told lines alone, so it cannot give away a hidden one.
 */
export const tellings = {
  received: { fact: 'received', stage: 'received' },
  registered: {
    fact: 'registered',
    stage: 'registered',
    dated: true,
    data: ({ data }) => ({ registeredOn: data['on'] }),
  },
  'executor-appointed': { fact: 'executor-appointed', stage: 'completeness-check' },
  'executor-replaced': { fact: 'executor-replaced' },
  'package-complete': {
    fact: 'completeness-confirmed',
    // A check taken up again during or after a hearing does not end what the applicant was told.
    stage: (seen) => (seen === 'completeness-check' ? 'conformity-check' : seen),
  },
  'package-incomplete': deliberation,
  'conformity-confirmed': deliberation,
  'non-conformity-found': deliberation,
  'refusal-approved': deliberation,
  'refusal-returned': deliberation,
  'approval-recalled': deliberation,
  'notice-posted': {
    fact: 'notice-sent',
    stage: 'hearing',
    data: ({ data }) => ({ noticeId: data['noticeId'], sentOn: data['on'] }),
  },
  // Both lie in the cabinet, where the applicant may have read them: he is told that they do not count.
  'notice-voided': { fact: 'notice-voided', data: ({ data }) => ({ noticeId: data['noticeId'] }) },
  'void-notice-posted': { fact: 'notice-voided', data: ({ data }) => ({ noticeId: data['noticeId'] }) },
  'notice-received': {
    fact: 'notice-received',
    data: ({ data }) => ({
      noticeId: data['noticeId'],
      channel: data['channel'],
      receivedAt: data['receivedAt'],
    }),
  },
  'receipt-evidence-kept': { hidden: 'unchanged' },
  // Inside its window both open the hearing again, whatever the house was at meanwhile.
  objected: { fact: 'objection-recorded', stage: 'hearing' },
  'oral-hearing-requested': { fact: 'oral-hearing-requested', stage: 'hearing' },
  'hearing-waived': { fact: 'hearing-waived' },
  'documents-supplied': { fact: 'documents-supplied' },
  'hearing-recorded': { fact: 'hearing-recorded', data: ({ data }) => ({ form: data['form'] }) },
  'hearing-closed': {
    fact: 'hearing-closed',
    stage: (_seen, { outcome }) => (outcome === 'cured' ? 'conformity-check' : 'drafting'),
    data: ({ data }) => ({ form: data['form'] }),
  },
  'hearing-reopened': { fact: 'hearing-reopened', stage: 'hearing' },
  'draft-handed-over': deliberation,
  'draft-returned': deliberation,
  'draft-voided': deliberation,
  withdrawn: { fact: 'withdrawn' },
  issued: { fact: 'issued', stage: 'issued', data: documentOf },
  refused: { fact: 'refused', stage: 'refused', data: documentOf },
  terminated: { fact: 'terminated', stage: 'terminated', data: documentOf },
  'deadlines-moved': { fact: 'deadlines-moved', dated: true, data: movesOf },
  'calendar-followed': { hidden: 'unchanged' },
  'direct-refusal-lapsed': deliberation,
  overdue: { fact: 'overdue' },
  'deemed-refused': { fact: 'deemed-refused' },
  'term-missed': reminder,
  'refusal-gate-near': reminder,
  'refusal-gate-closed': reminder,
  'receipt-unproved': reminder,
  'refusal-opened': reminder,
  'command-refused': { hidden: 'answered' },
} as const satisfies Record<EventType, Telling>;

export type PortalFact = Extract<(typeof tellings)[EventType], { readonly fact: string }>['fact'];

/** Every fact that a portal can be told, each once, in the order of the procedure. */
export const portalFacts: readonly PortalFact[] = [
  ...new Set(Object.values(tellings).flatMap((telling) => ('fact' in telling ? [telling.fact] : []))),
];

/** What a line is told as: the fact and the members of its own; null when it stays in the house. */
export function toldAs(
  line: ToldLine,
  resultDueOn: string,
): { readonly fact: PortalFact; readonly data: Data } | null {
  const telling: (typeof tellings)[EventType] = tellings[line.type];
  if ('hidden' in telling) return null;
  const own = 'data' in telling ? telling.data(line) : {};
  return { fact: telling.fact, data: 'dated' in telling ? { ...own, resultDueOn } : own };
}

/** The stage that portals see after the lines of a trail, in their order. */
export function stageTold(lines: readonly { readonly type: EventType; readonly data: Data }[]): Stage {
  return lines.reduce<Stage>((seen, { type, data }) => {
    const telling: Telling = tellings[type];
    if ('hidden' in telling || telling.stage === undefined) return seen;
    return typeof telling.stage === 'function' ? telling.stage(seen, data) : telling.stage;
  }, 'received');
}

/** An amendment comes as a command; the room that a late notice needs comes with the evidence of its posting. */
function movesOf({ data, commandId }: ToldLine): Data {
  const [terms, from, to] = [listOf(data['terms']), listOf(data['from']), listOf(data['to'])];
  return {
    cause: commandId === null ? 'notice' : 'calendar-amendment',
    calendarEdition: data['edition'],
    moves: terms.map((term, index) => ({ term, from: from[index] ?? null, to: to[index] ?? null })),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
