import { CalendarError } from './calendar-error.ts';
import { outsideCalendar, type Calendar, type Certainty } from './calendar.ts';
import { dayNumber, type PlainDate } from './plain-date.ts';

/**
 * Whether `date` is a working day. Throws `date-outside-calendar`.
 *
 * @example isWorkingDay(kz, parsePlainDate('2025-01-05')) // true: a Sunday worked instead of Friday 3 January
 */
export function isWorkingDay(calendar: Calendar, date: PlainDate): boolean {
  const index = indexOf(calendar, date, 'isWorkingDay');
  return calendar.days.working.charCodeAt(index) === 49;
}

/**
 * The last day of a term of `n` working days, counted from the day after `start`; `start` may be a day off.
 * A term of 0 days has no last day: `term-invalid` for anything but whole numbers from 1 on. Throws
 * `date-outside-calendar` when the start or the end is not covered: a guess is worse than a stop.
 *
 * @example addWorkingDays(kz, parsePlainDate('2026-12-07'), 8) // '2026-12-18': the 16th is a holiday
 */
export function addWorkingDays(calendar: Calendar, start: PlainDate, n: number): PlainDate {
  const worked = calendar.workedUntil[dayNumber(start) - calendar.firstNumber];
  const due = n >= 1 ? calendar.workingDates[(worked ?? NaN) + n - 1] : undefined;
  if (due === undefined) throw termRefused(calendar, start, n);
  return due;
}

/**
 * `addWorkingDays` on day numbers, for counting many deadlines at once. Same refusals.
 *
 * @example addWorkingDaysNumber(kz, dayNumber(parsePlainDate('2026-12-07')), 8) // 20805, 2026-12-18
 */
export function addWorkingDaysNumber(calendar: Calendar, startNumber: number, n: number): number {
  const worked = calendar.workedUntil[startNumber - calendar.firstNumber];
  const due = n >= 1 ? calendar.workingNumbers[(worked ?? NaN) + n - 1] : undefined;
  if (due === undefined) throw termRefused(calendar, `day number ${startNumber}`, n);
  return due;
}

/**
 * How many working days lie after `after` and up to `until`, `until` included; 0 when they are the same day.
 * Throws `dates-reversed` when `until` is before `after`, and `date-outside-calendar`.
 *
 * @example countWorkingDays(kz, parsePlainDate('2026-12-07'), parsePlainDate('2026-12-18')) // 8
 */
export function countWorkingDays(calendar: Calendar, after: PlainDate, until: PlainDate): number {
  if (until < after)
    throw new CalendarError('dates-reversed', `countWorkingDays: ${until} is before ${after}`);
  const { workedUntil } = calendar;
  const from = workedUntil[indexOf(calendar, after, 'countWorkingDays')] ?? 0;
  const to = workedUntil[indexOf(calendar, until, 'countWorkingDays')] ?? 0;
  return to - from;
}

/**
 * `date` itself if it is a working day, otherwise the next one (Order 219 clause 5: what comes in on a day off is
 * registered on the next working day). Throws `date-outside-calendar`.
 *
 * @example workingDayOnOrAfter(kz, parsePlainDate('2026-12-16')) // '2026-12-17'
 */
export function workingDayOnOrAfter(calendar: Calendar, date: PlainDate): PlainDate {
  const index = indexOf(calendar, date, 'workingDayOnOrAfter');
  const workedBefore = index === 0 ? 0 : (calendar.workedUntil[index - 1] ?? 0);
  const found = calendar.workingDates[workedBefore];
  if (found === undefined)
    throw refused(calendar, 'workingDayOnOrAfter', `the first working day from ${date} on`);
  return found;
}

/**
 * Whether `date`, and with it every term that ends on it, rests on published days. Throws `date-outside-calendar`.
 *
 * @example certaintyOf(kz, parsePlainDate('2027-01-11')) // 'projected', until the calendar for 2027 is published
 */
export function certaintyOf(calendar: Calendar, date: PlainDate): Certainty {
  indexOf(calendar, date, 'certaintyOf');
  return date <= calendar.days.officialUntil ? 'official' : 'projected';
}

function indexOf(calendar: Calendar, date: PlainDate, place: string): number {
  const number = dayNumber(date);
  if (!(number >= calendar.firstNumber && number <= calendar.lastNumber))
    throw refused(calendar, place, date);
  return number - calendar.firstNumber;
}

function termRefused(calendar: Calendar, start: string, n: number): CalendarError {
  if (!Number.isInteger(n) || n < 1) {
    return new CalendarError(
      'term-invalid',
      `a term of ${n} working days: only whole numbers from 1 on have a last day`,
    );
  }
  return refused(calendar, 'addWorkingDays', `${n} working days from ${start}`);
}

function refused({ days, firstNumber, lastNumber }: Calendar, place: string, value: string): CalendarError {
  return outsideCalendar(place, value, days.edition, firstNumber, lastNumber);
}
