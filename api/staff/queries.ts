import { randomUUID } from 'node:crypto';
import type { Delegation, Person, Prisma, PrismaClient, Staff } from '../../prisma/generated/client.ts';
import { headDeeds } from '../../workflows/application/deeds.ts';
import type { Iin } from '../../regulation/identifiers.ts';
import { isKeyTaken } from '../commands/key-taken.ts';
import type { CallerRole } from '../plugins/auth-caller.ts';
import { Problem } from '../problems/problem.ts';
import type { DelegationView, StaffView } from './schemas.ts';
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
 * Registers an account or changes it; the person is found or made by IIN. An account stays with its person for ever:
 * separation of duties remembers persons, so another IIN is refused with `staff-is-another-person`.
 */
export async function putStaff(
  db: PrismaClient,
  id: string,
  { iin, name, post, roles, unit, active }: AccountChange,
): Promise<{ readonly created: boolean; readonly staff: StaffView }> {
  const account = { post, roles: [...roles], unit, active };
  const { created, row } = await db.$transaction(async (tx) => {
    const before = await tx.staff.findUnique({ where: { id }, include: { person: true } });
    if (before !== null && before.person.iin !== iin) throw new Problem('staff-is-another-person');
    const person = await tx.person.upsert({
      where: { iin },
      create: { id: `person-${randomUUID()}`, iin, name },
      update: { name },
    });
    const saved = await tx.staff.upsert({
      where: { id },
      create: { id, personId: person.id, ...account },
      update: account,
      include: { person: true },
    });
    return { created: before === null, row: saved };
  });
  return { created, staff: viewOf(row, { unit: null, showsIin: true }) };
}

/** Substitutions given by an account, the latest first. */
export async function listDelegations(db: PrismaClient, fromId: string): Promise<readonly DelegationView[]> {
  const rows = await db.delegation.findMany({
    where: { fromId },
    orderBy: [{ fromDay: 'desc' }, { id: 'asc' }],
  });
  return rows.map(delegationView);
}

/** The substitution that a request recorded before, or null. Throws when its key was used for another request. */
export async function findDelegation(
  db: PrismaClient,
  id: string,
  requestHash: string,
): Promise<DelegationView | null> {
  const row = await db.delegation.findUnique({ where: { id } });
  if (row !== null && row.requestHash !== requestHash) throw new Problem('idempotency-key-reused');
  return row && delegationView(row);
}

/** Records a substitution, or finds what the same request recorded a moment earlier. Throws as `findDelegation` does. */
export async function createDelegation(
  db: PrismaClient,
  { fromDay, toDay, ...fresh }: DelegationView,
  requestHash: string,
): Promise<DelegationView> {
  const data = { ...fresh, fromDay: new Date(fromDay), toDay: new Date(toDay), requestHash };
  try {
    return delegationView(await db.delegation.create({ data }));
  } catch (error) {
    const first = isKeyTaken(error) ? await findDelegation(db, fresh.id, requestHash) : null;
    if (first === null) throw error;
    return first;
  }
}

function viewOf({ id, post, roles, unit, active, person }: StaffRow, { showsIin }: RegisterView): StaffView {
  // Roles were checked when they were written.
  const view = { id, name: person.name, post, roles: roles as StaffView['roles'], unit, active };
  return showsIin ? { ...view, iin: person.iin } : view;
}

function delegationView(row: Delegation): DelegationView {
  const { id, fromId, toId, fromDay, toDay, act, byId } = row;
  const deeds = headDeeds.filter((deed) => row.deeds.includes(deed));
  return { id, fromId, toId, fromDay: dayText(fromDay), toDay: dayText(toDay), act, deeds, byId };
}

function dayText(day: Date): string {
  return day.toISOString().slice(0, 10);
}
