import type { FastifyRequest } from 'fastify';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Stage } from '../../regulation/statuses.ts';
import type { Caller, CallerRole } from '../plugins/auth-caller.ts';
import { shownInStage } from './shown-stage.ts';
import { accessTo, rolesOf, type Access, type Scope } from './table.ts';

/** A role in which a caller may use a route, and what exists for him in it. */
export interface Grant {
  readonly role: CallerRole;
  readonly scope: Scope;
}

type Asking = Pick<FastifyRequest, 'method' | 'caller'> & {
  readonly routeOptions: Pick<FastifyRequest['routeOptions'], 'url'>;
};

const nothing: Prisma.ApplicationWhereInput = { id: { in: [] } };

/**
 * In which of his roles a caller may use a route; none: he has no business there. A token that is confined to one applicant
 * acts for him and in no other role.
 */
export function grantsOf({ roles, applicant }: Caller, access: Access): readonly Grant[] {
  if (access === 'open') return [];
  const held = applicant === undefined ? roles : roles.filter((role) => role === 'portal');
  return rolesOf(access).flatMap((role) => {
    const scope = held.includes(role) ? access[role] : undefined;
    return scope === undefined ? [] : [{ role, scope }];
  });
}

/** The applications that exist for the caller of a request, by the entry of its route: the union over his roles. */
export function visibleTo(request: Asking): Prisma.ApplicationWhereInput {
  return unionOf(request.caller, grantsOfRequest(request));
}

/** Those of them that the caller sees in a stage: a portal, by what it is told; whoever else, by where they stand. */
export function visibleInStage(request: Asking, stage: Stage): Prisma.ApplicationWhereInput {
  const { caller } = request;
  const grants = grantsOfRequest(request);
  const known = unionOf(
    caller,
    grants.filter(({ role }) => role !== 'portal'),
  );
  const told = unionOf(
    caller,
    grants.filter(({ role }) => role === 'portal'),
  );
  return { OR: [{ AND: [known, { stage }] }, { AND: [told, { NOT: known }, shownInStage(stage)] }] };
}

function unionOf(caller: Caller, grants: readonly Grant[]): Prisma.ApplicationWhereInput {
  // An empty list of alternatives is no condition at all to Prisma when it stands inside another.
  return grants.length === 0 ? nothing : { OR: grants.map(({ scope }) => applicationsOf(caller, scope)) };
}

/** The unit whose officers and deadlines exist for the caller of a request; null: those of every unit. */
export function unitVisibleTo(request: Asking): string | null {
  if (grantsOfRequest(request).some(({ scope }) => scope === 'everything')) return null;
  const { staff } = request.caller;
  if (staff === undefined) throw new Error('a scope of a unit was given to somebody outside the register');
  return staff.unit;
}

/** In which roles the caller of a request uses its route. */
export function grantsOfRequest({ method, routeOptions, caller }: Asking): readonly Grant[] {
  const access = accessTo(method, routeOptions.url);
  return access === null ? [] : grantsOf(caller, access);
}

/** The commands whose outcome exists for the caller of a request. */
export function commandsVisibleTo({ caller }: Asking): Prisma.CommandWhereInput {
  const { applicant } = caller;
  return {
    clientId: commandOwner(caller),
    ...(applicant === undefined ? {} : { application: { submission: { applicantId: applicant } } }),
  };
}

function applicationsOf(caller: Caller, scope: Scope): Prisma.ApplicationWhereInput {
  const { clientId, applicant, staff } = caller;
  switch (scope) {
    case 'own-client':
      return applicant === undefined ? { clientId } : { clientId, submission: { applicantId: applicant } };
    case 'own-appointment':
      return staff ? { executorId: staff.staffId } : nothing;
    case 'own-unit':
      return staff ? { unit: staff.unit } : nothing;
    case 'own-commands':
      return nothing;
    case 'everything':
      return {};
  }
}

/** Whose idempotency keys and commands these are: a portal's as a whole, an officer's own. */
export function commandOwner({ clientId, staff }: Caller): string {
  return staff ? `${clientId}/${staff.staffId}` : clientId;
}
