import type { PrismaClient } from '../../prisma/generated/client.ts';
import { beforeAllIds } from '../../prisma/id-pages.ts';
import { isOpen } from '../../prisma/open-applications.ts';
import type { WaitingLine } from './waiting-lines.ts';

/** Workflows that have not taken a calendar amendment which their records follow already (decision 0049). */
export interface StaleWorkflows {
  /** The next page of those that are due, the nearest milestone first: the amendment's command of each. After the last page the first comes again. */
  read(): Promise<readonly WaitingLine[]>;
}

// Long enough for page after page at a rate that leaves the workers to people.
const wokenBeforeMs = 600_000;

/**
 * Opens the list of stale workflows. One is due when the next milestone of its record is near, since its own timer may wait
 * for a later instant. A sandbox clock that stands is moved by a command, which makes the workflow read its line; one
 * that runs never gets stale (`standingOf`).
 */
export function openStaleWorkflows(db: PrismaClient, pageSize: number): StaleWorkflows {
  let after = { milestone: '-infinity', applicationId: beforeAllIds };
  return {
    read: async () => {
      const rows = await db.$queryRaw<(WaitingLine & { readonly milestone: string })[]>`
        SELECT application.id::text AS "applicationId", application.next_milestone_at::text AS milestone,
          amendment.received_at::text AS since, ARRAY[amendment.id::text] AS ids
        FROM applications application CROSS JOIN LATERAL (
          SELECT id, received_at FROM commands
          WHERE application_id = application.id AND name = 'amend-calendar'
            AND confirmed_at IS NULL AND decided_at IS NOT NULL
          ORDER BY seq DESC LIMIT 1
        ) amendment
        WHERE ${isOpen} AND NOT sandbox
          AND next_milestone_at < clock_timestamp() + make_interval(secs => ${wokenBeforeMs / 1_000})
          AND (next_milestone_at, application.id) > (${after.milestone}::timestamptz, ${after.applicationId}::uuid)
        ORDER BY next_milestone_at, application.id LIMIT ${pageSize}::int`;
      after = (rows.length === pageSize && rows.at(-1)) || {
        milestone: '-infinity',
        applicationId: beforeAllIds,
      };
      return rows;
    },
  };
}
