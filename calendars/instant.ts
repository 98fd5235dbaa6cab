import { CalendarError } from './calendar-error.ts';
import { dayNumber, fromDayNumber, parsePlainDate, type PlainDate } from './plain-date.ts';

declare const instant: unique symbol;

/**
 * A moment in UTC, always `YYYY-MM-DDTHH:mm:ss.sssZ`. Made only by this module, so the order of the strings is the
 * order of time: compare with `<`.
 */
export type Instant = string & { readonly [instant]: true };

const msPerDay = 86_400_000;
const msPerMinute = 60_000;
const shape =
  /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d+))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/**
 * The moment that an RFC 3339 text names, whatever its offset. Digits finer than a millisecond are cut off, never
 * rounded up: rounding could carry an act over a deadline. Throws `instant-invalid` for a date alone, a missing
 * offset, a day or hour that does not exist, and leap seconds (they cannot be told from the second that follows).
 *
 * @example parseInstant('2026-11-26T18:29:59.9999+05:00') // '2026-11-26T13:29:59.999Z'
 */
export function parseInstant(text: string): Instant {
  const match = shape.exec(text);
  if (match === null) throw refused(text);
  const [, day = '', hour, minute, second, fraction = '', sign, offsetHour = 0, offsetMinute = 0] = match;

  const offsetMinutes = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -1 : 1);
  const msOfDay =
    (Number(hour) * 60 + Number(minute)) * msPerMinute +
    Number(second) * 1000 +
    Number(fraction.slice(0, 3).padEnd(3, '0'));
  try {
    return instantOfMs(dayNumber(parsePlainDate(day)) * msPerDay + msOfDay - offsetMinutes * msPerMinute);
  } catch (cause) {
    throw refused(text, cause);
  }
}

function refused(text: string, cause?: unknown): CalendarError {
  return new CalendarError(
    'instant-invalid',
    `parseInstant: '${text}' is not an existing moment in RFC 3339 with an offset, such as 2026-11-26T17:00:00+05:00`,
    { cause },
  );
}

/**
 * The moment `ms` milliseconds after 1970-01-01T00:00Z. Throws `instant-invalid` for fractions and years past 9999.
 *
 * @example instantOfMs(0) // '1970-01-01T00:00:00.000Z'
 */
export function instantOfMs(ms: number): Instant {
  const day = Math.floor(ms / msPerDay);
  const msOfDay = ms - day * msPerDay;
  if (!Number.isInteger(ms) || day < firstDay || day > lastDay) {
    throw new CalendarError(
      'instant-invalid',
      `instantOfMs: ${ms} is not a whole millisecond of the years 0000 to 9999`,
    );
  }
  const seconds = clockText(msOfDay);
  return `${fromDayNumber(day)}T${seconds}.${String(msOfDay % 1000).padStart(3, '0')}Z` as Instant;
}

const firstDay = dayNumber(parsePlainDate('0000-01-01'));
const lastDay = dayNumber(parsePlainDate('9999-12-31'));

/**
 * `HH:MM:SS` of a number of milliseconds since midnight; parts of a second are cut off.
 *
 * @example clockText(66_599_999) // '18:29:59'
 */
export function clockText(msOfDay: number): string {
  const seconds = Math.floor(msOfDay / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/**
 * Milliseconds from 1970-01-01T00:00Z to `at`.
 *
 * @example msOf(parseInstant('1970-01-01T05:00:01+05:00')) // 1000
 */
export function msOf(at: Instant): number {
  const seconds = (Number(at.slice(11, 13)) * 60 + Number(at.slice(14, 16))) * 60 + Number(at.slice(17, 19));
  return dayNumber(at.slice(0, 10) as PlainDate) * msPerDay + seconds * 1000 + Number(at.slice(20, 23));
}
