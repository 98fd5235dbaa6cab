import type { Delegation, Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { headDeeds } from '../../workflows/case/deeds.ts';
import { parseUuid } from '../../workflows/case/ids.ts';
import { isKeyTaken } from '../../prisma/errors.ts';
import type { StaffMember } from '../access/auth-caller.ts';
import { Problem } from '../http/problem.ts';
import type { Persons } from './delegation-rules.ts';
import type { DelegationView } from './schemas.ts';

const withPersons = {
  from: { select: { personId: true } },
  to: { select: { personId: true } },
} as const satisfies Prisma.DelegationInclude;
type DelegationRow = Prisma.DelegationGetPayload<{ include: typeof withPersons }>;

/** A substitution, and the persons that separation of duties looks at. */
export interface StoredDelegation {
  readonly view: DelegationView;
  readonly persons: Persons;
}

/** What a request enters. */
export type NewDelegationRow = Omit<
  Delegation,
  'enteredAt' | 'confirmedAt' | 'confirmedById' | 'revokedAt' | 'revokedById' | 'revokedFor'
>;

/** Substitutions given by an account, the latest first. */
export async function listDelegations(db: PrismaClient, fromId: string): Promise<readonly DelegationView[]> {
  const rows = await db.delegation.findMany({
    where: { fromId },
    orderBy: [{ fromDay: 'desc' }, { id: 'asc' }],
  });
  return rows.map(delegationView);
}

/** One substitution given by an account. Throws `not-found`. */
export async function readDelegation(
  db: PrismaClient,
  fromId: string,
  id: string,
): Promise<StoredDelegation> {
  const row = await db.delegation.findUnique({ where: { id, fromId }, include: withPersons });
  if (row === null) throw new Problem('not-found');
  return storedOf(row);
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

/**
 * Records a substitution, or finds what the same request recorded a moment earlier. `confirmed`: it holds at once. Throws as
 * `findDelegation` does.
 */
export async function createDelegation(
  db: PrismaClient,
  entered: NewDelegationRow & { readonly requestHash: string },
  confirmed: boolean,
): Promise<DelegationView> {
  const data = confirmed ? { ...entered, confirmedAt: new Date(), confirmedById: entered.byId } : entered;
  try {
    return delegationView(await db.delegation.create({ data }));
  } catch (error) {
    const first = isKeyTaken(error) ? await findDelegation(db, entered.id, entered.requestHash) : null;
    if (first === null) throw error;
    return first;
  }
}

/** Lets a substitution hold, unless it was confirmed or revoked meanwhile: whoever was faster stays. */
export async function confirmDelegation(db: PrismaClient, id: string, by: StaffMember): Promise<void> {
  await db.$executeRaw`UPDATE delegations SET confirmed_at = now(), confirmed_by_id = ${by.staffId}
    WHERE id = ${id}::uuid AND confirmed_at IS NULL AND revoked_at IS NULL`;
}

/** Ends a substitution at once, confirmed or not. One that was revoked before stays as it was. */
export async function revokeDelegation(
  db: PrismaClient,
  id: string,
  { by, reason }: { readonly by: StaffMember; readonly reason: string },
): Promise<void> {
  await db.$executeRaw`UPDATE delegations SET revoked_at = now(), revoked_by_id = ${by.staffId}, revoked_for = ${reason}
    WHERE id = ${id}::uuid AND revoked_at IS NULL`;
}

/** The order under which somebody acted for a head. */
export interface ActingUnder {
  readonly delegationId: string;
  /** Whom he stood in for: the staff id, and the post, which is what acts name. */
  readonly fromId: string;
  readonly post: string;
  readonly act: string;
}

/** The orders with these ids, by id. */
export async function ordersOf(
  db: PrismaClient,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ActingUnder>> {
  if (ids.length === 0) return new Map();
  const rows = await db.delegation.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, fromId: true, act: true, from: { select: { post: true } } },
  });
  return new Map(
    rows.map(({ id, fromId, act, from }) => [id, { delegationId: id, fromId, post: from.post, act }]),
  );
}

/** The order under which an actor acted, or null: in his own right, or under an order of before the register kept them. */
export function delegationIdOf(actor: unknown): string | null {
  const { delegation } = (actor ?? {}) as { readonly delegation?: string };
  return delegation === undefined ? null : parseUuid(delegation);
}

function storedOf(row: DelegationRow): StoredDelegation {
  const { from, to, byPerson } = row;
  return {
    view: delegationView(row),
    persons: { from: from.personId, to: to.personId, enteredBy: byPerson },
  };
}

function delegationView(row: Delegation): DelegationView {
  const { id, fromId, toId, fromDay, toDay, act, byId, enteredAt } = row;
  const { confirmedAt, confirmedById, revokedAt, revokedById, revokedFor } = row;
  const deeds = headDeeds.filter((deed) => row.deeds.includes(deed));
  return {
    id,
    fromId,
    toId,
    fromDay: dayText(fromDay),
    toDay: dayText(toDay),
    act,
    deeds,
    status: revokedAt !== null ? 'revoked' : confirmedAt === null ? 'awaits-confirmation' : 'stands',
    byId,
    enteredAt: enteredAt.toISOString(),
    confirmedById,
    confirmedAt: confirmedAt?.toISOString() ?? null,
    revokedById,
    revokedAt: revokedAt?.toISOString() ?? null,
    revokedFor,
  };
}

function dayText(day: Date): string {
  return day.toISOString().slice(0, 10);
}
