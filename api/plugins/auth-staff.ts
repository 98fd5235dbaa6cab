import type { PrismaClient } from '../../prisma/generated/client.ts';
import { plainDateAt } from '../../calendars/zone.ts';
import { parseInstant } from '../../calendars/instant.ts';
import { parsePersonId, parseStaffId } from '../../workflows/core/ids.ts';
import { currentBasis } from '../basis.ts';
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
  const today = new Date(plainDateAt(currentBasis().calendar.days.zone, parseInstant(now.toISOString())));
  const row = await db.staff.findUnique({
    where: { id, active: true },
    include: {
      person: true,
      substitutes: {
        where: {
          fromDay: { lte: today },
          toDay: { gte: today },
          from: { active: true, roles: { has: 'head' } },
        },
        take: 1,
      },
    },
  });
  const personId = row && parsePersonId(row.personId);
  if (row === null || personId === null) return null;

  const [delegation] = row.roles.includes('head') ? [] : row.substitutes;
  return {
    member: {
      staffId: id,
      personId,
      unit: row.unit,
      name: row.person.name,
      ...(delegation && { delegation: delegation.id }),
    },
    roles: row.roles,
    substitutes: delegation ? 'head' : null,
  };
}
