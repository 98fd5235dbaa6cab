import type { Instant } from '../../calendars/instant.ts';
import { addWorkingDays } from '../../calendars/working-days.ts';
import type { Basis } from '../../workflows/case/basis.ts';
import { dayOf, deadlineOn } from '../../workflows/case/counting.ts';
import { deadlineOf, meetDeadline, setDeadlines, type Deadline } from '../../workflows/case/deadlines.ts';
import type { CaseId, PersonId, StaffId } from '../../workflows/case/ids.ts';
import type { Procedure, ProcedureTypes } from '../../workflows/case/procedure.ts';
import type { CoreRefusal, RefusalTable } from '../../workflows/case/refusals.ts';
import type { CaseState } from '../../workflows/case/state.ts';
import { happened, reasonOf, stepOf, type Step } from '../../workflows/case/step.ts';

// The smallest procedure that there can be, to try the shared core with: a question is taken up within one working day and
// answered within three. It has nothing of Order 219.

const terms = { 'taking-up': 1, answer: 3 } as const;
type Term = keyof typeof terms;

interface EnquiryState extends CaseState {
  readonly stage: 'asked' | 'taken-up' | 'answered' | 'retracted';
  readonly deadlines: readonly Deadline<Term, 'receipt' | 'amendment'>[];
  readonly overdueSince: Instant | null;
}

type Command =
  | { readonly name: 'take-up'; readonly staff: StaffId; readonly person: PersonId }
  | { readonly name: 'answer'; readonly sha256: string }
  | { readonly name: 'retract' };

const text = <En extends string>(en: En) => ({ kk: en, ru: en, en }) as const;

const refusals = {
  'enquiry-closed': { group: 'stage', law: null, text: text('It is over') },
  'wrong-stage': { group: 'stage', law: null, text: text('Stage needed: {needed}') },
  'stale-version': { group: 'stale', law: null, text: text('stale-version') },
  'date-outside-calendar': { group: 'content', law: null, text: text('date-outside-calendar') },
  'not-the-appointed-executor': { group: 'person', law: null, text: text('not-the-appointed-executor') },
  'examiner-may-not-decide': { group: 'person', law: null, text: text('examiner-may-not-decide') },
  'party-to-the-application': { group: 'person', law: null, text: text('party-to-the-application') },
  'outside-the-delegation': { group: 'person', law: null, text: text('outside-the-delegation') },
  'clock-not-standing': { group: 'content', law: null, text: text('clock-not-standing') },
  'clock-would-go-back': { group: 'content', law: null, text: text('clock-would-go-back') },
} as const satisfies RefusalTable & Record<CoreRefusal, unknown>;

const events = {
  asked: { legal: true },
  'taken-up': { legal: true },
  answered: { legal: true },
  retracted: { legal: true },
  overdue: { legal: true },
  'deadlines-moved': { legal: true },
  'command-refused': { legal: false },
} as const;

export interface EnquiryTypes extends ProcedureTypes {
  readonly state: EnquiryState;
  readonly command: Command;
  readonly event: keyof typeof events;
  readonly refusal: keyof typeof refusals;
  readonly milestone: 'answer-due';
  readonly effect: never;
  readonly evidence: never;
}

const step = stepOf<EnquiryTypes>();
const reason = reasonOf<typeof refusals>();

/** The first step of an enquiry. */
export function receive(
  { id, number, receivedAt }: Pick<EnquiryState, 'id' | 'number' | 'receivedAt'>,
  basis: Basis,
): Step<EnquiryTypes> {
  const state: EnquiryState = {
    id,
    number,
    receivedAt,
    regulationEdition: basis.regulation.id,
    calendarEdition: basis.calendar.days.edition,
    stage: 'asked',
    version: 1,
    executor: null,
    examiners: [],
    deadlines: count(receivedAt, 'receipt', basis),
    overdueSince: null,
    settled: [],
  };
  return step(state, [happened('asked', receivedAt, null, { number })]);
}

function count(from: Instant, cause: 'receipt' | 'amendment', basis: Basis): EnquiryState['deadlines'] {
  const on = dayOf(from, basis);
  return (Object.keys(terms) as Term[]).map((term) => {
    const counted = { term, workingDays: terms[term], hour: 'office-close' } as const;
    return deadlineOn(addWorkingDays(basis.calendar, on, terms[term]), counted, { on, cause }, basis);
  });
}

const isOver = (stage: EnquiryState['stage']) => stage === 'answered' || stage === 'retracted';

export const enquiryProcedure: Procedure<EnquiryTypes> = {
  refusals,
  events,
  commands: {
    'take-up': {
      role: 'head',
      deed: 'appointment',
      stages: ['asked'],
      apply: (state, { at, actor, command: { staff, person } }) =>
        step(
          {
            ...state,
            stage: 'taken-up',
            executor: { staff, person, appointedAt: at },
            deadlines: meetDeadline(state.deadlines, 'taking-up', at),
          },
          [happened('taken-up', at, actor, { executor: staff })],
        ),
    },
    answer: {
      role: 'executor',
      stages: ['taken-up'],
      until: ({ deadlines }) => deadlineOf(deadlines, 'answer')?.at ?? null,
      apply: (state, { at, actor, command: { sha256 } }) =>
        step({ ...state, stage: 'answered', deadlines: meetDeadline(state.deadlines, 'answer', at) }, [
          happened('answered', at, actor, { sha256 }),
        ]),
    },
    retract: {
      role: 'portal',
      stages: ['asked', 'taken-up'],
      apply: (state, { at, actor }) =>
        step({ ...state, stage: 'retracted' }, [happened('retracted', at, actor)]),
    },
  },
  isOver,
  isCalendarPinned: () => true,
  againstStage: ({ stage }, name) => {
    if (isOver(stage)) return reason('enquiry-closed');
    const { stages } = enquiryProcedure.commands[name];
    return stages.includes(stage) ? null : reason('wrong-stage', { needed: stages.join(', ') });
  },
  wrongRole: () => reason('wrong-stage', { needed: 'asked' }),
  milestonesOf: ({ stage, deadlines, settled }) => {
    const due = deadlineOf(deadlines, 'answer');
    return isOver(stage) || due === null || settled.includes('answer-due')
      ? []
      : [{ kind: 'answer-due', at: due.at, key: 'answer-due' }];
  },
  settle: (state, { at, key }) =>
    step({ ...state, overdueSince: at, settled: [...state.settled, key] }, [happened('overdue', at, null)]),
  take: (state) => step(state, []),
  amend: (state, at, basis) => {
    const moved = count(state.receivedAt, 'amendment', basis).filter(
      ({ term, at: to }) => deadlineOf(state.deadlines, term)?.at !== to && to > at,
    );
    const calendarEdition = basis.calendar.days.edition;
    return step(
      { ...state, calendarEdition, deadlines: setDeadlines(state.deadlines, moved) },
      moved.length === 0 ? [] : [happened('deadlines-moved', at, null, { edition: calendarEdition })],
    );
  },
  judgeTerms: (_before, taken, at) => {
    const deadlines = taken.state.deadlines.map((each) =>
      each.status === 'open' && at >= each.at ? ({ ...each, status: 'missed' } as const) : each,
    );
    return { ...taken, state: { ...taken.state, deadlines } };
  },
  portalStageOf: ({ stage }) => stage,
};

/** The id of an enquiry in the tests. */
export const enquiryId = '00000000-0000-4000-8000-0000000000e1' as CaseId;
