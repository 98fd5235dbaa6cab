import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { grantsOf } from '../access/scope.ts';
import { accessTo, rolesOf } from '../access/table.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../problems.ts';
import { callerRoles, staffRoles } from './auth-caller.ts';
import type { Caller, CallerRole } from './auth-caller.ts';
import { findStaff } from './auth-staff.ts';
import type { TokenClaims } from './auth-tokens.ts';

/** Asks everybody who he is, unless the table of access says that a route is open, and lets in the roles it names. */
export const auth = fp(
  (app, deps: ApiDeps) => {
    const callers = new WeakMap<FastifyRequest, Caller>();

    app.decorateRequest('caller', {
      getter(this: FastifyRequest): Caller {
        const caller = callers.get(this);
        if (caller === undefined)
          throw new Error(`${this.routeOptions.url ?? this.url} is open: it has no caller`);
        return caller;
      },
    });

    app.addHook('onRequest', async (request, reply) => {
      const access = accessTo(request.method, request.routeOptions.url);
      if (access === 'open' || request.is404) return;

      const claims = await claimsOf(request, deps);
      if (claims === null) {
        void reply.header('www-authenticate', 'Bearer realm="otinish", error="invalid_token"');
        throw new Problem('unauthenticated');
      }
      const caller = await callerOf(claims, deps);
      if (access === null || grantsOf(caller, access).length === 0) {
        const roles = access === null ? [] : rolesOf(access);
        throw new Problem('forbidden-role', { params: { roles: roles.join(', ') }, extensions: { roles } });
      }
      callers.set(request, caller);
    });
    return Promise.resolve();
  },
  { name: 'auth' },
);

async function claimsOf(request: FastifyRequest, { tokens }: ApiDeps): Promise<TokenClaims | null> {
  const match = /^Bearer ([\w~+/.-]+=*)$/i.exec(request.headers.authorization ?? '');
  return match?.[1] === undefined ? null : tokens.verify(match[1]);
}

/** Machines are what their token says; officers only what token and staff register both say. */
async function callerOf(
  { subject, clientId, roles, applicant }: TokenClaims,
  { db, now }: ApiDeps,
): Promise<Caller> {
  const claimed = callerRoles.filter((role) => roles.includes(role));
  const machine = claimed.filter((role) => !staffRoles.includes(role));
  const confined = applicant === undefined ? {} : { applicant };
  if (machine.length === claimed.length) return { clientId, subject, roles: machine, ...confined };

  const registered = await findStaff(db, subject, now());
  if (registered === null) throw new Problem('staff-not-registered');
  const held = claimed.filter((role) => registered.roles.includes(role));
  const substituted: readonly CallerRole[] = registered.substitutes ? [registered.substitutes] : [];
  const all = [...machine, ...held, ...substituted];
  return { clientId, subject, roles: all, staff: registered.member, ...confined };
}
