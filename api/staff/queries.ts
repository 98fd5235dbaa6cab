import { randomUUID } from 'node:crypto';
import type { Person, Prisma, PrismaClient, Staff } from '../../prisma/generated/client.ts';
import type { Iin } from '../../regulation/identifiers.ts';
import type { PersonId } from '../../workflows/case/ids.ts';
import type { CallerRole } from '../../caller-roles.ts';
import { Problem } from '../problems/problem.ts';
import type { StaffView } from './schemas.ts';
import type { RegisterView } from './register-view.ts';

export interface AccountChange {
  readonly iin: Iin;
  readonly name: string;
  readonly post: string;
  readonly roles: readonly CallerRole[];
  readonly unit: string;
  readonly active: boolean;
}

type StaffRow = Staff & { readonly person: Person };

/** The accounts within a scope, by id. */
export async function listStaff(
  db: PrismaClient,
  scope: RegisterView,
  { unit, role, active }: { readonly unit?: string; readonly role?: string; readonly active?: boolean },
): Promise<readonly StaffView[]> {
  const where: Prisma.StaffWhereInput[] = [
    scope.unit === null ? {} : { unit: scope.unit },
    unit === undefined ? {} : { unit },
    role === undefined ? {} : { roles: { has: role } },
    active === undefined ? {} : { active },
  ];
  const rows = await db.staff.findMany({
    where: { AND: where },
    include: { person: true },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => viewOf(row, scope));
}

/** One account. Throws `not-found` outside the scope: it does not exist for the caller. */
export async function readStaff(db: PrismaClient, scope: RegisterView, id: string): Promise<StaffView> {
  const row = await db.staff.findUnique({ where: { id }, include: { person: true } });
  if (row === null || (scope.unit !== null && row.unit !== scope.unit)) throw new Problem('not-found');
  return viewOf(row, scope);
}

/**
 * Registers an account or changes it, in one statement; the person is found or made by IIN. An account stays with its person
 * for ever: separation of duties remembers persons, so another IIN is refused with `staff-is-another-person`. Nobody gives
 * rights to himself, by whatever account: what belongs to the person `by` is refused with `own-account`.
 */
export async function putStaff(
  db: PrismaClient,
  id: string,
  { iin, name, post, roles, unit, active }: AccountChange,
  by: PersonId,
): Promise<{ readonly created: boolean; readonly staff: StaffView }> {
  if (await db.person.findUnique({ where: { id: by, iin } })) throw new Problem('own-account');
  const [saved] = await db.$queryRaw<{ created: boolean }[]>`
    WITH person AS (
      INSERT INTO persons (id, iin, name)
      SELECT ${`person-${randomUUID()}`}, ${iin}, ${name} WHERE NOT EXISTS (
        SELECT FROM staff JOIN persons holder ON holder.id = staff.person_id WHERE staff.id = ${id} AND holder.iin <> ${iin})
      ON CONFLICT (iin) DO UPDATE SET name = EXCLUDED.name RETURNING id
    )
    INSERT INTO staff (id, person_id, post, roles, unit, active)
    SELECT ${id}, person.id, ${post}, ${[...roles]}::text[], ${unit}, ${active} FROM person
    ON CONFLICT (id) DO UPDATE SET post = EXCLUDED.post, roles = EXCLUDED.roles, unit = EXCLUDED.unit, active = EXCLUDED.active
    WHERE staff.person_id = EXCLUDED.person_id
    RETURNING xmax = 0 AS created`;
  if (saved === undefined) throw new Problem('staff-is-another-person');
  return { created: saved.created, staff: { id, name, post, roles: [...roles], unit, active, iin } };
}

function viewOf({ id, post, roles, unit, active, person }: StaffRow, { showsIin }: RegisterView): StaffView {
  // Roles were checked when they were written.
  const view = { id, name: person.name, post, roles: roles as StaffView['roles'], unit, active };
  return showsIin ? { ...view, iin: person.iin } : view;
}
