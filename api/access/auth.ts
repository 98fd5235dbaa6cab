import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { grantsOf } from './scope.ts';
import { accessTo, rolesOf } from './table.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { staffRoles } from '../../caller-roles.ts';
import type { Caller } from './auth-caller.ts';
import type { CallerRole } from '../../caller-roles.ts';
import { findStaff } from './auth-staff.ts';
import type { TokenClaims } from '../token-verification.ts';
import { timesSaid } from '../http/said-headers.ts';

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
        // RFC 6750 §3.1: who showed no token is told only where he is.
        const shown = bearer.test(request.headers.authorization ?? '');
        const error = shown ? ', error="invalid_token"' : '';
        void reply.header('www-authenticate', `Bearer realm="otinish"${error}`);
        throw new Problem('unauthenticated');
      }
      const caller = await callerOf(claims, deps);
      if (access === null || grantsOf(caller, access).length === 0) {
        const roles = access === null ? [] : rolesOf(access);
        const differing = claims.roles.filter(
          (role) => (roles as readonly string[]).includes(role) && !caller.roles.includes(role),
        );
        if (differing.length > 0)
          throw new Problem('staff-role-differs', { params: { roles: differing.join(', ') } });
        throw new Problem('forbidden-role', { params: { roles: roles.join(', ') }, extensions: { roles } });
      }
      callers.set(request, caller);
    });
    return Promise.resolve();
  },
  { name: 'auth' },
);

const bearer = /^Bearer\b/i;

async function claimsOf(request: FastifyRequest, { tokens, config }: ApiDeps): Promise<TokenClaims | null> {
  const match = /^Bearer +([\w~+/.-]+=*)$/i.exec(request.headers.authorization ?? '');
  // Of two, one may be the caller's, before what a proxy added: neither is to be believed.
  const saysTwice = (name: string): boolean => timesSaid(request.raw, name) > 1;
  if (match?.[1] === undefined || saysTwice('authorization')) return null;
  const { clientCertificateHeader } = config;
  const certificate = request.headers[clientCertificateHeader];
  const shown = typeof certificate === 'string' && !saysTwice(clientCertificateHeader);
  return tokens.verify(match[1], shown ? { certificate } : {});
}

/** Machines are what their token says; officers what token and staff register both say, and a head also whom the register lets substitute. */
async function callerOf(claims: TokenClaims, { db, now }: ApiDeps): Promise<Caller> {
  const { clientId, subject, roles, staffId, unit, applicant } = claims;
  const machine = roles.filter((role) => !staffRoles.includes(role));
  const caller = { clientId, subject, ...(applicant === undefined ? {} : { applicant }) };
  if (machine.length === roles.length) return { ...caller, roles: machine };

  const registered = staffId === undefined ? null : await findStaff(db, staffId, now());
  if (registered === null) throw new Problem('staff-not-registered');
  if (unit !== undefined && unit !== registered.member.unit) throw new Problem('staff-unit-differs');
  const held = roles.filter((role) => registered.roles.includes(role));
  const substituted: readonly CallerRole[] = registered.substitutes ? [registered.substitutes] : [];
  return { ...caller, roles: [...machine, ...held, ...substituted], staff: registered.member };
}
