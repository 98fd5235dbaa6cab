import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../problems.ts';
import { callerRoles, staffRoles } from './auth-caller.ts';
import type { Caller, CallerRole } from './auth-caller.ts';
import { findStaff } from './auth-staff.ts';
import type { TokenClaims } from './auth-tokens.ts';

/**
 * Asks everybody who he is, unless a route is open, and lets the route's roles in. A route that says neither whom it
 * lets in nor that it is open stops the start.
 */
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

    app.addHook('onRoute', ({ method, url, config }) => {
      const roles = config?.roles ?? [];
      if (roles.length > 0 === (config?.open === true)) {
        throw new Error(`${String(method)} ${url} must say in its config either roles or open`);
      }
    });

    app.addHook('onRequest', async (request, reply) => {
      const { roles = [], open } = request.routeOptions.config;
      if (open || request.is404) return;

      const claims = await claimsOf(request, deps);
      if (claims === null) {
        void reply.header('www-authenticate', 'Bearer realm="otinish", error="invalid_token"');
        throw new Problem('unauthenticated');
      }
      const caller = await callerOf(claims, deps);
      if (!roles.some((role) => caller.roles.includes(role))) {
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
async function callerOf({ subject, clientId, roles }: TokenClaims, { db, now }: ApiDeps): Promise<Caller> {
  const claimed = callerRoles.filter((role) => roles.includes(role));
  const machine = claimed.filter((role) => !staffRoles.includes(role));
  if (machine.length === claimed.length) return { clientId, subject, roles: machine };

  const registered = await findStaff(db, subject, now());
  if (registered === null) throw new Problem('staff-not-registered');
  const held = claimed.filter((role) => registered.roles.includes(role));
  const substituted: readonly CallerRole[] = registered.substitutes ? [registered.substitutes] : [];
  return { clientId, subject, roles: [...machine, ...held, ...substituted], staff: registered.member };
}
