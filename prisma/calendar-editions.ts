import type { EditionRecord } from '../calendars/edition.ts';
import { createShelf, type CalendarShelf } from '../calendars/shelf.ts';
import type { PrismaClient } from './generated/client.ts';

export type { CalendarShelf } from '../calendars/shelf.ts';

/** The calendar with everything applied in this database. One per process: it keeps what it has opened. */
export function openCalendarShelf(db: Pick<PrismaClient, 'calendarAmendment'>): CalendarShelf {
  const where = { status: 'applied' };
  return createShelf({
    count: () => db.calendarAmendment.count({ where }),
    read: async () => {
      const rows = await db.calendarAmendment.findMany({
        where,
        select: { baseEdition: true, record: true },
        orderBy: { appliedAt: 'asc' },
      });
      // Only a checked record is ever applied, and the database refuses to change it afterwards.
      return rows.map(({ baseEdition, record }) => ({
        baseEdition,
        record: record as unknown as EditionRecord,
      }));
    },
  });
}
