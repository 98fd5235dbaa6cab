import type { PrismaClient } from '../../../prisma/generated/client.ts';
import type { Stage } from '../../../regulation/edition.ts';
import type { Clock } from '../../../workflows/case/clock.ts';
import type { ApplicationState } from '../../../workflows/application/state.ts';
import { beforeAllIds } from '../../../prisma/id-pages.ts';
import { isOpen } from '../../../prisma/open-applications.ts';

/** What a dry run looks at of one open application. */
export interface OpenApplication {
  readonly id: string;
  readonly number: string;
  readonly stage: Stage;
  readonly executor: string | null;
  readonly version: number;
  readonly sandbox: boolean;
  /** When it came into the records. */
  readonly createdAt: Date;
  readonly clock: Clock;
  readonly state: ApplicationState;
}

/** The same as its row holds it, before anybody looked whether it can be read. */
export type OpenRow = Omit<OpenApplication, 'clock' | 'state'> & {
  readonly clock: unknown;
  readonly state: unknown;
};

// Few enough round trips, and the event loop is free again after some milliseconds.
const pageSize = 100;

/**
 * Every open application in order of its id, each read once, page after page: whatever their number, memory holds two
 * pages. While one page is looked at, PostgreSQL reads the next.
 */
export async function* openApplications(
  db: PrismaClient,
  after: string = beforeAllIds,
): AsyncGenerator<readonly OpenRow[]> {
  let reading = readPage(db, after);
  for (;;) {
    const page = await reading;
    const last = page.at(-1);
    const more = last !== undefined && page.length === pageSize;
    if (more) {
      reading = readPage(db, last.id);
      // Whoever stops early, or fails, leaves this one unread: its failure is nobody's then.
      reading.catch(() => undefined);
    }
    if (last !== undefined) yield page;
    if (!more) return;
  }
}

// The condition is the one of `applications_open_idx`.
function readPage(db: PrismaClient, after: string): Promise<OpenRow[]> {
  return db.$queryRaw<OpenRow[]>`
    SELECT application.id::text AS id, number, stage, executor_id AS executor, version, sandbox,
      created_at AS "createdAt", clock, state
    FROM applications application
    WHERE ${isOpen} AND application.id > ${after}::uuid
    ORDER BY application.id LIMIT ${pageSize}::int`;
}
