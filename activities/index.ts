import { openCalendarShelf } from '../prisma/calendar-editions.ts';
import type { PrismaClient } from '../prisma/client.ts';
import type { ApplicationPorts } from '../workflows/application/ports.ts';
import type { ReplanningPort } from '../workflows/calendar-amendment/ports.ts';
import { createCabinet } from './cabinet.ts';
import { createCalendar } from './calendar.ts';
import { createRecords } from './records.ts';
import { createReplanning } from './replanning.ts';

/** Everything that workflows ask of the outside world. */
export function createActivities({ db }: { readonly db: PrismaClient }) {
  const calendars = openCalendarShelf(db);
  return {
    ...createRecords({ db }),
    ...createCalendar(calendars),
    ...createCabinet({ db }),
    ...createReplanning({ db, calendars }),
  } satisfies ApplicationPorts & ReplanningPort;
}
