import type { ApplicationEvent } from './events.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { Basis } from '../case/basis.ts';
import { closeDeadline, deadlineOf, meetDeadline, setDeadlines } from '../case/deadlines.ts';
import type { Deadline } from './deadlines.ts';
import { returnExpiredDraft } from './drafting.ts';
import { closeHearingIfDone } from './hearing.ts';
import { checkOnView } from './portal-view.ts';
import { andThen, happened } from '../case/step.ts';
import { step } from './step.ts';
import type { Step } from './step.ts';
import { isFinal } from './stages.ts';
import { negativeFinding } from './state.ts';
import type { ApplicationState } from './state.ts';
import { dayOf } from '../case/counting.ts';
import { gatesFromRegistration, receiptAlarmAt, termsFromRegistration } from './terms.ts';
import { endedBy } from './term-statuses.ts';
import { ifKnown } from './waiting-terms.ts';
import { prepareTermination } from './withdrawal.ts';

/** What the timer can wait for. At one instant they are settled in this order. */
export const milestoneKinds = [
  'registration',
  'receipt-alarm',
  'completeness-due',
  'soft-gate',
  'refusal-gate',
  'conformity-due',
  'hearing-due',
  'result-due',
  'window-end',
  'term-lapse',
  'refusal-opening',
] as const;
export type MilestoneKind = (typeof milestoneKinds)[number];

export interface Milestone {
  readonly kind: MilestoneKind;
  readonly at: Instant;
  /** What `settled` of the state keeps of it: the kind, and the notice where there can be several. */
  readonly key: string;
}

/** Every milestone still ahead, earliest first. */
export function milestonesOf(state: ApplicationState, basis: Basis): readonly Milestone[] {
  return [...candidates(state, basis)]
    .filter((milestone) => !state.settled.includes(milestone.key))
    .toSorted((left, right) => compare(left.at, right.at) || rank(left) - rank(right));
}

/** The milestone the timer waits for, or null when nothing is ahead. */
export function nextMilestone(state: ApplicationState, basis: Basis): Milestone | null {
  return milestonesOf(state, basis)[0] ?? null;
}

/**
 * Whether this milestone would change nothing now: its term is met, or nobody needs its reminder any more. The timer still waits
 * for it, since another turn may give it an effect again; people need not see it.
 */
export function settlesNothing(state: ApplicationState, milestone: Milestone, basis: Basis): boolean {
  const term = endedBy[milestone.kind];
  if (term !== undefined && deadlineOf(state.deadlines, term)?.status === 'open') return false;
  const { state: next, events, effects } = settle(state, milestone, basis);
  const names = Object.keys(state) as (keyof ApplicationState)[];
  const same = names.every((name) => name === 'settled' || next[name] === state[name]);
  return same && events.length === 0 && effects.length === 0;
}

function compare(left: Instant, right: Instant): number {
  return left < right ? -1 : Number(left > right);
}

function rank(milestone: Milestone): number {
  return milestoneKinds.indexOf(milestone.kind);
}

function* candidates(state: ApplicationState, basis: Basis): Generator<Milestone> {
  if (isFinal(state.stage)) return;
  if (state.stage === 'received') {
    yield { kind: 'registration', at: state.registersAt, key: 'registration' };
    return;
  }
  yield* atDeadline('result-due', state, 'result');
  if (state.withdrawnAt !== null) return;

  yield { kind: 'soft-gate', at: state.gates.softGateAt, key: 'soft-gate' };
  yield { kind: 'refusal-gate', at: state.gates.refusalGateAt, key: 'refusal-gate' };
  yield { kind: 'term-lapse', at: state.gates.lapseAt, key: 'term-lapse' };
  yield* atDeadline('completeness-due', state, 'completeness-check');
  yield* atDeadline('conformity-due', state, 'conformity-check');
  yield* hearingMilestones(state, basis);
}

function* hearingMilestones(state: ApplicationState, basis: Basis): Generator<Milestone> {
  const { hearing } = state;
  const notice = state.notices.findLast(
    hearing === null ? ({ status }) => status === 'sent' : ({ id }) => id === hearing.noticeId,
  );
  if (notice === undefined) return;
  // The terms of a notice end at their own time, also when another finding has set its hearing aside.
  yield* atDeadline(
    'hearing-due',
    state,
    'hearing',
    `${notice.id}/${deadlineOf(state.deadlines, 'hearing')?.on ?? ''}`,
  );
  if (hearing === null) {
    yield* atDeadline('window-end', state, 'objection', notice.id);
    return;
  }
  if (notice.sentOn && hearing.receivedAt === null) {
    const { sentOn } = notice;
    const at = ifKnown(() => receiptAlarmAt(sentOn, basis));
    if (at !== null) yield { kind: 'receipt-alarm', at, key: `receipt-alarm/${notice.id}` };
  }
  if (hearing.windowEndsAt !== null) {
    yield { kind: 'window-end', at: hearing.windowEndsAt, key: `window-end/${hearing.noticeId}` };
  }
  if (hearing.closedAt !== null && hearing.record?.outcome === 'upheld') {
    for (const opening of atDeadline('refusal-opening', state, 'earliest-refusal', hearing.closedAt)) {
      // Receipt may be proved long after the fact. If the hearing is closed late, a refusal opens only after that.
      yield opening.at < hearing.closedAt ? { ...opening, at: hearing.closedAt } : opening;
    }
  }
}

