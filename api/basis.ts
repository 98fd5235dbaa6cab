import { openCalendar } from '../calendars/calendar.ts';
import type { Calendar } from '../calendars/calendar.ts';
import type { Edition } from '../calendars/edition.ts';
import { calendarDaysOf } from '../calendars/kz/calendar-days.ts';
import { editionById, newestEdition } from '../calendars/kz/editions.ts';
import { currentRegulationEdition, regulationEdition } from '../regulation/editions.ts';
import type { Basis } from '../workflows/application/basis.ts';

const opened = new Map<string, Calendar>();

/** What dates are counted by from now on: the newest calendar and the Rules in force. */
export function currentBasis(): Basis {
  return { calendar: calendarOf(newestEdition()), regulation: currentRegulationEdition };
}

/** What an application's dates were counted by. */
export function basisOf(calendarEdition: string, regulation: string): Basis {
  return {
    calendar: calendarOf(editionById(calendarEdition)),
    regulation: regulationEdition(regulation),
  };
}

function calendarOf(edition: Edition): Calendar {
  const known = opened.get(edition.id);
  if (known) return known;
  const calendar = openCalendar(calendarDaysOf(edition));
  opened.set(edition.id, calendar);
  return calendar;
}
