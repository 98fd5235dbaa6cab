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

/**
 * Open applications of a unit, or of all when null, that wait for an executor who will not come; the first `limit` by number.
 * It goes from the few pairs of an executor and a unit to their applications, by one index: of those that are attended to none
 * is read, whatever PostgreSQL expects of the numbers.
 */
export function readUnattended(
  db: PrismaClient,
  { unit, limit }: { readonly unit: string | null; readonly limit: number },
): Promise<readonly Unattended[]> {
  const here = unit === null ? Prisma.sql`true` : Prisma.sql`unit = ${unit}`;
  const nextPair = (after: Prisma.Sql) => Prisma.sql`
    SELECT executor_id, unit FROM applications WHERE ${isOpen} AND executor_id IS NOT NULL AND ${after}
    ORDER BY executor_id, unit LIMIT 1`;
  return db.$queryRaw<Unattended[]>`
    WITH RECURSIVE pair AS (
      (${nextPair(Prisma.sql`true`)})
      UNION ALL
      SELECT next.* FROM pair,
        LATERAL (${nextPair(Prisma.sql`(executor_id, unit) > (pair.executor_id, pair.unit)`)}) AS next
    ), account AS MATERIALIZED (
      SELECT pair.executor_id, pair.unit, person.iin, CASE
        WHEN staff.active IS NOT TRUE THEN 'inactive'
        WHEN staff.unit <> pair.unit THEN 'moved'
        WHEN NOT 'executor' = ANY(staff.roles) THEN 'no-longer-executor' END AS reason
      FROM (SELECT * FROM pair WHERE ${here}) AS pair
        LEFT JOIN staff ON staff.id = pair.executor_id LEFT JOIN persons person ON person.id = staff.person_id
    ), found AS MATERIALIZED (
      (SELECT mine.number, account.reason FROM account, LATERAL (
        SELECT number FROM applications WHERE ${isOpen} AND executor_id = account.executor_id AND unit = account.unit
        ORDER BY number LIMIT ${limit}::int) AS mine
      WHERE account.reason IS NOT NULL
      UNION ALL
      SELECT mine.number, 'party' FROM account, LATERAL (
        SELECT number FROM (
          SELECT application_id FROM submissions WHERE applicant_id = account.iin
          UNION SELECT application_id FROM submissions WHERE representative->>'iin' = account.iin) AS own
        JOIN applications ON id = own.application_id
        WHERE ${isOpen} AND executor_id = account.executor_id AND unit = account.unit
        ORDER BY number LIMIT ${limit}::int) AS mine
      WHERE account.reason IS NULL)
      ORDER BY number LIMIT ${limit}::int
    )
    SELECT id::text AS id, number, stage, executor_id AS executor, sandbox, reason
    FROM found JOIN applications USING (number) ORDER BY number`;
}
