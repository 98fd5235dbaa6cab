import { CalendarError } from '../../calendars/calendar-error.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { Basis } from './basis.ts';
import { deadlineOf, setDeadlines } from './deadlines.ts';
import type { Deadline } from './deadlines.ts';
import type { ApplicationState, WaitingTerm } from './state.ts';
import { earliestRefusalTerm, hearingTerm, hearingTermAfter, objectionTerm, protectedTerm } from './terms.ts';

/** What is counted, or null when it lies beyond all known days: it is never guessed. */
export function ifKnown<Counted>(count: () => Counted): Counted | null {
  try {
    return count();
  } catch (error) {
    if (error instanceof CalendarError && error.code === 'date-outside-calendar') return null;
    throw error;
  }
}

/**
 * Sets a term that a fact has begun, unless the one that stands falls on the same instant. A fact is always kept: a term that
 * ends beyond all known days is put among those that wait for the next edition of the calendar, and what stood for it has moved.
 */
export function setOrWait(
  state: ApplicationState,
  begun: WaitingTerm,
  count: () => Deadline,
): ApplicationState {
  const { deadlines, waiting = [] } = state;
  const others = waiting.filter(({ term }) => term !== begun.term);
  const counted = ifKnown(count);
  if (counted === null) {
    const moved = deadlines.map((each) =>
      each.term === begun.term ? ({ ...each, status: 'moved' } as const) : each,
    );
    return { ...state, deadlines: moved, waiting: [...others, begun] };
  }
  const stays = deadlineOf(deadlines, begun.term)?.at === counted.at;
  const set = stays ? state : { ...state, deadlines: setDeadlines(deadlines, [counted]) };
  return waiting.length === 0 ? set : { ...set, waiting: others };
}

/** Sets the opening of a refusal, by the day of the notice and the end of the window as it is known. */
export function setOpening(
  state: ApplicationState,
  sentOn: Deadline['anchor'],
  basis: Basis,
): ApplicationState {
  const windowEndsAt = state.hearing?.windowEndsAt ?? null;
  const begun = { term: 'earliest-refusal', anchor: sentOn, cause: 'notice' } as const;
  return setOrWait(state, begun, () => earliestRefusalTerm(sentOn, windowEndsAt, basis));
}

/** Counts what waited, as far as another calendar knows it; what it would put into the past is protected like any term. */
export function countWaiting(state: ApplicationState, at: Instant, basis: Basis): ApplicationState {
  const { waiting = [], notices, withdrawnAt } = state;
  const sentOn = notices.findLast(({ status }) => status === 'sent')?.sentOn;
  if (waiting.length === 0 || !sentOn || withdrawnAt !== null) return state;

  const counted = waiting.reduce(
    (next, begun) =>
      begun.term === 'earliest-refusal'
        ? next
        : setOrWait(next, begun, () => protectedTerm(countFrom(begun, sentOn, basis), at, basis)),
    state,
  );
  const window = deadlineOf(counted.deadlines, 'objection');
  const opened =
    counted.hearing?.receivedAt && counted.hearing.windowEndsAt === null && window !== null
      ? { ...counted, hearing: { ...counted.hearing, windowEndsAt: window.at } }
      : counted;
  // After a waiver nothing holds the refusal back.
  return opened.hearing?.waivedAt == null ? setOpening(opened, sentOn, basis) : opened;
}

function countFrom({ term, anchor, cause }: WaitingTerm, sentOn: Deadline['anchor'], basis: Basis): Deadline {
  if (term === 'objection') return objectionTerm(anchor, basis);
  return cause === 'objection' || cause === 'oral-request'
    ? hearingTermAfter(sentOn, { on: anchor, how: cause }, basis)
    : hearingTerm(anchor, basis);
}
