import { sliceCalendar, type CalendarDays, type EditionId } from '../calendars/calendar.ts';
import type { Edition } from '../calendars/edition.ts';
import { calendarDaysOf } from '../calendars/kz/calendar-days.ts';
import { newestEdition } from '../calendars/kz/editions.ts';
import type { CalendarPort } from '../workflows/application/ports.ts';
import { finalFailure } from './failures.ts';

/** The calendar of Kazakhstan, cut for histories. A day after the data is refused with `date-outside-calendar`. */
export function createCalendar(newest: () => Edition = newestEdition): CalendarPort {
  const cut = new Map<EditionId, CalendarDays>();
  return {
    readNewestCalendar: async ({ from }) => {
      const edition = newest();
      const { firstDay, lastDay } = edition.coverage;
      if (from > lastDay) {
        throw finalFailure(
          'date-outside-calendar',
          `calendar ${edition.id} ends with ${lastDay}, before ${from}`,
        );
      }
      const days = cut.get(edition.id) ?? calendarDaysOf(edition);
      cut.set(edition.id, days);
      return sliceCalendar(days, from < firstDay ? firstDay : from, lastDay);
    },
  };
}
