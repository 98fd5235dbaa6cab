import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { Party } from '../../workflows/case/actor.ts';

/**
 * About a number: the open applications that its holder is a party to, as rows of (application_id, party). The numbers stay in the form;
 * whoever asks gets ids and words, and only those go into a history. A representative comes before an applicant he may also be.
 */
export function partyIn(iin: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT submission.application_id, 'applicant' AS party FROM submissions submission
    WHERE submission.applicant_id = ${iin}
    UNION ALL
    SELECT submission.application_id, 'representative' FROM submissions submission
    WHERE submission.representative ->> 'iin' = ${iin}`;
}

/** Which of some persons are parties to an application, and as what. */
export async function partiesOf(
  db: PrismaClient,
  applicationId: string,
  persons: readonly string[],
): Promise<ReadonlyMap<string, Party>> {
  const rows = await db.$queryRaw<{ readonly id: string; readonly party: Party }[]>`
    SELECT person.id, CASE WHEN submission.applicant_id = person.iin THEN 'applicant' ELSE 'representative' END AS party
    FROM submissions submission JOIN persons person
      ON person.iin IN (submission.applicant_id, submission.representative ->> 'iin')
    WHERE submission.application_id = ${applicationId}::uuid AND person.id = ANY(${[...persons]}::text[])`;
  return new Map(rows.map(({ id, party }) => [id, party]));
}
