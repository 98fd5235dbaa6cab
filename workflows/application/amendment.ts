import type { Instant } from '../../calendars/instant.ts';
import type { Basis } from './basis.ts';
import { deadlineOf, movesBetween, setDeadlines } from './deadlines.ts';
import type { Deadline } from './deadlines.ts';
import { milestonesOf, settle } from './milestones.ts';
import { andThen, happened, step } from './ruling.ts';
import type { Step } from './ruling.ts';
import { isFinal } from './stages.ts';
import type { ApplicationState, Gates } from './state.ts';
import {
  closingOf,
  dayOf,
  earliestRefusalTerm,
  endOf,
  firstWorkingDayAfter,
  gatesFromRegistration,
  hearingTerm,
  objectionTerm,
  oralHearingTerm,
  protectedTerm,
  registrationOf,
  resultAfterNotice,
  termsFromRegistration,
} from './terms.ts';

/**
 * Brings an open application to another calendar edition, loaded at an instant of its own time. What is still open is counted again
 * from its own anchor; what was met, missed, closed or recorded stays as it was judged. A deadline that would already
 * lie in the past ends with the first working day after loading, and the result is never due before the third working day after a
 * notice that went out in time. Following the edition it already follows changes nothing.
 */
export function amendCalendar(state: ApplicationState, at: Instant, basis: Basis): Step {
  const edition = basis.calendar.days.edition;
  if (isFinal(state.stage) || state.calendarEdition === edition) return step(state, []);

  const followed = { ...state, calendarEdition: edition };
  const amended =
    state.stage === 'received' ? amendRegistration(followed, at, basis) : amendTerms(followed, at, basis);
  const moves = movesBetween(state.deadlines, amended.deadlines);
  const event =
    moves.length === 0
      ? happened('calendar-followed', at, null, { edition })
      : happened('deadlines-moved', at, null, {
          edition,
          terms: moves.map(({ to }) => to.term),
          from: moves.map(({ from }) => from.at),
          to: moves.map(({ to }) => to.at),
        });
  return andThen(step(amended, [event]), (next) => ringOvertakenAlarm(next, at, basis));
}

/** The alarm of an unproved receipt is no deadline that could be protected: overtaken by the new calendar, it rings now. */
function ringOvertakenAlarm(state: ApplicationState, at: Instant, basis: Basis): Step {
  const alarm = milestonesOf(state, basis).find((each) => each.kind === 'receipt-alarm' && each.at <= at);
  return alarm ? settle(state, { ...alarm, at }, basis) : step(state, []);
}

/** Nothing has begun yet: registration and all that follows are counted anew, but registration never lies in the past. */
function amendRegistration(state: ApplicationState, at: Instant, basis: Basis): ApplicationState {
  const counted = registrationOf(state.receivedAt, basis);
  const registration = counted.at > at ? counted : registrationOf(at, basis);
  return {
    ...state,
    registersAt: registration.at,
    deadlines: follow(state.deadlines, termsFromRegistration(state.receivedAt, registration.on, basis), at),
    gates: gatesFromRegistration(registration.on, basis),
  };
}

function amendTerms(state: ApplicationState, at: Instant, basis: Basis): ApplicationState {
  const amended = amendWindow(state, at, basis);
  const counted = [...registrationTerms(amended, at, basis), ...hearingTerms(amended, at, basis)];
  const deadlines = follow(state.deadlines, counted, at);
  return { ...amended, deadlines, gates: amendGates(amended, deadlines, at, basis) };
}

/** The applicant's window follows while it is open, also after a waiver: he may still speak. */
function amendWindow(state: ApplicationState, at: Instant, basis: Basis): ApplicationState {
  const { hearing, withdrawnAt } = state;
  if (!hearing?.receivedAt || !hearing.windowEndsAt || at >= hearing.windowEndsAt || withdrawnAt !== null)
    return state;
  const window = protectedTerm(objectionTerm(dayOf(hearing.receivedAt, basis), basis), at, basis);
  return { ...state, hearing: { ...hearing, windowEndsAt: window.at } };
}

