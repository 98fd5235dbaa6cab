import type { CalendarShelf } from '../calendars/shelf.ts';
import { currentRegulationEdition, regulationEdition } from '../regulation/editions.ts';
import type { Basis } from '../workflows/case/basis.ts';

/** What dates are counted by from now on: the newest calendar and the Rules in force. */
export async function currentBasis(calendars: CalendarShelf): Promise<Basis> {
  return {
    calendar: calendars.calendarOf(await calendars.newest()),
    regulation: currentRegulationEdition,
  };
}

/** What an application's dates were counted by. */
export async function basisOf(
  calendars: CalendarShelf,
  calendarEdition: string,
  regulation: string,
): Promise<Basis> {
  return {
    calendar: calendars.calendarOf(await calendars.byId(calendarEdition)),
    regulation: regulationEdition(regulation),
  };
}
