import { Prisma, type Database } from '../../prisma/client.ts';
import { parsePersonId, parseStaffId, type StaffId } from '../../workflows/case/ids.ts';
import { headDeeds, type DelegatedDeeds } from '../../workflows/case/deeds.ts';
import { isOpen } from '../../prisma/open-applications.ts';
import type { Party } from '../../workflows/case/actor.ts';
import { partyIn } from './parties.ts';
import { inForce, todayOf } from './substitutions.ts';
import type { CallerRole } from '../../caller-roles.ts';
import type { StaffMember } from './auth-caller.ts';

/** What the staff register says of an account: who it is, and the roles it may use today. */
export interface Registered {
  readonly member: StaffMember;
  readonly roles: readonly string[];
  /** The role of head, held for somebody else today, by an order on delegation. */
  readonly substitutes: Extract<CallerRole, 'head'> | null;
}

/** An active account of the staff register, or null. A substitution counts on its days in Astana, both included. */
export async function findStaff(db: Database, staffId: string, now: Date): Promise<Registered | null> {
  const id = parseStaffId(staffId);
  if (id === null) return null;
  const [row] = await db.readRows<StaffRow>(staffQuestion(id, now));
  const personId = row && parsePersonId(row.personId);
  if (row === undefined || !personId) return null;

  const { unit, name, roles } = row;
  const [first, ...further] = roles.includes('head') ? [] : (row.delegations ?? []);
  const { partyTo } = row;
  const member = { staffId: id, personId, unit, name, ...(partyTo === null ? {} : { partyTo }) };
  if (first === undefined) return { member, roles, substitutes: null };
  return {
    member: { ...member, delegation: first.id, deeds: deedsOf([first, ...further]) },
    roles,
    substitutes: 'head',
  };
}

/** What every request of an officer asks of the register: one question instead of four. */
export function staffQuestion(id: StaffId, now: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT person.id AS "personId", person.name, staff.unit, staff.roles, (
      SELECT json_agg(json_build_object('id', delegation.id, 'deeds', delegation.deeds)
        ORDER BY delegation.from_day, delegation.id)
      FROM delegations delegation JOIN staff head ON head.id = delegation.from_id
      WHERE ${inForce(todayOf(now))}) AS delegations, (
      SELECT json_object_agg(application.id, own.party)
      FROM (${partyIn(Prisma.sql`person.iin`)}) own JOIN applications application ON application.id = own.application_id
      WHERE ${isOpen}) AS "partyTo"
    FROM staff JOIN persons person ON person.id = staff.person_id
    WHERE staff.id = ${id} AND staff.active`;
}

/** Of several orders that hand over one deed, the earliest counts. */
function deedsOf(delegations: readonly DelegationRow[]): DelegatedDeeds {
  return Object.fromEntries(
    headDeeds.flatMap((deed) => {
      const order = delegations.find(({ deeds }) => deeds.includes(deed));
      return order === undefined ? [] : [[deed, order.id]];
    }),
  );
}

interface DelegationRow {
  readonly id: string;
  readonly deeds: readonly string[];
}

interface StaffRow {
  readonly personId: string;
  readonly name: string;
  readonly unit: string;
  readonly roles: readonly string[];
  readonly delegations: readonly DelegationRow[] | null;
  readonly partyTo: Readonly<Record<string, Party>> | null;
}
