import { parseInstant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import { plainDateAt } from '../../calendars/zone.ts';
import { Prisma, type PrismaClient } from '../../prisma/generated/client.ts';
import type { HeadDeed } from '../../workflows/case/deeds.ts';
import { parsePersonId, type PersonId } from '../../workflows/case/ids.ts';
import { localZone } from '../../calendars/kz/local-zone.ts';

/** The day in Astana, by which substitutions begin and end. */
export function todayOf(now: Date): PlainDate {
  return plainDateAt(localZone, parseInstant(now.toISOString()));
}

/**
 * Of the rows `delegations delegation JOIN staff head` beside a row `staff`: the substitutions that hold on a day, both
 * ends included, for an active head of the same unit who is another person. One that nobody confirmed, or that was taken back, holds
 * on no day.
 */
export function inForce(today: PlainDate): Prisma.Sql {
  return Prisma.sql`delegation.to_id = staff.id AND ${today}::date BETWEEN delegation.from_day AND delegation.to_day
    AND delegation.confirmed_at IS NOT NULL AND delegation.revoked_at IS NULL
    AND head.active AND 'head' = ANY(head.roles) AND head.unit = staff.unit AND head.person_id <> staff.person_id`;
}

/** The persons who may do a deed of a unit's heads at a moment: its heads, and who substitutes for one in it. */
export async function personsFor(
  db: PrismaClient,
  { unit, deed, now }: { readonly unit: string; readonly deed: HeadDeed; readonly now: Date },
): Promise<readonly PersonId[]> {
  const rows = await db.$queryRaw<{ readonly personId: string }[]>`
    SELECT DISTINCT staff.person_id AS "personId" FROM staff
    WHERE staff.unit = ${unit} AND staff.active AND ('head' = ANY(staff.roles) OR EXISTS (
      SELECT FROM delegations delegation JOIN staff head ON head.id = delegation.from_id
      WHERE ${inForce(todayOf(now))} AND ${deed} = ANY(delegation.deeds)))
    ORDER BY 1`;
  return rows.map(({ personId }) => parsePersonId(personId)).filter((person) => person !== null);
}
