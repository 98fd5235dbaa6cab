import type { Otinish } from '../client/index.ts';

const dayMs = 24 * 3_600_000;
/** Longer than the holidays around the New Year with the days before and after them. */
const farthest = 30;

/** The working days after a day by the calendar of the deployment: an amendment may have moved those of the examples. */
export async function workingDaysAfter(reader: Otinish, day: string): Promise<readonly string[]> {
  const from = Date.parse(`${day}T00:00:00Z`);
  const dateAt = (days: number) => new Date(from + days * dayMs).toISOString().slice(0, 10);
  const { days } = await reader.listCalendarDays({ query: { from: dateAt(1), to: dateAt(farthest) } });
  return days.filter(({ working }) => working).map(({ date }) => String(date));
}

/** The first working day after the day of an instant. */
export async function nextWorkingDay(reader: Otinish, instant: string): Promise<string> {
  const day = new Date(Date.parse(instant) + 5 * 3_600_000).toISOString().slice(0, 'YYYY-MM-DD'.length);
  const [next = ''] = await workingDaysAfter(reader, day);
  return next;
}
