import type { PrismaClient } from '../../prisma/generated/client.ts';
import { plainDateAt } from '../../calendars/zone.ts';
import { parseInstant } from '../../calendars/instant.ts';
import { parsePersonId, parseStaffId } from '../../workflows/core/ids.ts';
import { localZone } from '../basis.ts';
import type { CallerRole, StaffMember } from './auth-caller.ts';

/** What the staff register says of an account: who it is, and the roles it may use today. */
export interface Registered {
  readonly member: StaffMember;
  readonly roles: readonly string[];
  /** The role of head, held for somebody else today, by an order on delegation. */
  readonly substitutes: Extract<CallerRole, 'head'> | null;
}

/** An active account of the staff register, or null. A substitution counts on its days in Astana, both included. */
export async function findStaff(db: PrismaClient, staffId: string, now: Date): Promise<Registered | null> {
  const id = parseStaffId(staffId);
  if (id === null) return null;
  const today = plainDateAt(localZone, parseInstant(now.toISOString()));
  // Every request of an officer asks this: one question instead of four.
  const [row] = await db.$queryRaw<StaffRow[]>`
    SELECT person.id AS "personId", person.name, staff.unit, staff.roles, (
      SELECT delegation.id::text FROM delegations delegation JOIN staff head ON head.id = delegation.from_id
      WHERE delegation.to_id = staff.id AND ${today}::date BETWEEN delegation.from_day AND delegation.to_day
        AND head.active AND 'head' = ANY(head.roles) AND head.unit = staff.unit
      ORDER BY delegation.from_day, delegation.id LIMIT 1) AS delegation
    FROM staff JOIN persons person ON person.id = staff.person_id
    WHERE staff.id = ${id} AND staff.active`;
  const personId = row && parsePersonId(row.personId);
  if (row === undefined || !personId) return null;

  const { unit, name, roles } = row;
  const delegation = roles.includes('head') ? null : row.delegation;
  return {
    member: { staffId: id, personId, unit, name, ...(delegation === null ? {} : { delegation }) },
    roles,
    substitutes: delegation === null ? null : 'head',
  };
}

interface StaffRow {
  readonly personId: string;
  readonly name: string;
  readonly unit: string;
  readonly roles: readonly string[];
  readonly delegation: string | null;
}
