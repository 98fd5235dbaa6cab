import type { Instant } from '../../calendars/instant.ts';
import { addDays } from '../../calendars/plain-date.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import {
  addWorkingDays,
  certaintyOf,
  isWorkingDay,
  workingDayOnOrAfter,
} from '../../calendars/working-days.ts';
import type { TermName } from '../../regulation/terms.ts';
import type { Basis } from '../case/basis.ts';
import * as core from '../case/counting.ts';
import { closingOf, dayOf, endOf, firstWorkingDayAfter, openingOf, type Anchor } from '../case/counting.ts';
import type { Deadline, DeadlineCause } from './deadlines.ts';
import type { Gates } from './state.ts';

/**
 * Received on a working day before the office closes: registered that day, at once during office hours, else when it opens.
 * Received at the closing time or later, or on a day off: registered on the next working day when the office opens
 * (Order 219, clause 5 and annex 1, item 7; APPC 64(3)). Lunch closes nothing.
 */
export function registrationOf(
  receivedAt: Instant,
  basis: Basis,
): { readonly on: PlainDate; readonly at: Instant } {
  const day = dayOf(receivedAt, basis);
  const inTime = isWorkingDay(basis.calendar, day) && receivedAt < closingOf(day, basis);
  const on = inTime ? day : workingDayOnOrAfter(basis.calendar, addDays(day, 1));
  const opens = openingOf(on, basis);
  return { on, at: receivedAt > opens ? receivedAt : opens };
}

/** The terms that are counted from registration: registration itself, both checks, the notice of a refusal, the result. */
export function termsFromRegistration(receivedAt: Instant, on: PlainDate, basis: Basis): readonly Deadline[] {
  const registration = deadlineOn(
    on,
    'registration',
    0,
    { on: dayOf(receivedAt, basis), cause: 'receipt-of-application' },
    basis,
  );
  const counted = (
    ['completeness-check', 'conformity-check', 'preliminary-refusal-notice', 'result'] as const
  ).map((term) => count(term, { on, cause: 'registration' }, basis));
  return [registration, ...counted];
}

/** The instants beside the terms that run from registration. */
export function gatesFromRegistration(on: PlainDate, basis: Basis): Gates {
  const { terms, reminders } = basis.regulation;
  const day = (days: number) => addWorkingDays(basis.calendar, on, days);
  return {
    softGateAt: closingOf(day(reminders.softGate.days), basis),
    refusalGateAt: closingOf(day(terms['preliminary-refusal-notice'].days), basis),
    lapseAt: endOf(day(terms.result.days), basis),
  };
}

/** The hearing is held within two working days of the notice day. */
export function hearingTerm(noticeOn: PlainDate, basis: Basis): Deadline {
  return count('hearing', { on: noticeOn, cause: 'notice' }, basis);
}

/** The last day of a hearing whose notice goes out on a day. */
export function lastHearingDay(noticeOn: PlainDate, basis: Basis): PlainDate {
  return hearingTerm(noticeOn, basis).on;
}

/**
 * If the applicant speaks on the last day or after it, inside the window, the term is one working day longer: by then an oral
 * hearing is held or a written objection is recorded (APPC 73(3) prevails over the Rules).
 */
export function hearingTermAfter(
  noticeOn: PlainDate,
  said: { readonly on: PlainDate; readonly how: 'objection' | 'oral-request' } | null,
  basis: Basis,
): Deadline {
  const byNotice = hearingTerm(noticeOn, basis);
  if (said === null) return byNotice;
  const { oralHearingAfterRequest, recordAfterObjection } = basis.regulation.lengths;
  const { days } = said.how === 'objection' ? recordAfterObjection : oralHearingAfterRequest;
  const bySaid = addWorkingDays(basis.calendar, said.on, days);
  if (bySaid <= byNotice.on) return byNotice;
  return deadlineOn(bySaid, 'hearing', days, { on: said.on, cause: said.how }, basis);
}

/** Objections are taken until the end of the second working day after receipt of the notice. */
export function objectionTerm(receivedOn: PlainDate, basis: Basis): Deadline {
  return count('objection', { on: receivedOn, cause: 'receipt-of-notice' }, basis);
}

/** A refusal opens at the later of 09:00 on the third working day after the notice and the end of the objection window. */
export function earliestRefusalTerm(
  noticeOn: PlainDate,
  windowEndsAt: Instant | null,
  basis: Basis,
): Deadline {
  const byNotice = count('earliest-refusal', { on: noticeOn, cause: 'notice' }, basis);
  if (windowEndsAt === null || windowEndsAt <= byNotice.at) return byNotice;
  const on = dayOf(windowEndsAt, basis);
  const certainty = certaintyOf(basis.calendar, on);
  return { ...byNotice, on, at: windowEndsAt, certainty, cause: 'receipt-of-notice' };
}

/** After a waiver nothing holds a refusal back (APPC 73(2)(5)). */
export function refusalAfterWaiver(waivedAt: Instant, basis: Basis): Deadline {
  const on = dayOf(waivedAt, basis);
  return { ...deadlineOn(on, 'earliest-refusal', 0, { on, cause: 'waiver' }, basis), at: waivedAt };
}

/** The terms that are counted from the day of a notice: its hearing, and the opening of a refusal while receipt is unproved. */
export function termsFromNotice(noticeOn: PlainDate, basis: Basis): readonly [Deadline, Deadline] {
  return [hearingTerm(noticeOn, basis), earliestRefusalTerm(noticeOn, null, basis)];
}

/** When an unproved receipt of a notice becomes an alarm: the opening of the first working day after the notice. */
export function receiptAlarmAt(noticeOn: PlainDate, basis: Basis): Instant {
  return openingOf(
    addWorkingDays(basis.calendar, noticeOn, basis.regulation.reminders.receiptAlarm.days),
    basis,
  );
}

/** A term that a new calendar would put into the past ends with the first working day after that calendar was loaded. */
export function protectedTerm(fresh: Deadline, loadedAt: Instant, basis: Basis): Deadline {
  if (fresh.at > loadedAt) return fresh;
  const from: From = { on: dayOf(loadedAt, basis), cause: 'amendment' };
  return deadlineOn(firstWorkingDayAfter(loadedAt, basis), fresh.term, 1, from, basis);
}

/** The earliest end of the result's term once a notice is out: the third working day after it. */
export function resultAfterNotice(noticeOn: PlainDate, basis: Basis): Deadline {
  const { on, anchor, workingDays, cause } = count(
    'earliest-refusal',
    { on: noticeOn, cause: 'notice' },
    basis,
  );
  return deadlineOn(on, 'result', workingDays, { on: anchor, cause }, basis);
}

type From = Anchor<DeadlineCause>;

function count(term: TermName, from: From, basis: Basis): Deadline {
  const { days } = basis.regulation.terms[term];
  return deadlineOn(addWorkingDays(basis.calendar, from.on, days), term, days, from, basis);
}

function deadlineOn(on: PlainDate, term: TermName, workingDays: number, from: From, basis: Basis): Deadline {
  const { hour } = basis.regulation.terms[term];
  return core.deadlineOn(on, { term, workingDays, hour }, from, basis);
}
