import { sliceCalendar } from '../calendars/calendar.ts';
import type { CalendarShelf } from '../calendars/shelf.ts';
import type { CalendarPort } from '../workflows/application/ports.ts';
import { finalFailure } from './failures.ts';

/** The calendar of Kazakhstan, cut for histories. A day after the data is refused with `date-outside-calendar`. */
export function createCalendar(
  calendars: Pick<CalendarShelf, 'newest' | 'newestOf' | 'calendarOf'>,
): CalendarPort {
  return {
    readNewestCalendar: async ({ from, among }) => {
      const edition = await (among ? calendars.newestOf(among) : calendars.newest());
      const { firstDay, lastDay } = edition.coverage;
      if (from > lastDay) {
        throw finalFailure(
          'date-outside-calendar',
          `calendar ${edition.id} ends with ${lastDay}, before ${from}`,
        );
      }
      const { days } = calendars.calendarOf(edition);
      return sliceCalendar(days, from < firstDay ? firstDay : from, lastDay);
    },
  };
}