function* atDeadline(
  kind: MilestoneKind,
  state: ApplicationState,
  term: Deadline['term'],
  scope?: string,
): Generator<Milestone> {
  const deadline = deadlineOf(state.deadlines, term);
  if (deadline) yield { kind, at: deadline.at, key: scope === undefined ? kind : `${kind}/${scope}` };
}

/** What a milestone changes at its own instant. Each is settled once; `settled` of the state keeps its key. */
export function settle(state: ApplicationState, milestone: Milestone, basis: Basis): Step {
  const { at } = milestone;
  const noted = { ...state, settled: [...state.settled, milestone.key] };
  switch (milestone.kind) {
    case 'registration':
      return andThen(register(noted, at, basis), (next) =>
        next.withdrawnAt === null ? step(next, []) : prepareTermination(next, at),
      );
    case 'completeness-due':
      return lapseDirectRefusal(noted, at);
    // These change only the status of their terms, and `judgeTerms` does that.
    case 'conformity-due':
    case 'hearing-due':
      return step(noted, []);
    case 'soft-gate':
      return refusalMayStillCome(noted)
        ? step(noted, [happened('refusal-gate-near', at, null)])
        : step(noted, []);
    case 'refusal-gate':
      return refusalMayStillCome(noted)
        ? step(noted, [happened('refusal-gate-closed', at, null)])
        : step(noted, []);
    case 'receipt-alarm':
      return step(noted, [
        happened('receipt-unproved', at, null, {
          noticeId: noted.hearing?.noticeId ?? '',
          ...checkOnView(noted),
        }),
      ]);
    case 'window-end':
      return closeHearingIfDone(noted, at);
    case 'refusal-opening':
      return openRefusal(noted, at);
    case 'result-due':
      return andThen(markOverdue(noted, at), (next) => returnExpiredDraft(next, at));
    case 'term-lapse':
      return step({ ...noted, deemedRefusedAt: at }, [happened('deemed-refused', at, null)]);
  }
}

/** Registration pins day, terms and gates, counted by the calendar known at that moment. */
function register(state: ApplicationState, at: Instant, basis: Basis): Step {
  const on = dayOf(at, basis);
  const counted = termsFromRegistration(state.receivedAt, on, basis);
  const moved = counted.filter((fresh) => deadlineOf(state.deadlines, fresh.term)?.at !== fresh.at);
  const deadlines = closeDeadline(setDeadlines(state.deadlines, moved), 'registration', 'met');
  const resultDueOn = deadlineOf(deadlines, 'result')?.on ?? '';
  return step(
    {
      ...state,
      stage: 'registered',
      registeredAt: at,
      calendarEdition: basis.calendar.days.edition,
      deadlines,
      gates: gatesFromRegistration(on, basis),
    },
    [happened('registered', at, null, { number: state.number, on, resultDueOn })],
  );
}

/**
 * Direct refusal of an incomplete package ends with D2. If it is not signed by then, the same finding needs a hearing. A
 * favourable draft stays with the head, and a check that was taken up again goes on: only the direct refusal is lost.
 */
function lapseDirectRefusal(state: ApplicationState, at: Instant): Step {
  const finding = negativeFinding(state);
  if (finding?.route !== 'direct') return step(state, []);
  const lapsed = { ...state, finding: { ...finding, route: 'hearing' } } as const;
  const events: ApplicationEvent[] = [happened('direct-refusal-lapsed', at, null)];
  const awaitsRefusal = state.stage === 'drafting' || state.draft?.result === 'refuse';
  if (!awaitsRefusal) return step(lapsed, events);

  if (state.draft) events.push(happened('draft-voided', at, null, { draftId: state.draft.id }));
  return step({ ...lapsed, stage: 'preliminary-refusal', draft: null }, events);
}

function refusalMayStillCome(state: ApplicationState): boolean {
  return state.hearing === null && state.stage !== 'drafting' && state.stage !== 'signing';
}

/** While the applicant sees a check under way, nothing may show that a refusal on the earlier finding would be allowed. */
function openRefusal(state: ApplicationState, at: Instant): Step {
  const onView = checkOnView(state);
  const deadlines =
    onView.check === undefined ? meetDeadline(state.deadlines, 'earliest-refusal', at) : state.deadlines;
  return step({ ...state, deadlines }, [happened('refusal-opened', at, null, onView)]);
}

function markOverdue(state: ApplicationState, at: Instant): Step {
  return step({ ...state, overdueSince: at }, [happened('overdue', at, null, { deadline: at })]);
}
