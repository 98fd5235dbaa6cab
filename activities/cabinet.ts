import { instantOfMs } from '../calendars/instant.ts';
import type { PrismaClient } from '../prisma/client.ts';
import type { CabinetPort } from '../workflows/application/ports.ts';
import { onDatabase } from './failures.ts';

/** The applicant's personal cabinet, kept in our own PostgreSQL: its clock is the evidence of posting. */
export function createCabinet({ db }: { readonly db: PrismaClient }): CabinetPort {
  return {
    postNotice: ({ applicationId, noticeId }) =>
      onDatabase(async () => {
        const [letter] = await postNotice(db, applicationId, noticeId);
        // The turn that approved it is written first; whoever asks before is told to ask again.
        if (!letter) throw new Error(`application ${applicationId} has no notice ${noticeId} yet`);
        return { postedAt: instantOfMs(letter.postedAt.getTime()) };
      }),
  };
}

/**
 * The letter names the commands whose bodies hold its texts: the finding's (reasons, place) and the approval's, which is
 * the notice's own id. A repeat leaves the letter as it is and gives the time of its first posting.
 */
function postNotice(db: PrismaClient, applicationId: string, noticeId: string) {
  return db.$queryRaw<{ postedAt: Date }[]>`
    INSERT INTO cabinet_letters (id, application_id, client_id, kind, at, data, posted_at)
    SELECT ${noticeId}::uuid, application.id, application.client_id, 'preliminary-refusal',
      (notice->>'approvedAt')::timestamptz,
      jsonb_build_object(
        'noticeId', notice->'id', 'approvedAt', notice->'approvedAt',
        'hearing', notice->'hearing', 'grounds', notice->'grounds',
        'findingCommandId', (
          SELECT finding.command_id FROM audit_events finding
          WHERE finding.application_id = application.id AND finding.at <= (notice->>'approvedAt')::timestamptz
            AND finding.type IN ('package-incomplete', 'non-conformity-found')
          ORDER BY finding.seq DESC LIMIT 1)),
      -- It goes out after it was approved, whatever the clock does; a sandbox approves in a time of its own.
      greatest(date_trunc('milliseconds', clock_timestamp()),
        CASE WHEN NOT application.sandbox THEN (notice->>'approvedAt')::timestamptz END)
    FROM applications application, jsonb_array_elements(application.state->'notices') notice
    WHERE application.id = ${applicationId}::uuid AND notice->>'id' = ${noticeId}
    ON CONFLICT (id) DO UPDATE SET id = excluded.id
    RETURNING posted_at AS "postedAt"`;
}
