import { isValid } from 'date-fns/isValid';
import { parseISO } from 'date-fns/parseISO';
import { CalendarError } from './calendar-error.ts';

declare const plainDate: unique symbol;

/**
 * A day of the calendar without a zone, `YYYY-MM-DD`, years 0000 to 9999. Made only by this module, so it always
 * exists. The order of the strings is the order of the days: compare with `<`.
 */
export type PlainDate = string & { readonly [plainDate]: true };

/** ISO 8601: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const shape = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The date that `text` names. Throws `date-invalid` for any other shape and for days that do not exist.
 *
 * @example parsePlainDate('2024-02-29') // '2024-02-29'; '2026-02-29', '2026-2-9' and '20260209' are refused
 */
export function parsePlainDate(text: string): PlainDate {
  // With `Z` the answer of date-fns does not depend on the machine's zone; without it, midnight may not exist.
  if (!shape.test(text) || !isValid(parseISO(`${text}T00:00:00Z`))) {
    throw new CalendarError('date-invalid', `parsePlainDate: '${text}' is not an existing day as YYYY-MM-DD`);
  }
  return text as PlainDate;
}

/** The day that somebody's text names, of the years 0001 to 9999, or null. PostgreSQL's calendar has no year 0. */
export function readPlainDate(text: string): PlainDate | null {
  if (text.startsWith('0000')) return null;
  try {
    return parsePlainDate(text);
  } catch (error) {
    if (error instanceof CalendarError) return null;
    throw error;
  }
}

/**
 * Days from 1970-01-01 to `date`, negative before it.
 *
 * @example dayNumber(parsePlainDate('1970-01-02')) // 1
 */
export function dayNumber(date: PlainDate): number {
  // Character codes instead of slices and Date objects: this is the hot path of every dated question.
  const year =
    date.charCodeAt(0) * 1000 +
    date.charCodeAt(1) * 100 +
    date.charCodeAt(2) * 10 +
    date.charCodeAt(3) -
    asciiZero * 1111;
  const month = date.charCodeAt(5) * 10 + date.charCodeAt(6) - asciiZero * 11;
  const day = date.charCodeAt(8) * 10 + date.charCodeAt(9) - asciiZero * 11;

  // Years are counted from March, so that the leap day is the last of its year.
  const marchYear = month > 2 ? year : year - 1;
  const dayOfMarchYear = ((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfMarchYear + day - 1 - daysBefore1970;
}

const asciiZero = 48;
/** From 0000-03-01 to 1970-01-01. */
const daysBefore1970 = 719_468;
const daysIn400Years = 146_097;

/**
 * The date that lies `n` days after 1970-01-01; the inverse of `dayNumber`.
 * Throws `date-invalid` for fractions and for years outside 0000 to 9999.
 *
 * @example fromDayNumber(20_789) // '2026-12-02'
 */
export function fromDayNumber(n: number): PlainDate {
  if (!Number.isInteger(n) || n < firstDayNumber || n > lastDayNumber) {
    throw new CalendarError(
      'date-invalid',
      `fromDayNumber: ${n} is not a whole day of the years 0000 to 9999`,
    );
  }
  const days = n + daysBefore1970;
  const era = Math.floor(days / daysIn400Years);
  const dayOfEra = days - era * daysIn400Years;
  const yearOfEra =
    ((dayOfEra - ((dayOfEra / 1460) | 0) + ((dayOfEra / 36_524) | 0) - ((dayOfEra / 146_096) | 0)) / 365) | 0;
  const dayOfMarchYear = dayOfEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const monthFromMarch = ((5 * dayOfMarchYear + 2) / 153) | 0;
  const day = dayOfMarchYear - (((153 * monthFromMarch + 2) / 5) | 0) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month > 2 ? 0 : 1);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}` as PlainDate;
}

const firstDayNumber = dayNumber('0000-01-01' as PlainDate);
const lastDayNumber = dayNumber('9999-12-31' as PlainDate);

function twoDigits(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}

/**
 * The date `days` calendar days after `date`, before it when negative. Throws `date-invalid` past the year 9999.
 *
 * @example addDays(parsePlainDate('2024-02-28'), 2) // '2024-03-01'
 */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(dayNumber(date) + days);
}

/**
 * The day of the week, Monday 1 to Sunday 7.
 *
 * @example weekdayOf(parsePlainDate('2026-11-22')) // 7
 */
export function weekdayOf(date: PlainDate): Weekday {
  return weekdayOfDayNumber(dayNumber(date));
}

/**
 * The day of the week of a day number.
 *
 * @example weekdayOfDayNumber(0) // 4: 1970-01-01 was a Thursday
 */
export function weekdayOfDayNumber(n: number): Weekday {
  return (((((n + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/**
 * A day `YYYY-MM-DD` as it is written in Kazakh and Russian.
 *
 * @example dotted(parsePlainDate('2026-12-18')) // '18.12.2026'
 */
export function dotted(date: string): string {
  return date.split('-').toReversed().join('.');
}
