import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { parseIin } from '../../regulation/identifiers.ts';
import { requestKeyOf } from '../commands/idempotency.ts';
import { checkTexts, collectFaults } from '../commands/faults.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller } from '../plugins/auth-caller.ts';
import { Problem } from '../problems.ts';
import { problemResponses } from '../problem-schemas.ts';
import { keyedId } from '../uploads/keyed-id.ts';
import { createDelegation, listDelegations, listStaff, putStaff, readStaff, type Scope } from './queries.ts';
import {
  DelegationView,
  NewDelegation,
  StaffAccount,
  StaffParams,
  StaffQuery,
  StaffView,
} from './schemas.ts';

const tags = ['Staff'];
const readers = { roles: ['head', 'admin'] } as const;

/** The register of officers: administrators keep it, heads see their unit and give substitutions in it. */
export const staffRoutes: FastifyPluginAsyncTypebox<Pick<ApiDeps, 'db'>> = (app, { db }) => {
  app.get(
    '/v1/staff',
    {
      config: readers,
      schema: {
        operationId: 'listStaff',
        tags,
        summary: 'Officers: all for an administrator, those of his unit for a head',
        querystring: StaffQuery,
        response: { 200: Type.Object({ staff: Type.Array(StaffView) }), ...problemResponses(400, 401, 403) },
      },
    },
    async ({ caller, query }) => ({ staff: [...(await listStaff(db, scopeOf(caller), query))] }),
  );

  app.get(
    '/v1/staff/:id',
    {
      config: readers,
      schema: {
        operationId: 'readStaff',
        tags,
        summary: 'One officer',
        params: StaffParams,
        response: { 200: StaffView, ...problemResponses(401, 403, 404) },
      },
    },
    ({ caller, params }) => readStaff(db, scopeOf(caller), params.id),
  );

  app.put(
    '/v1/staff/:id',
    {
      config: { roles: ['admin'] },
      schema: {
        operationId: 'putStaff',
        tags,
        summary: 'Register an officer, or change his account',
        description:
          'The person is found or made by IIN; several accounts may be one person. An account never passes to another ' +
          'person. Repeats change nothing, so no Idempotency-Key is needed.',
        params: StaffParams,
        body: StaffAccount,
        response: { 200: StaffView, 201: StaffView, ...problemResponses(400, 401, 403, 404, 409, 413, 415) },
      },
    },
    async ({ params, body }, reply) => {
      const faults = collectFaults();
      checkTexts(body, faults);
      const parsed = parseIin(body.iin);
      if (parsed.kind === 'refused') faults.add({ pointer: '/iin', code: iinCodes[parsed.fault] });
      faults.settle();
      if (parsed.kind === 'refused') throw new Problem('invalid-body');
      const { created, staff } = await putStaff(db, params.id, { ...body, iin: parsed.iin });
      return reply.code(created ? 201 : 200).send(staff);
    },
  );

  app.get(
    '/v1/staff/:id/delegations',
    {
      config: readers,
      schema: {
        operationId: 'listDelegations',
        tags,
        summary: 'Substitutions given by an officer',
        params: StaffParams,
        response: {
          200: Type.Object({ delegations: Type.Array(DelegationView) }),
          ...problemResponses(401, 403, 404),
        },
      },
    },
    async ({ caller, params }) => {
      await readStaff(db, scopeOf(caller), params.id);
      return { delegations: [...(await listDelegations(db, params.id))] };
    },
  );

  app.post(
    '/v1/staff/:id/delegations',
    {
      config: readers,
      schema: {
        operationId: 'createDelegation',
        tags,
        summary: 'Let somebody substitute for an officer on certain days',
        description:
          'The substitute acts and signs as himself, under the act named here. Needs an Idempotency-Key.',
        params: StaffParams,
        headers: Type.Object({
          'idempotency-key': Type.Optional(Type.String({ description: 'Required; one for each intention' })),
        }),
        body: NewDelegation,
        response: { 201: DelegationView, ...problemResponses(400, 401, 403, 404, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      const { owner, key } = requestKeyOf(request);
      const scope = scopeOf(caller);
      const { id: fromId } = await readStaff(db, scope, params.id);
      const { toId, fromDay, toDay, act } = body;
      const faults = collectFaults();
      checkTexts(body, faults);
      if (toDay < fromDay)
        faults.add({ pointer: '/toDay', code: 'dates-reversed', params: { from: fromDay, to: toDay } });
      if (toId === fromId || !(await isActive(toId, scope)))
        faults.add({ pointer: '/toId', code: 'staff-unknown' });
      faults.settle();
      const byId = caller.staff?.staffId ?? caller.subject;
      const id = keyedId('delegation', owner, key);
      return reply
        .code(201)
        .send(await createDelegation(db, { id, fromId, toId, fromDay, toDay, act, byId }));
    },
  );
  return Promise.resolve();

  async function isActive(id: string, { unit }: Scope): Promise<boolean> {
    const found = await db.staff.findUnique({
      where: { id, active: true, ...(unit === null ? {} : { unit }) },
    });
    return found !== null;
  }
};

function scopeOf({ roles, staff }: Caller): Scope {
  if (roles.includes('admin')) return { unit: null, showsIin: true };
  if (staff === undefined) throw new Problem('staff-not-registered');
  return { unit: staff.unit, showsIin: false };
}

const iinCodes = {
  'not-12-digits': 'iin-not-12-digits',
  'check-digit-wrong': 'iin-check-digit-wrong',
  'never-issued': 'iin-never-issued',
  'date-impossible': 'iin-date-impossible',
  'kind-unknown': 'iin-not-12-digits',
} as const;
