import type { Application, Prisma } from '../prisma/generated/client.ts';
import type { Actor, Role } from '../workflows/application/commands.ts';
import type { Caller, CallerRole } from './plugins/auth-caller.ts';

/** Roles that may look at applications. */
export const readerRoles = ['portal', 'executor', 'head', 'ops'] as const satisfies readonly CallerRole[];

const nothing: Prisma.ApplicationWhereInput = { id: { in: [] } };

/**
 * The applications that exist for a caller: a portal's own, an executor's appointed ones, those of a head's unit, all for
 * operators. A notifier may prove receipt of any notice. `roles` narrows it to what a route lets in.
 */
export function visibleTo(
  caller: Caller,
  roles: readonly CallerRole[] = readerRoles,
): Prisma.ApplicationWhereInput {
  const scopes = caller.roles.filter((role) => roles.includes(role)).map((role) => scopeOf(caller, role));
  return scopes.length === 0 ? nothing : { OR: scopes };
}

function scopeOf({ clientId, staff }: Caller, role: CallerRole): Prisma.ApplicationWhereInput {
  switch (role) {
    case 'portal':
      return { clientId };
    case 'executor':
      return staff ? { executorId: staff.staffId } : nothing;
    case 'head':
      return staff ? { unit: staff.unit } : nothing;
    case 'ops':
    case 'notifier':
      return {};
    case 'chancellery':
    case 'calendar-editor':
    case 'admin':
      return nothing;
  }
}

/** As whom a caller acts in the procedure, by each role he has towards one application. */
export function actorsOf(caller: Caller, application: Application): readonly Actor[] {
  const actors: Actor[] = [];
  const { clientId, roles, staff } = caller;
  if (roles.includes('portal') && application.clientId === clientId)
    actors.push({ role: 'portal', client: clientId });
  if (roles.includes('notifier')) actors.push({ role: 'notifier', client: clientId });
  if (staff === undefined) return actors;

  const { staffId, personId: person, unit, delegation, deeds } = staff;
  if (roles.includes('executor') && application.executorId === staffId)
    actors.push({ role: 'executor', staff: staffId, person });
  if (roles.includes('head') && application.unit === unit)
    actors.push({
      role: 'head',
      staff: staffId,
      person,
      ...(delegation && { delegation }),
      ...(deeds && { deeds }),
    });
  return actors;
}

/** The actor for one role, or null when the caller does not have it towards this application. */
export function actorAs(caller: Caller, application: Application, role: Role): Actor | null {
  return actorsOf(caller, application).find((actor) => actor.role === role) ?? null;
}

/** Whether a caller works for the provider: he also sees refused commands, drafts and texts. */
export function isOfficer({ roles }: Caller): boolean {
  return roles.includes('executor') || roles.includes('head');
}

/** Whose idempotency keys and commands these are: a portal's as a whole, an officer's own. */
export function commandOwner({ clientId, staff }: Caller): string {
  return staff ? `${clientId}/${staff.staffId}` : clientId;
}
