import { createShelf, type CalendarShelf } from '../calendars/shelf.ts';
import type { PrismaClient } from './generated/client.ts';
import { readEdition } from './stored-json.ts';

export type { CalendarShelf } from '../calendars/shelf.ts';

/**
 * The calendar with everything applied in this database. One per process: it keeps what it has opened. Without an edition that
 * cannot be read no term is counted, for it would be counted wrong: everything that counts throws `BrokenRecord`.
 */
export function openCalendarShelf(db: Pick<PrismaClient, 'calendarAmendment'>): CalendarShelf {
  const where = { status: 'applied' };
  return createShelf({
    count: () => db.calendarAmendment.count({ where }),
    read: async () => {
      const rows = await db.calendarAmendment.findMany({
        where,
        select: { edition: true, baseEdition: true, record: true },
        orderBy: { appliedAt: 'asc' },
      });
      return rows.map(({ edition, baseEdition, record }) => ({
        baseEdition,
        record: readEdition(edition, record),
      }));
    },
  });
}
