import { randomUUID } from 'node:crypto';
import type { Person, Prisma, PrismaClient, Staff } from '../../prisma/generated/client.ts';
import type { Iin } from '../../regulation/identifiers.ts';
import type { PersonId } from '../../workflows/case/ids.ts';
import { BrokenRecord } from '../../prisma/stored-json.ts';
import type { ApiDeps } from '../deps.ts';
import type { CallerRole } from '../../caller-roles.ts';
import { Problem } from '../http/problem.ts';
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

/** The accounts within a scope, by id, and those whose person the register lost: operators are told of them. */
export async function listStaff(
  { db, broken }: Pick<ApiDeps, 'db' | 'broken'>,
  scope: RegisterView,
  { unit, role, active }: { readonly unit?: string; readonly role?: string; readonly active?: boolean },
): Promise<{ readonly staff: StaffView[]; readonly broken?: { readonly id: string }[] }> {
  const where: Prisma.StaffWhereInput[] = [
    scope.unit === null ? {} : { unit: scope.unit },
    unit === undefined ? {} : { unit },
    role === undefined ? {} : { roles: { has: role } },
    active === undefined ? {} : { active },
  ];
  const rows = await db.staff.findMany({ where: { AND: where }, orderBy: { id: 'asc' } });
  const persons = await readPersons(db, rows);
  const staff: StaffView[] = [];
  const lost: { id: string }[] = [];
  for (const row of rows) {
    const person = persons.get(row.personId);
    if (person === undefined) {
      broken.note(withoutPerson(row));
      lost.push({ id: row.id });
    } else staff.push(viewOf(row, person, scope));
  }
  return lost.length === 0 ? { staff } : { staff, broken: lost };
}

/** One account. Throws `not-found` outside the scope: it does not exist for the caller. */
export async function readStaff(db: PrismaClient, scope: RegisterView, id: string): Promise<StaffView> {
  const row = await db.staff.findUnique({ where: { id } });
  if (row === null || (scope.unit !== null && row.unit !== scope.unit)) throw new Problem('not-found');
  const person = (await readPersons(db, [row])).get(row.personId);
  if (person === undefined) throw withoutPerson(row);
  return viewOf(row, person, scope);
}

/** Asked for apart: a row whose person is not there, as a half restored register has it, would break the whole answer. */
async function readPersons(db: PrismaClient, rows: readonly Staff[]): Promise<ReadonlyMap<string, Person>> {
  const persons = await db.person.findMany({ where: { id: { in: rows.map(({ personId }) => personId) } } });
  return new Map(persons.map((person) => [person.id, person]));
}

function withoutPerson({ id }: Staff): BrokenRecord {
  return new BrokenRecord({ table: 'staff', id }, 'its person is not there');
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

function viewOf(
  { id, post, roles, unit, active }: Staff,
  person: Person,
  { showsIin }: RegisterView,
): StaffView {
  // Roles were checked when they were written.
  const view = { id, name: person.name, post, roles: roles as StaffView['roles'], unit, active };
  return showsIin ? { ...view, iin: person.iin } : view;
}
