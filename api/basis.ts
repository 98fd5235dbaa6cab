import type { CalendarShelf } from '../calendars/shelf.ts';
import type { Zone } from '../calendars/zone.ts';
import { readZone } from '../calendars/zoned.ts';
import { kzZoneName } from '../calendars/kz/calendar-days.ts';
import { newestEdition } from '../calendars/kz/editions.ts';
import { currentRegulationEdition, regulationEdition } from '../regulation/editions.ts';
import type { Basis } from '../workflows/case/basis.ts';

const { firstDay, lastDay } = newestEdition().coverage;

/** Astana's clock, whatever the calendar: for telling days and hours, never for counting terms. */
export const localZone: Zone = readZone(kzZoneName, firstDay, lastDay);

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
