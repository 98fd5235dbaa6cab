import { tzOffset } from '@date-fns/tz/tzOffset';
import { CalendarError } from './calendar-error.ts';
import { instantOfMs, msOf, parseInstant } from './instant.ts';
import { dayNumber, type PlainDate } from './plain-date.ts';
import type { Zone, ZoneOffset } from './zone.ts';

const msPerDay = 86_400_000;
const msPerMinute = 60_000;

/**
 * The offsets of zone `name` for the local days `from` to `until`, read from this machine's tz data: for activities
 * and start-up, never for workflow code. Throws `zone-unknown`, and `dates-reversed` when `until` is before `from`.
 *
 * @example readZone('Asia/Almaty', parsePlainDate('2024-01-01'), parsePlainDate('2024-12-31')).offsets
 * // [{ since: '2023-12-31T00:00:00.000Z', minutes: 360 }, { since: '2024-02-29T18:00:00.000Z', minutes: 300 }]
 */
export function readZone(name: string, from: PlainDate, until: PlainDate): Zone {
  if (until < from) throw new CalendarError('dates-reversed', `readZone: ${until} is before ${from}`);
  // Local days begin and end up to 14 hours away from UTC days, hence a day more at each end.
  const startMs = (dayNumber(from) - 1) * msPerDay;
  const endMs = (dayNumber(until) + 2) * msPerDay;

  let before = minutesAt(name, startMs);
  const offsets: ZoneOffset[] = [{ since: instantOfMs(startMs), minutes: before }];
  for (let dayMs = startMs; dayMs < endMs; dayMs += msPerDay) {
    const after = minutesAt(name, dayMs + msPerDay);
    if (before !== after)
      offsets.push({ since: instantOfMs(changeWithin(name, dayMs, before)), minutes: after });
    before = after;
  }
  return { name, offsets };
}

/** The first minute of the day after `dayMs` at which the offset is no longer `before`. */
function changeWithin(name: string, dayMs: number, before: number): number {
  let unchanged = 0;
  let changed = msPerDay / msPerMinute;
  while (changed - unchanged > 1) {
    const middle = (unchanged + changed) >> 1;
    if (minutesAt(name, dayMs + middle * msPerMinute) === before) unchanged = middle;
    else changed = middle;
  }
  return dayMs + changed * msPerMinute;
}

function minutesAt(name: string, ms: number): number {
  const minutes = tzOffset(name, new Date(ms));
  if (!Number.isInteger(minutes)) {
    throw new CalendarError(
      'zone-unknown',
      `readZone: '${name}' has no whole-minute offset at ${instantOfMs(ms)}`,
    );
  }
  return minutes;
}

/**
 * Throws `tz-data-too-old` unless this machine knows that Kazakhstan went to UTC+5 on 2024-03-01 (decree amending
 * No. 1749 of 2000-11-23). Older data would put every deadline an hour early: call it before taking work.
 *
 * @example assertZoneDataIsCurrent() // returns nothing, or stops the worker before it takes work
 */
export function assertZoneDataIsCurrent(): void {
  const minutes = tzOffset('Asia/Almaty', new Date(msOf(parseInstant('2024-06-01T00:00:00Z'))));
  if (minutes !== 300) {
    throw new CalendarError(
      'tz-data-too-old',
      `Asia/Almaty on 2024-06-01 is ${minutes} minutes from UTC here; the law says 300: update the tz data of Node (ICU)`,
    );
  }
}
