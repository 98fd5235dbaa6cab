import { CalendarError } from './calendar-error.ts';
import { clockText, instantOfMs, msOf, type Instant } from './instant.ts';
import { dayNumber, fromDayNumber, type PlainDate } from './plain-date.ts';

/** From `since` on, local clocks are `minutes` ahead of UTC. */
export interface ZoneOffset {
  readonly since: Instant;
  readonly minutes: number;
}

/**
 * A time zone as data: plain JSON that goes into Temporal histories, so that a later update of the machine's tz data
 * cannot change what a replay computes. `offsets` is in order of time and has at least one entry; the first `since`
 * is the start of what is known. The last offset holds until the end of the calendar the zone was cut for.
 */
export interface Zone {
  readonly name: string;
  readonly offsets: readonly ZoneOffset[];
}

const msPerDay = 86_400_000;
const msPerMinute = 60_000;
const clock = /^([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * The moment at which clocks in `zone` show `time` (`HH:MM`) on `date`. An hour that occurs twice means its first
 * occurrence, one that is skipped means the moment clocks jump plus as much (RFC 5545 §3.3.5).
 * Throws `time-invalid`, and `instant-outside-zone` before the zone's data.
 *
 * @example instantAt(almaty, parsePlainDate('2026-12-08'), '18:30') // '2026-12-08T13:30:00.000Z'
 */
export function instantAt(zone: Zone, date: PlainDate, time: string): Instant {
  const match = clock.exec(time);
  if (match === null) throw new CalendarError('time-invalid', `instantAt: '${time}' is not a time as HH:MM`);
  return instantOfLocal(zone, dayNumber(date) * 1440 + Number(match[1]) * 60 + Number(match[2]));
}

/**
 * The first moment of the day after `date`: a term that ends with `date` is over from here on (exclusive end).
 *
 * @example endOfDay(almaty, parsePlainDate('2024-02-29')) // '2024-02-29T19:00:00.000Z': that day had 25 hours
 */
export function endOfDay(zone: Zone, date: PlainDate): Instant {
  return instantOfLocal(zone, (dayNumber(date) + 1) * 1440);
}

/**
 * The date on calendars in `zone` at the moment `at`. Throws `instant-outside-zone` before the zone's data.
 *
 * @example plainDateAt(almaty, parseInstant('2026-12-08T19:00:00Z')) // '2026-12-09'
 */
export function plainDateAt(zone: Zone, at: Instant): PlainDate {
  return fromDayNumber(Math.floor(localMs(zone, at) / msPerDay));
}

/**
 * What clocks in `zone` show at the moment `at`, `HH:MM:SS`; compares with `<` against `HH:MM`.
 * Throws `instant-outside-zone` before the zone's data.
 *
 * @example timeAt(almaty, parseInstant('2026-12-08T13:29:59.999Z')) // '18:29:59', which is < '18:30'
 */
export function timeAt(zone: Zone, at: Instant): string {
  const ms = localMs(zone, at);
  return clockText(ms - Math.floor(ms / msPerDay) * msPerDay);
}

/**
 * How far clocks in `zone` are ahead of UTC at the moment `at`, `+HH:MM`. Throws `instant-outside-zone` before the zone's data.
 *
 * @example offsetAt(almaty, parseInstant('2024-02-29T18:00:00Z')) // '+05:00', and '+06:00' a moment before
 */
export function offsetAt(zone: Zone, at: Instant): string {
  const minutes = minutesAt(zone, at);
  return `${minutes < 0 ? '-' : '+'}${clockText(Math.abs(minutes) * msPerMinute).slice(0, 5)}`;
}

function localMs(zone: Zone, at: Instant): number {
  return msOf(at) + minutesAt(zone, at) * msPerMinute;
}

function minutesAt(zone: Zone, at: Instant): number {
  const offset = zone.offsets.findLast(({ since }) => since <= at);
  if (offset === undefined) throw outside(zone, at);
  return offset.minutes;
}

function instantOfLocal(zone: Zone, localMinutes: number): Instant {
  for (const [index, { since, minutes }] of zone.offsets.entries()) {
    const at = instantOfMs((localMinutes - minutes) * msPerMinute);
    const next = zone.offsets[index + 1];
    if (next !== undefined && at >= next.since) continue;
    if (at >= since) return at;
    // Clocks jumped over this time: keep the offset in force before the jump, so that the term is not cut short.
    const before = zone.offsets[index - 1];
    if (before === undefined) throw outside(zone, at);
    return instantOfMs((localMinutes - before.minutes) * msPerMinute);
  }
  throw new CalendarError('zone-unknown', `zone '${zone.name}' has no offsets`);
}

function outside(zone: Zone, at: Instant): CalendarError {
  const start = zone.offsets[0]?.since ?? 'nowhere';
  return new CalendarError(
    'instant-outside-zone',
    `${at} is before the data of zone '${zone.name}', which starts at ${start}`,
  );
}
