import { CalendarError } from '../calendars/calendar-error.ts';
import { sliceCalendar } from '../calendars/calendar.ts';
import type { CalendarShelf } from '../calendars/shelf.ts';
import type { CalendarPort } from '../workflows/case/ports.ts';
import { codedFailure } from './failures.ts';

/**
 * The calendar of Kazakhstan, cut for histories. A day after the data is refused with `date-outside-calendar`, an edition that
 * nobody entered with `edition-unknown`.
 */
export function createCalendar(
  calendars: Pick<CalendarShelf, 'newest' | 'newestOf' | 'calendarOf'>,
): CalendarPort {
  return {
    readNewestCalendar: async ({ from, among }) => {
      const edition = await (among ? newestOf(calendars, among) : calendars.newest());
      const { firstDay, lastDay } = edition.coverage;
      if (from > lastDay) {
        throw codedFailure(
          'date-outside-calendar',
          `calendar ${edition.id} ends with ${lastDay}, before ${from}`,
        );
      }
      const { days } = calendars.calendarOf(edition);
      return sliceCalendar(days, from < firstDay ? firstDay : from, lastDay);
    },
  };
}

async function newestOf(calendars: Pick<CalendarShelf, 'newestOf'>, among: readonly string[]) {
  try {
    return await calendars.newestOf(among);
  } catch (error) {
    if (error instanceof CalendarError) throw codedFailure('edition-unknown', error.message);
    throw error;
  }
}
