import type { FastifyRequest } from 'fastify';
import { Prisma } from '../../prisma/generated/client.ts';
import { stages, type Stage } from '../../regulation/statuses.ts';
import type { Caller } from './auth-caller.ts';
import type { CallerRole } from '../../caller-roles.ts';
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

/** The part of the applications that exists for a caller in one of his roles, as PostgreSQL can be asked for it. */
export interface Share {
  /** About a row of `applications`. */
  readonly condition: Prisma.Sql;
  /** No application in another stage is among them. */
  readonly stages: readonly Stage[];
  /** Few applications satisfy the condition, and an index knows which, whatever their stage. */
  readonly few: boolean;
}

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

/** Whether an application exists for the caller of a request, by the entry of its route: in any of his roles. */
export function visibleTo(request: Asking): Prisma.Sql {
  return anyOf(sharesOf(request).map(({ condition }) => condition));
}

/**
 * The applications that exist for the caller of a request, role by role; with a stage, those that he sees in it: a portal, by
 * what it is told; whoever else, by where they stand.
 */
export function sharesOf(request: Asking, stage?: Stage): readonly Share[] {
  const { caller } = request;
  const grants = grantsOfRequest(request);
  const sharesAs = (asked: readonly Grant[]) =>
    asked.flatMap(({ scope }) => {
      const condition = applicationsOf(caller, scope);
      if (condition === null) return [];
      return [{ condition, stages, few: scope === 'own-client' && caller.applicant !== undefined }];
    });
  if (stage === undefined) return sharesAs(grants);

  const known = sharesAs(grants.filter(({ role }) => role !== 'portal'));
  const told = sharesAs(grants.filter(({ role }) => role === 'portal'));
  const unknown = Prisma.sql`(${anyOf(known.map(({ condition }) => condition))}) IS NOT TRUE`;
  const shown = shownInStage(stage);
  return [
    ...known.map((share) => ({ ...share, stages: [stage] })),
    ...told.map((share) => ({
      ...share,
      condition: Prisma.sql`${share.condition} AND ${unknown} AND ${shown.condition}`,
      stages: shown.stages,
    })),
  ];
}

function anyOf(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.sql`false` : Prisma.join([...conditions], ' OR ', '(', ')');
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

function applicationsOf({ clientId, applicant, staff }: Caller, scope: Scope): Prisma.Sql | null {
  switch (scope) {
    case 'own-client':
      return applicant === undefined
        ? Prisma.sql`client_id = ${clientId}`
        : Prisma.sql`client_id = ${clientId} AND ${isOfApplicant(applicant)}`;
    case 'own-appointment':
      return staff ? Prisma.sql`executor_id = ${staff.staffId} AND unit = ${staff.unit}` : null;
    case 'own-unit':
      return staff ? Prisma.sql`unit = ${staff.unit}` : null;
    case 'own-commands':
      return null;
    case 'everything':
      return Prisma.sql`true`;
  }
}

/** About a row of `applications`: it was submitted for the holder of an IIN or BIN. */
export function isOfApplicant(applicantId: string): Prisma.Sql {
  return Prisma.sql`id IN (SELECT application_id FROM submissions WHERE applicant_id = ${applicantId})`;
}

/** Whose commands these are: a portal's as a whole, an officer's own. */
export function commandOwner({ clientId, staff }: Caller): string {
  return staff ? `${clientId}/${staff.staffId}` : clientId;
}
