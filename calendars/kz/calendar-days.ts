import type { CalendarDays } from '../calendar.ts';
import { cutCalendar, type Edition } from '../edition.ts';
import { readZone } from '../zoned.ts';

/** All regions have shared one time since 2024-03-01; terms were counted in Astana's before as well. */
export const kzZoneName = 'Asia/Almaty';

/**
 * The whole of `edition` with Astana's clock, read from this machine's tz data: for activities and the API. Workflow
 * code receives the result. Costs some milliseconds: cut once per edition and keep it.
 *
 * @example calendarDaysOf(newestEdition()).firstDay // '2016-01-01'
 */
export function calendarDaysOf(edition: Edition): CalendarDays {
  return cutCalendar(edition, readZone(kzZoneName, edition.coverage.firstDay, edition.coverage.lastDay));
}
