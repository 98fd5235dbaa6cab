import { kazakhYears } from './kazakh-years.ts';

// An independent reading of the law: days are counted one by one, instants by fixed offsets. Nothing of calendars/ is used.

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Clocks in Astana were six hours ahead of UTC until 29.02.2024 24:00, five since. */
const clocksChangedAt = Date.UTC(2024, 1, 29, 18);

const exceptions = new Map<string, boolean>();
for (const [year, { off, worked }] of Object.entries(kazakhYears)) {
  for (const day of off.split(' ')) exceptions.set(`${year}-${day}`, false);
  for (const day of worked.split(' ').filter(Boolean)) exceptions.set(`${year}-${day}`, true);
}

/** Whether a `YYYY-MM-DD` is a working day. */
export function isWorked(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return exceptions.get(day) ?? (weekday >= 1 && weekday <= 5);
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);
}

/** The n-th working day after a day, by walking there. */
export function workedDayAfter(day: string, n: number): string {
  let [at, left] = [day, n];
  while (left > 0) {
    at = dayAfter(at);
    if (isWorked(at)) left -= 1;
  }
  return at;
}

/** The instant at which clocks in Astana show a time of a day; 24:00 is its end. */
export function instantOf(day: string, time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const local = Date.parse(`${day}T00:00:00Z`) + hours * hourMs + minutes * 60_000;
  const atSix = local - 6 * hourMs;
  return new Date(atSix < clocksChangedAt ? atSix : local - 5 * hourMs).toISOString();
}

/** What clocks in Astana show: the day, and milliseconds since its midnight. */
export function clockOf(instant: string): { readonly day: string; readonly ms: number } {
  const utc = Date.parse(instant);
  const local = utc + (utc < clocksChangedAt ? 6 : 5) * hourMs;
  return { day: new Date(local).toISOString().slice(0, 10), ms: local % dayMs };
}

const officeClosesMs = 18.5 * hourMs;

/** The registration day: that day before 18:30 of a working day, else the next working day (Order 219, clause 5). */
export function registrationDay(receivedAt: string): string {
  const { day, ms } = clockOf(receivedAt);
  return isWorked(day) && ms < officeClosesMs ? day : workedDayAfter(day, 1);
}

/** A term as both preview and application show it: its day, and the instant at which it ends or opens. */
export interface ExpectedTerm {
  readonly term: string;
  readonly dueOn: string;
  readonly instant: string;
}

/** The terms of an application by Order 219, the negative branch with notice and receipt on the last day, D5. */
export function termsOf(receivedAt: string): {
  readonly registeredOn: string;
  readonly terms: ExpectedTerm[];
} {
  const registeredOn = registrationDay(receivedAt);
  const due = (term: string, dueOn: string, time = '18:30'): ExpectedTerm => ({
    term,
    dueOn,
    instant: instantOf(dueOn, time),
  });
  const d = (n: number) => workedDayAfter(registeredOn, n);
  const notice = d(5);
  const terms = [
    due('registration', registeredOn),
    due('completeness-check', d(2)),
    due('conformity-check', d(7)),
    due('preliminary-refusal-notice', notice),
    due('objection', workedDayAfter(notice, 2), '24:00'),
    due('hearing', workedDayAfter(notice, 2)),
    due('earliest-refusal', workedDayAfter(notice, 3), '09:00'),
    due('result', d(8)),
  ];
  return { registeredOn, terms };
}
