import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import { addWorkingDays, certaintyOf, isWorkingDay } from '../../calendars/working-days.ts';
import { endOfDay, instantAt, plainDateAt } from '../../calendars/zone.ts';
import type { Basis } from './basis.ts';
import type { Deadline } from './deadlines.ts';

/** The date in the provider's zone at an instant. */
export function dayOf(at: Instant, basis: Basis): PlainDate {
  return plainDateAt(basis.calendar.days.zone, at);
}

/** When the office opens on a day: openings fall here. */
export function openingOf(day: PlainDate, { calendar, regulation }: Basis): Instant {
  return instantAt(calendar.days.zone, day, regulation.officeHours.opens);
}

/** When the office closes on a day: officers' deadlines fall here. */
export function closingOf(day: PlainDate, { calendar, regulation }: Basis): Instant {
  return instantAt(calendar.days.zone, day, regulation.officeHours.closes);
}

/** The end of a day: 24:00, exclusive. */
export function endOf(day: PlainDate, basis: Basis): Instant {
  return endOfDay(basis.calendar.days.zone, day);
}

/** Whether an instant lies within the office hours of a working day. */
export function isOfficeTime(at: Instant, basis: Basis): boolean {
  const day = dayOf(at, basis);
  return isWorkingDay(basis.calendar, day) && at >= openingOf(day, basis) && at < closingOf(day, basis);
}

/** The first working day after the day of an instant. */
export function firstWorkingDayAfter(at: Instant, basis: Basis): PlainDate {
  return addWorkingDays(basis.calendar, dayOf(at, basis), 1);
}

/** A term of the law as it is counted: how many working days, and at what hour of the last one it falls. */
export interface Counted<Term extends string> {
  readonly term: Term;
  readonly workingDays: number;
  /** An opening falls at the first hour, an officer's deadline at the second, an applicant's at the third. */
  readonly hour: 'office-open' | 'office-close' | 'end-of-day';
}

/** What a term is counted from: its first working day is the next one. */
export interface Anchor<Cause extends string> {
  readonly on: PlainDate;
  readonly cause: Cause;
}

/** An open deadline that falls on a day. Throws `date-outside-calendar` beyond the data. */
export function deadlineOn<Term extends string, Cause extends string>(
  on: PlainDate,
  { term, workingDays, hour }: Counted<Term>,
  anchor: Anchor<Cause>,
  basis: Basis,
): Deadline<Term, Cause> {
  return {
    term,
    edge: hour === 'office-open' ? 'opens' : 'due',
    anchor: anchor.on,
    workingDays,
    on,
    at: instantOn(on, hour, basis),
    calendarEdition: basis.calendar.days.edition,
    certainty: certaintyOf(basis.calendar, on),
    cause: anchor.cause,
    status: 'open',
  };
}

function instantOn(day: PlainDate, hour: Counted<string>['hour'], basis: Basis): Instant {
  switch (hour) {
    case 'office-open':
      return openingOf(day, basis);
    case 'office-close':
      return closingOf(day, basis);
    case 'end-of-day':
      return endOf(day, basis);
  }
}
