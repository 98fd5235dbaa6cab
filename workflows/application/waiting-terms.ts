import { CalendarError } from '../../calendars/calendar-error.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import type { Basis } from '../case/basis.ts';
import { deadlineOf, setDeadlines } from '../case/deadlines.ts';
import type { Deadline } from './deadlines.ts';
import { isFinal } from './stages.ts';
import type { ApplicationState, WaitingTerm } from './state.ts';
import { earliestRefusalTerm, hearingTerm, hearingTermAfter, objectionTerm, protectedTerm } from './terms.ts';

/** The counted value, or null when it lies beyond all known days: it is never guessed. */
export function ifKnown<Counted>(count: () => Counted): Counted | null {
  try {
    return count();
  } catch (error) {
    if (error instanceof CalendarError && error.code === 'date-outside-calendar') return null;
    throw error;
  }
}

/**
 * The terms that wait until an edition of the calendar knows their end. After the end of the procedure, or a withdrawal, there
 * are none.
 */
export function waitingTermsOf({
  stage,
  withdrawnAt,
  waiting = [],
}: ApplicationState): readonly WaitingTerm[] {
  return isFinal(stage) || withdrawnAt !== null ? [] : waiting;
}

/** Whether the applicant's last word is a waiver, also if another finding has set the hearing aside since. */
export function isWaived({ deadlines }: Pick<ApplicationState, 'deadlines'>): boolean {
  return deadlineOf(deadlines, 'earliest-refusal')?.cause === 'waiver';
}

/**
 * Sets a term that a fact has begun, unless the current one has the same instant. The fact is always kept: a term that ends
 * beyond all known days waits for the next edition of the calendar, and its earlier value is marked as moved.
 */
export function setOrWait(
  state: ApplicationState,
  begun: WaitingTerm,
  count: () => Deadline,
): ApplicationState {
  const counted = ifKnown(count);
  if (counted === null) return putToWait(state, begun);
  const { deadlines, waiting = [] } = state;
  const stays = deadlineOf(deadlines, begun.term)?.at === counted.at;
  const set = stays ? state : { ...state, deadlines: setDeadlines(deadlines, [counted]) };
  return waiting.length === 0 ? set : { ...set, waiting: otherThan(waiting, begun) };
}

/** Lets a term wait for an edition that knows its end; its earlier value is marked as moved. */
export function putToWait(state: ApplicationState, begun: WaitingTerm): ApplicationState {
  const { deadlines, waiting = [] } = state;
  const moved = deadlines.map((each) =>
    each.term === begun.term ? ({ ...each, status: 'moved' } as const) : each,
  );
  return { ...state, deadlines: moved, waiting: [...otherThan(waiting, begun), begun] };
}

function otherThan(waiting: readonly WaitingTerm[], { term }: WaitingTerm): readonly WaitingTerm[] {
  return waiting.filter((each) => each.term !== term);
}

/** The window of a notice as it was counted when receipt was proved, whatever has moved its end since. */
export function receiptOf(deadlines: readonly Deadline[], sentOn: PlainDate): Deadline | undefined {
  return deadlines.findLast(
    ({ term, cause, anchor }) => term === 'objection' && cause === 'receipt-of-notice' && anchor >= sentOn,
  );
}

/** Sets the opening of a refusal from the day of the notice and the end of the window, if that is known. */
export function setOpening(state: ApplicationState, sentOn: PlainDate, basis: Basis): ApplicationState {
  const { hearing, deadlines } = state;
  // After another finding has set the hearing aside, its window is still among the terms.
  const putAside = hearing === null && receiptOf(deadlines, sentOn) !== undefined;
  const window = putAside ? deadlineOf(deadlines, 'objection')?.at : hearing?.windowEndsAt;
  const begun = { term: 'earliest-refusal', anchor: sentOn, cause: 'notice' } as const;
  return setOrWait(state, begun, () => earliestRefusalTerm(sentOn, window ?? null, basis));
}

/** Counts the waiting terms whose end another calendar knows; a term that would lie in the past is protected like any other. */
export function countWaiting(state: ApplicationState, at: Instant, basis: Basis): ApplicationState {
  const waiting = waitingTermsOf(state).filter(({ term }) => term !== 'earliest-refusal');
  const sentOn = state.notices.findLast(({ status }) => status === 'sent')?.sentOn;
  if (waitingTermsOf(state).length === 0 || !sentOn) return state;

  const counted = waiting.reduce((next, begun) => countAnew(next, begun, { sentOn, at, basis }), state);
  const window = deadlineOf(counted.deadlines, 'objection');
  const opened =
    counted.hearing?.receivedAt && counted.hearing.windowEndsAt === null && window !== null
      ? { ...counted, hearing: { ...counted.hearing, windowEndsAt: window.at } }
      : counted;
  // After a waiver nothing holds the refusal back.
  return isWaived(state) ? opened : setOpening(opened, sentOn, basis);
}

interface Counting {
  readonly sentOn: PlainDate;
  readonly at: Instant;
  readonly basis: Basis;
}

function countAnew(
  state: ApplicationState,
  begun: WaitingTerm,
  { sentOn, at, basis }: Counting,
): ApplicationState {
  const closed = begun.term === 'objection' && isWaived(state);
  const counted = setOrWait(state, begun, () => {
    const fresh = countFrom(begun, sentOn, basis);
    return closed ? { ...fresh, status: 'met' } : fresh;
  });
  const fresh = deadlineOf(counted.deadlines, begun.term);
  // A term that is over by now moves at once: its earlier entry says from which fact it was counted.
  return fresh === null
    ? counted
    : setOrWait(counted, begun, () => ({ ...protectedTerm(fresh, at, basis), status: fresh.status }));
}

function countFrom({ term, anchor, cause }: WaitingTerm, sentOn: PlainDate, basis: Basis): Deadline {
  if (term === 'objection') return objectionTerm(anchor, basis);
  return cause === 'objection' || cause === 'oral-request'
    ? hearingTermAfter(sentOn, { on: anchor, how: cause }, basis)
    : hearingTerm(anchor, basis);
}
