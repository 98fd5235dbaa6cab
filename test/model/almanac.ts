import { goldenDays } from '../../calendars/kz/golden.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';

/**
 * Days and hours counted a second time, the slow way: day by day over the hand-compiled calendar, with Astana fixed at
 * UTC+5 as it has been since 2024-03-01. It shares nothing with the code that it judges.
 */
const golden = goldenDays();
/** Working (true) or not (false), where an amendment said otherwise than the hand-compiled calendar. */
export type ChangedDays = ReadonlyMap<PlainDate, boolean>;
const unchanged: ChangedDays = new Map();
const hourMs = 3_600_000;

/** The date that clocks in Astana show. */
export function dayIn(at: Instant): PlainDate {
  return new Date(Date.parse(at) + 5 * hourMs).toISOString().slice(0, 10) as PlainDate;
}

/** When clocks in Astana show `HH:MM` on a day. */
export function clockOn(day: PlainDate, time: string): Instant {
  return new Date(`${day}T${time}:00+05:00`).toISOString() as Instant;
}

/** The first moment after a day. */
export function endOf(day: PlainDate): Instant {
  return clockOn(nextDay(day), '00:00');
}

export function isWorked(day: PlainDate, changed: ChangedDays = unchanged): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return changed.get(day) ?? golden.get(day) ?? (weekday !== 0 && weekday !== 6);
}

/** The n-th working day after a day. */
export function workingDaysAfter(day: PlainDate, n: number, changed: ChangedDays = unchanged): PlainDate {
  let found = day;
  for (let left = n; left > 0;) {
    found = nextDay(found);
    if (isWorked(found, changed)) left -= 1;
  }
  return found;
}

/** The date some days after another, or before it. */
export function daysAfter(day: PlainDate, n: number): PlainDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * 24 * hourMs).toISOString().slice(0, 10) as PlainDate;
}

function nextDay(day: PlainDate): PlainDate {
  return daysAfter(day, 1);
}

/** The instants of the law for something received at a moment (Order 219, clauses 5 to 7; APPC 73, 76, 91). */
export function lawfulInstants(receivedAt: Instant, changed: ChangedDays = unchanged) {
  const day = dayIn(receivedAt);
  const inTime = isWorked(day, changed) && receivedAt < clockOn(day, '18:30');
  const registeredOn = inTime ? day : workingDaysAfter(day, 1, changed);
  const opens = clockOn(registeredOn, '09:00');
  return { registeredAt: receivedAt > opens ? receivedAt : opens, ...instantsAfter(registeredOn, changed) };
}

/** The instants of the law for something registered on a day. */
export function instantsAfter(registeredOn: PlainDate, changed: ChangedDays) {
  const day = (n: number) => workingDaysAfter(registeredOn, n, changed);
  return {
    completenessDue: clockOn(day(2), '18:30'),
    gate: clockOn(day(5), '18:30'),
    conformityDue: clockOn(day(7), '18:30'),
    resultDue: clockOn(day(8), '18:30'),
    lapse: endOf(day(8)),
  };
}
