import fc from 'fast-check';
import { openCalendar, parseEditionId } from '../../calendars/calendar.ts';
import { dayNumber, parsePlainDate } from '../../calendars/plain-date.ts';
import { kz } from '../builders.ts';
import type { Basis } from '../../workflows/case/basis.ts';
import { daysAfter, dayIn, isWorked } from './almanac.ts';
import type { ChangedDays } from './almanac.ts';
import type { Line } from './line.ts';

const known = new Map<string, Basis>();

/** The newest calendar with some days changed, cheaply. The same days are always the same edition, others another one. */
export function basisWith(changed: ChangedDays): Basis {
  if (changed.size === 0) return kz;
  const key = [...changed].map(String).toSorted().join();
  const basis = known.get(key) ?? makeBasis(changed, `kz-2026-11-26-${known.size + 1}`);
  known.set(key, basis);
  return basis;
}

/** Which day changes, counted from the present day of a story, and how long after that the calendar is loaded. */
export const changes = fc.record({
  daysOn: fc.integer({ min: -6, max: 14 }),
  loadedMs: fc.nat(9 * 24 * 3_600_000),
});

/** The newest calendar with one day changed, the first one at least so many days away: one more holiday, or one more working day. */
export function dayTurned(
  { now }: Line,
  daysOn: number,
  worked: boolean,
): { basis: Basis; changed: ChangedDays } {
  const days = Array.from({ length: 10 }, (_, n) => daysAfter(dayIn(now), daysOn + n));
  const day = days.find((each) => isWorked(each) !== worked);
  const changed = new Map(day === undefined ? [] : [[day, worked] as const]);
  return { basis: basisWith(changed), changed };
}

/** The same, given by literal days: worked (true) or off (false). */
export function calendarWith(days: Readonly<Record<string, boolean>>): Basis {
  return basisWith(new Map(Object.entries(days).map(([day, isWorked]) => [parsePlainDate(day), isWorked])));
}

function makeBasis(changed: ChangedDays, id: string): Basis {
  const { days } = kz.calendar;
  const working = Array.from(days.working);
  for (const [day, isWorked] of changed)
    working[dayNumber(day) - dayNumber(days.firstDay)] = isWorked ? '1' : '0';
  const calendar = openCalendar({ ...days, edition: parseEditionId(id), working: working.join('') });
  return { ...kz, calendar };
}
