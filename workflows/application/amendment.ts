import type { Instant } from '../../calendars/instant.ts';
import type { Basis } from '../case/basis.ts';
import { closeDeadline, deadlineOf, movesBetween, setDeadlines } from '../case/deadlines.ts';
import type { Deadline } from './deadlines.ts';
import { milestonesOf, settle } from './milestones.ts';
import { isKeptUntold } from './portal-view.ts';
import { andThen, happened } from '../case/step.ts';
import { step } from './step.ts';
import type { Step } from './step.ts';
import { isFinal } from './stages.ts';
import type { ApplicationState, Gates, Hearing, Notice, WaitingTerm } from './state.ts';
import { closingOf, dayOf, endOf, firstWorkingDayAfter } from '../case/counting.ts';
import {
  earliestRefusalTerm,
  gatesFromRegistration,
  hearingTermAfter,
  objectionTerm,
  protectedTerm,
  registrationOf,
  resultAfterNotice,
  termsFromRegistration,
} from './terms.ts';
import { countWaiting, ifKnown, putToWait, receiptOf } from './waiting-terms.ts';

/**
 * What an amendment does to terms that a fact has closed while the applicant does not know of that fact. `stand`: only for
 * amendments from before such terms followed; histories and records both apply the rule of that time to them.
 */
export type UntoldTerms = 'follow' | 'stand';

/**
 * Brings an open application to another calendar edition, loaded at an instant of its own time. Each term that is still open is
 * counted again from its own anchor; what was met, missed, closed or recorded stays as it was judged. A deadline that would
 * already lie in the past ends with the first working day after loading, and the result is never due before the third working day
 * after a notice that went out in time. An edition that the application already follows changes nothing.
 *
 * A check may have met its term while the applicant does not know of it. That term follows like an open one: if it stayed in
 * place, the applicant could tell that the check is done. It stays `met` by either calendar: the act lies before the loading, and
 * no term ends before the loading by the new calendar.
 */
export function amendCalendar(
  state: ApplicationState,
  at: Instant,
  basis: Basis,
  untold: UntoldTerms = 'follow',
): Step {
  const edition = basis.calendar.days.edition;
  if (isFinal(state.stage) || state.calendarEdition === edition) return step(state, []);

  const followed = { ...state, calendarEdition: edition };
  const amended =
    state.stage === 'received'
      ? amendRegistration(followed, at, basis)
      : amendTerms(followed, at, basis, untold);
  const moves = movesBetween(state.deadlines, amended.deadlines);
  // This comes last, since a waiting term had no instant before.
  const counted = amended.deadlines.filter(
    (each) => state.waiting?.some(({ term }) => term === each.term) && each.status !== 'moved',
  );
  const told = [
    ...moves.map(({ to }) => to),
    ...counted.filter((each) => moves.every(({ to }) => to !== each)),
  ];
  const event =
    told.length === 0
      ? happened('calendar-followed', at, null, { edition })
      : happened('deadlines-moved', at, null, {
          edition,
          terms: told.map(({ term }) => term),
          from: moves.map(({ from }) => from.at),
          to: told.map(({ at: instant }) => instant),
        });
  return andThen(step(amended, [event]), (next) => ringOvertakenAlarm(next, at, basis));
}

/** The alarm of an unproved receipt is not protected like a deadline: if the new calendar puts it in the past, it comes now. */
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

function amendTerms(
  state: ApplicationState,
  at: Instant,
  basis: Basis,
  untold: UntoldTerms,
): ApplicationState {
  const kept = untold === 'stand' ? [] : state.deadlines.filter((each) => isKeptUntold(each, state));
  // Terms are counted as the applicant sees them; a term that was met is closed again wherever it falls.
  const shown = state.deadlines.map((each): Deadline =>
    kept.includes(each) ? { ...each, status: 'open' } : each,
  );
  const facts = { ...state, deadlines: shown };
  const ofNotice = untold === 'stand' && state.hearing === null ? [] : noticeTerms(facts, at, basis);
  const known = ofNotice.flatMap(({ counted }) => counted ?? []);
  const followed = follow(shown, [...registrationTerms(facts, at, basis), ...known], at);
  const deadlines = kept.reduce((all, { term }) => closeDeadline(all, term, 'met'), followed);
  const gates = amendGates(state, deadlines, at, basis);
  const amended = ofNotice
    .filter(({ counted }) => counted === null)
    .reduce((next, { begun }) => putToWait(next, begun), { ...state, deadlines, gates });
  const hearing = amendWindow(state.hearing, amended.deadlines);
  return countWaiting({ ...amended, hearing }, at, basis);
}

/**
 * The window is the applicant's own deadline: it follows while it is open, also after a waiver, since the applicant may still
 * speak. It has no end while the new calendar does not know one.
 */
function amendWindow(hearing: Hearing | null, deadlines: readonly Deadline[]): Hearing | null {
  const windowEndsAt = deadlineOf(deadlines, 'objection')?.at ?? null;
  return hearing?.windowEndsAt ? { ...hearing, windowEndsAt } : hearing;
}

function registrationTerms(state: ApplicationState, at: Instant, basis: Basis): readonly Deadline[] {
  const on = dayOf(state.registeredAt ?? state.receivedAt, basis);
  return stillRunning(state, termsFromRegistration(state.receivedAt, on, basis), at).map((fresh) => {
    const kept = protectedTerm(fresh, at, basis);
    return fresh.term === 'result' ? leaveRoomAfterNotice(state, kept, basis) : kept;
  });
}

