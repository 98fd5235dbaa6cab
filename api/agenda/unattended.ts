import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import { isOpen } from '../../prisma/open-applications.ts';
import type { Stage } from '../../regulation/statuses.ts';

/** Why an executor no longer acts on an application: what the register says of his account, or of whose application it is. */
export const unattendedReasons = ['inactive', 'moved', 'no-longer-executor', 'party'] as const;

/** An open application whose executor can do nothing on it: its head appoints another one. */
export interface Unattended {
  readonly id: string;
  readonly number: string;
  readonly stage: Stage;
  readonly executor: string;
  readonly sandbox: boolean;
  readonly reason: (typeof unattendedReasons)[number];
}

/** Open applications of a unit, or of all when null, that wait for an executor who will not come; the first `limit` by number. */
export function readUnattended(
  db: PrismaClient,
  { unit, limit }: { readonly unit: string | null; readonly limit: number },
): Promise<readonly Unattended[]> {
  return db.$queryRaw<Unattended[]>`
    WITH watched AS (
      SELECT application.id::text AS id, application.number, application.stage, application.executor_id AS executor,
        application.sandbox,
        CASE WHEN staff.active IS NOT TRUE THEN 'inactive' WHEN staff.unit <> application.unit THEN 'moved'
          WHEN NOT 'executor' = ANY(staff.roles) THEN 'no-longer-executor'
          WHEN person.iin IN (submission.applicant_id, submission.representative ->> 'iin') THEN 'party' END AS reason
      FROM applications application LEFT JOIN staff ON staff.id = application.executor_id
        LEFT JOIN persons person ON person.id = staff.person_id
        LEFT JOIN submissions submission ON submission.application_id = application.id
      WHERE ${isOpen} AND application.executor_id IS NOT NULL
        AND ${unit === null ? Prisma.sql`true` : Prisma.sql`application.unit = ${unit}`}
    )
    SELECT * FROM watched WHERE reason IS NOT NULL ORDER BY number LIMIT ${limit}::int`;
}
