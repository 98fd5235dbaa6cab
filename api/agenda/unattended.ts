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
 * It goes from the few executors to their applications, by indexes: of those that are attended to none is read.
 */
export function readUnattended(
  db: PrismaClient,
  { unit, limit }: { readonly unit: string | null; readonly limit: number },
): Promise<readonly Unattended[]> {
  const found = (reason: Prisma.Sql, among: Prisma.Sql) => Prisma.sql`
    SELECT application.id::text AS id, application.number, application.stage, application.executor_id AS executor,
      application.sandbox, ${reason} AS reason
    FROM account, applications application ${among} AND application.executor_id = account.id AND application.${isOpen}
      AND ${unit === null ? Prisma.sql`true` : Prisma.sql`application.unit = ${unit}`}`;
  return db.$queryRaw<Unattended[]>`
    WITH RECURSIVE executor AS (
      SELECT (SELECT min(executor_id) FROM applications application WHERE ${isOpen}) AS id
      UNION ALL
      SELECT (SELECT min(executor_id) FROM applications application WHERE ${isOpen} AND executor_id > executor.id)
      FROM executor WHERE executor.id IS NOT NULL
    ), account AS MATERIALIZED (
      SELECT executor.id, staff.unit, person.iin, staff.active IS NOT TRUE AS inactive,
        NOT 'executor' = ANY(staff.roles) AS "isNone"
      FROM executor LEFT JOIN staff ON staff.id = executor.id LEFT JOIN persons person ON person.id = staff.person_id
      WHERE executor.id IS NOT NULL
    )
    ${found(Prisma.sql`'inactive'`, Prisma.sql`WHERE account.inactive`)}
    UNION ALL
    ${found(Prisma.sql`'moved'`, Prisma.sql`WHERE NOT account.inactive AND application.unit < account.unit`)}
    UNION ALL
    ${found(Prisma.sql`'moved'`, Prisma.sql`WHERE NOT account.inactive AND application.unit > account.unit`)}
    UNION ALL
    ${found(
      Prisma.sql`'no-longer-executor'`,
      Prisma.sql`WHERE NOT account.inactive AND account."isNone" AND application.unit = account.unit`,
    )}
    UNION ALL
    ${found(
      Prisma.sql`'party'`,
      Prisma.sql`WHERE NOT account.inactive AND NOT account."isNone" AND application.unit = account.unit AND application.id IN (
        SELECT application_id FROM submissions WHERE applicant_id = account.iin
        UNION ALL SELECT application_id FROM submissions WHERE representative->>'iin' = account.iin)`,
    )}
    ORDER BY number LIMIT ${limit}::int`;
}