function registrationTerms(state: ApplicationState, at: Instant, basis: Basis): readonly Deadline[] {
  const on = dayOf(state.registeredAt ?? state.receivedAt, basis);
  return stillRunning(state, termsFromRegistration(state.receivedAt, on, basis), at).map((fresh) => {
    const kept = protectedTerm(fresh, at, basis);
    return fresh.term === 'result' ? leaveRoomAfterNotice(state, kept, basis) : kept;
  });
}

/**
 * Only these are counted on from the day of loading: what is over asks nothing of the calendar, so that an application that
 * lies open beyond its last day follows it all the same.
 */
function stillRunning(
  { deadlines }: ApplicationState,
  counted: readonly Deadline[],
  at: Instant,
): readonly Deadline[] {
  return counted.filter(({ term }) => {
    const standing = deadlineOf(deadlines, term);
    return standing !== null && isRunning(standing, at);
  });
}

/**
 * A notice sent before the result was due keeps its three working days, whatever the calendar does to the result. One sent
 * later meets a result that is no longer ahead.
 */
function leaveRoomAfterNotice(state: ApplicationState, result: Deadline, basis: Basis): Deadline {
  const notice = state.notices.findLast((each) => each.status === 'sent');
  if (!notice?.sentOn) return result;
  const room = resultAfterNotice(notice.sentOn, basis);
  return room.at > result.at ? room : result;
}

function hearingTerms(state: ApplicationState, at: Instant, basis: Basis): readonly Deadline[] {
  const { hearing } = state;
  const notice = state.notices.find((each) => each.id === hearing?.noticeId);
  if (hearing === null || !notice?.sentOn || state.withdrawnAt !== null) return [];
  const { oralRequestedAt, receivedAt, windowEndsAt } = hearing;
  const held = oralRequestedAt
    ? oralHearingTerm(notice.sentOn, dayOf(oralRequestedAt, basis), basis)
    : hearingTerm(notice.sentOn, basis);
  const opening = earliestRefusalTerm(notice.sentOn, windowEndsAt, basis);
  const window = receivedAt ? [objectionTerm(dayOf(receivedAt, basis), basis)] : [];
  return stillRunning(state, [held, opening, ...window], at).map((fresh) => protectedTerm(fresh, at, basis));
}

/** Gates still ahead follow; a gate that has closed stays closed, and what was recorded is never undone. */
function amendGates(
  state: ApplicationState,
  deadlines: readonly Deadline[],
  at: Instant,
  basis: Basis,
): Gates {
  const counted = gatesFromRegistration(dayOf(state.registeredAt ?? state.receivedAt, basis), basis);
  const result = deadlineOf(deadlines, 'result');
  const { gates } = state;
  return {
    // A reminder that comes too late comes now: the line never goes back.
    softGateAt: ahead(gates.softGateAt, counted.softGateAt, at, () => at),
    refusalGateAt: ahead(gates.refusalGateAt, counted.refusalGateAt, at, () =>
      closingOf(firstWorkingDayAfter(at, basis), basis),
    ),
    // The end of D8 goes with its 18:30: a day already judged overdue stays D8.
    lapseAt: result?.status === 'open' ? endOf(result.on, basis) : gates.lapseAt,
  };
}

function ahead(standing: Instant, counted: Instant, at: Instant, earliest: () => Instant): Instant {
  if (at >= standing) return standing;
  return counted > at ? counted : earliest();
}

/**
 * Deadlines still ahead follow what was counted for their term; one that falls on the same instant only changes its
 * edition. One that has passed was judged by its own calendar, even where it is left open, as the day of a silent hearing.
 */
function follow(
  deadlines: readonly Deadline[],
  counted: readonly Deadline[],
  at: Instant,
): readonly Deadline[] {
  const moved = counted.filter((fresh) => {
    const standing = deadlineOf(deadlines, fresh.term);
    return standing !== null && isRunning(standing, at) && standing.at !== fresh.at;
  });
  const restamped = deadlines.map((each) => {
    const same = counted.find(({ term, at: instant }) => term === each.term && instant === each.at);
    return same && each.status === 'open' && each.at > at ? same : each;
  });
  return setDeadlines(restamped, moved);
}

/** A window used early, by a waiver or a cure, stays open to an objection until its end: it is told anew when it moves. */
function isRunning({ term, status, at: ends }: Deadline, at: Instant): boolean {
  return ends > at && (status === 'open' || (term === 'objection' && status === 'met'));
}