/**
 * Only these are counted from the day of loading. Terms that are over need nothing of the calendar, so an application that is
 * open beyond the calendar's last day can follow it too.
 */
function stillRunning(
  { deadlines, withdrawnAt }: ApplicationState,
  counted: readonly Deadline[],
  at: Instant,
): readonly Deadline[] {
  return counted.filter(({ term }) => {
    const standing = deadlineOf(deadlines, term);
    if (withdrawnAt !== null && standing?.status === 'not-needed') return false;
    return standing !== null && isRunning(standing, at);
  });
}

/**
 * A notice sent before the result was due keeps its three working days, whatever the calendar does to the result. For a notice
 * sent later the term of the result is already over.
 */
function leaveRoomAfterNotice(state: ApplicationState, result: Deadline, basis: Basis): Deadline {
  const notice = state.notices.findLast((each) => each.status === 'sent');
  if (!notice?.sentOn) return result;
  const room = resultAfterNotice(notice.sentOn, basis);
  return room.at > result.at ? room : result;
}

/**
 * The terms of the last notice that was sent. They are counted from what the applicant was told of the notice, not from its
 * hearing: another finding may have set the hearing aside since, and the applicant is not told of that.
 */
function noticeTerms(state: ApplicationState, at: Instant, basis: Basis): readonly Recounted[] {
  const notice = state.notices.findLast(({ status }) => status === 'sent');
  if (!notice?.sentOn || state.withdrawnAt !== null) return [];
  const { sentOn } = notice;
  const recount = (begun: WaitingTerm, count: () => Deadline): readonly Recounted[] => {
    const standing = deadlineOf(state.deadlines, begun.term);
    if (standing === null || !isRunning(standing, at)) return [];
    return [{ begun, counted: ifKnown(() => protectedTerm(count(), at, basis)) }];
  };

  const said = lastSaidAt(notice, state.hearing);
  const spoken = said && ({ on: dayOf(said.at, basis), how: said.how } as const);
  const held: WaitingTerm = {
    term: 'hearing',
    anchor: spoken?.on ?? sentOn,
    cause: spoken?.how ?? 'notice',
  };
  const receipt = receiptOf(state.deadlines, sentOn);
  const window = receipt
    ? recount({ term: 'objection', anchor: receipt.anchor, cause: 'receipt-of-notice' }, () =>
        objectionTerm(receipt.anchor, basis),
      )
    : [];
  const stands = receipt && deadlineOf(state.deadlines, 'objection');
  const ends = window.length > 0 ? window[0]?.counted : stands;
  return [
    ...recount(held, () => hearingTermAfter(sentOn, spoken, basis)),
    ...recount({ term: 'earliest-refusal', anchor: sentOn, cause: 'notice' }, () =>
      earliestRefusalTerm(sentOn, ends?.at ?? null, basis),
    ),
    ...window,
  ];
}

/** A running term as the new calendar counts it; null when that calendar does not know its end. */
interface Recounted {
  readonly begun: WaitingTerm;
  readonly counted: Deadline | null;
}

/** What the applicant said last at the hearing of a notice. Old facts have only oral requests. */
function lastSaidAt(
  { lastSaid, oralRequestedAt }: Notice,
  hearing: Hearing | null,
): NonNullable<Notice['lastSaid']> | null {
  if (lastSaid) return lastSaid;
  const at = oralRequestedAt ?? hearing?.oralRequestedAt;
  return at ? { at, how: 'oral-request' } : null;
}

/** Gates that are still ahead follow. A gate that has closed stays closed, and what was recorded is never undone. */
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
    // A reminder whose instant has passed comes now: the queue never goes back in time.
    softGateAt: ahead(gates.softGateAt, counted.softGateAt, at, () => at),
    refusalGateAt: ahead(gates.refusalGateAt, counted.refusalGateAt, at, () =>
      closingOf(firstWorkingDayAfter(at, basis), basis),
    ),
    // The end of D8 moves together with 18:30 of D8: a day that was already judged overdue stays D8.
    lapseAt: result?.status === 'open' ? endOf(result.on, basis) : gates.lapseAt,
  };
}

function ahead(standing: Instant, counted: Instant, at: Instant, earliest: () => Instant): Instant {
  if (at >= standing) return standing;
  return counted > at ? counted : earliest();
}

/**
 * Deadlines that are still ahead follow what was counted for their term; if the instant is the same, only the edition changes. A
 * deadline that has passed was judged by its own calendar, even if it is still open, like the day of a hearing without objections.
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
    const follows = each.status === 'open' || each.status === 'not-needed';
    return same && follows && each.at > at ? { ...same, status: each.status } : each;
  });
  // A move does not change the status of a term; `judgeTerms` derives the status from the facts afterwards.
  const asItStood = moved.map((fresh) => ({
    ...fresh,
    status: deadlineOf(deadlines, fresh.term)?.status ?? fresh.status,
  }));
  return setDeadlines(restamped, asItStood);
}

/**
 * A window that a waiver closed still accepts an objection until its end, so the applicant is informed when it moves. A term that
 * is not needed now may be needed again before its end.
 */
function isRunning({ term, status, at: ends }: Deadline, at: Instant): boolean {
  const closedEarly = term === 'objection' && status === 'met';
  return ends > at && (status === 'open' || status === 'not-needed' || closedEarly);
}
