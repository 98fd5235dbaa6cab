import type { EventType } from './events.ts';
import type { NumberedEvent } from './ports.ts';

type Data = Readonly<Record<string, unknown>>;

/** How a line of the trail is told to the portal that submitted the application. */
interface Told {
  /** The stable word that portals know it by: kebab-case, past tense. Renaming one is a new version of the event. */
  readonly fact: string;
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
 * What portals are told of each line of the trail by feeds and webhooks, and what not: no more than the trail shows them
 * (`portalSees`), and no reminder among it. A negative finding, its approval and every draft stay in the house; the applicant
 * learns of a finding with the notice that was sent, and of a draft with its signature.
 */
export const tellings = {
  received: { fact: 'received' },
  registered: {
    fact: 'registered',
    dated: true,
    data: ({ data }) => ({ registeredOn: data['on'] }),
  },
  'executor-appointed': { fact: 'executor-appointed' },
  'executor-replaced': { fact: 'executor-replaced' },
  'package-complete': { fact: 'completeness-confirmed' },
  'package-incomplete': deliberation,
  'conformity-confirmed': { fact: 'conformity-confirmed' },
  'non-conformity-found': deliberation,
  'refusal-approved': deliberation,
  'refusal-returned': deliberation,
  'approval-recalled': deliberation,
  'notice-posted': {
    fact: 'notice-sent',
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
  objected: { fact: 'objection-recorded' },
  'oral-hearing-requested': { fact: 'oral-hearing-requested' },
  'hearing-waived': { fact: 'hearing-waived' },
  'documents-supplied': { fact: 'documents-supplied' },
  'hearing-recorded': { fact: 'hearing-recorded', data: ({ data }) => ({ form: data['form'] }) },
  'hearing-closed': { fact: 'hearing-closed', data: ({ data }) => ({ form: data['form'] }) },
  'hearing-reopened': { fact: 'hearing-reopened' },
  'draft-handed-over': deliberation,
  'draft-returned': deliberation,
  'draft-voided': deliberation,
  withdrawn: { fact: 'withdrawn' },
  issued: { fact: 'issued', data: documentOf },
  refused: { fact: 'refused', data: documentOf },
  terminated: { fact: 'terminated', data: documentOf },
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
