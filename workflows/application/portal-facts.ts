import type { EventType } from './events.ts';
import type { NumberedEvent } from './ports.ts';

type Data = Readonly<Record<string, unknown>>;

/** What the portal that submitted the application learns of an entry of the trail. */
interface Told {
  /** The stable word that portals know it by: kebab-case, past tense. Renaming one is a new version of the event. */
  readonly fact: string;
  /** Members beside those that every event has. They are ids, codes and dates only: no person, no account, no text. */
  readonly data?: (line: ToldLine) => Data;
  /** Whether it also names the day on which the result is due now. */
  readonly dated?: true;
}

/** The portal reads it in the trail but gets no event. `unchanged`: nothing changed for the applicant. `reminder`: an alarm. */
interface Shown {
  readonly shown: 'unchanged' | 'reminder';
}

/**
 * The portal does not learn of it. `deliberation`: an internal step before a decision. `reminder`: an alarm that would reveal such
 * a step. `answered`: the sender already has the answer.
 */
interface Hidden {
  readonly hidden: 'deliberation' | 'reminder' | 'answered';
}

type Telling = Told | Shown | Hidden;
type ToldLine = Pick<NumberedEvent, 'type' | 'data' | 'commandId'>;

const deliberation = { hidden: 'deliberation' } as const;
const unchanged = { shown: 'unchanged' } as const;
const reminder = { shown: 'reminder' } as const;
const houseReminder = { hidden: 'reminder' } as const;
const documentOf = ({ data }: ToldLine) => ({ documentId: data['draftId'], late: data['late'] });

/**
 * What portals learn of each entry of the trail: as a fact, by feeds, webhooks and the trail; by the trail alone; or not at all.
 * They do not learn of internal steps before a decision (a negative finding, its approval or return, a draft, a reminder to
 * officers): the applicant learns of a finding by the notice, and of a draft when it is signed. An entry is shown at once or
 * never, so a reader who follows the trail never has to look back.
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
  // Both are in the cabinet, where the applicant may have read them. So the applicant is told that they do not count.
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
  'receipt-evidence-kept': unchanged,
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
  'calendar-followed': unchanged,
  'direct-refusal-lapsed': deliberation,
  overdue: { fact: 'overdue' },
  'deemed-refused': { fact: 'deemed-refused' },
  'term-missed': reminder,
  'refusal-gate-near': houseReminder,
  'refusal-gate-closed': houseReminder,
  'receipt-unproved': reminder,
  'refusal-opened': reminder,
  'execution-resumed': unchanged,
  'record-set-back': { fact: 'record-set-back' },
  'command-refused': { hidden: 'answered' },
} as const satisfies Record<EventType, Telling>;

export type PortalFact = Extract<(typeof tellings)[EventType], { readonly fact: string }>['fact'];

/** Every fact that portals can get, each once, in the order of the procedure. */
export const portalFacts: readonly PortalFact[] = [
  ...new Set(Object.values(tellings).flatMap((telling) => ('fact' in telling ? [telling.fact] : []))),
];

/** Types of events that no portal learns of, whatever their data. */
export const untoldEvents: readonly EventType[] = (Object.keys(tellings) as EventType[]).filter(
  (type) => 'hidden' in tellings[type],
);

/** The fact that an entry becomes, with its own members; null when it is no fact for portals. */
export function toldAs(
  line: ToldLine,
  resultDueOn: string,
): { readonly fact: PortalFact; readonly data: Data } | null {
  const telling: (typeof tellings)[EventType] = tellings[line.type];
  if (!('fact' in telling)) return null;
  const own = 'data' in telling ? telling.data(line) : {};
  return { fact: telling.fact, data: 'dated' in telling ? { ...own, resultDueOn } : own };
}

/** Deadlines move by an amendment, which is a command, or by a late notice, which comes with the evidence of its posting. */
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
