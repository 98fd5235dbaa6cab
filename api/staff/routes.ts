import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { bodyLimits } from '../http/body-limits.ts';
import { parseIin } from '../../regulation/identifiers.ts';
import { collectFaults } from '../requests/faults.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { problemResponses } from '../http/schemas.ts';
import { delegationRoutes } from './delegation-routes.ts';
import { listStaff, putStaff, readStaff } from './queries.ts';
import { registerViewOf } from './register-view.ts';
import { StaffAccount, StaffList, StaffParams, StaffQuery, StaffView } from './schemas.ts';

const tags = ['Staff'];

/** The register of officers: administrators keep it, heads see their unit and give substitutions in it. */
export const staffRoutes: FastifyPluginAsyncTypebox<Pick<ApiDeps, 'db' | 'now' | 'broken'>> = async (
  app,
  { db, now, broken },
) => {
  await app.register(delegationRoutes, { db, now });

  app.get(
    '/v1/staff',
    {
      schema: {
        operationId: 'listStaff',
        tags,
        summary: 'Officers: all for an administrator, those of his unit for a head',
        description:
          'Accounts of the register, active or not; identification numbers are for administrators.',
        querystring: StaffQuery,
        response: {
          200: StaffList,
          ...problemResponses(400, 401, 403),
        },
      },
    },
    (request) => listStaff({ db, broken }, registerViewOf(request), request.query),
  );

  app.get(
    '/v1/staff/:id',
    {
      schema: {
        operationId: 'readStaff',
        tags,
        summary: 'One officer',
        description: 'His account, post, roles and unit.',
        params: StaffParams,
        response: { 200: StaffView, ...problemResponses(401, 403, 404) },
      },
    },
    (request) => readStaff(db, registerViewOf(request), request.params.id),
  );

  app.put(
    '/v1/staff/:id',
    {
      bodyLimit: bodyLimits.codes,
      schema: {
        operationId: 'putStaff',
        tags,
        summary: 'Register an officer, or change his account',
        description:
          'The person is found or made by IIN; several accounts may be one person. An account never passes to another ' +
          'person, and nobody changes an account of his own. Repeats change nothing, so no Idempotency-Key is needed.',
        params: StaffParams,
        body: StaffAccount,
        response: { 200: StaffView, 201: StaffView, ...problemResponses(400, 401, 403, 404, 409, 413, 415) },
      },
    },
    async ({ caller, params, body }, reply) => {
      const faults = collectFaults();
      const parsed = parseIin(body.iin);
      if (parsed.kind === 'refused') faults.add({ pointer: '/iin', code: iinCodes[parsed.fault] });
      faults.settle();
      if (parsed.kind === 'refused') throw new Problem('invalid-body');
      if (caller.staff === undefined) throw new Error('an administrator outside the register was let in');
      const change = { ...body, iin: parsed.iin };
      const { created, staff } = await putStaff(db, params.id, change, caller.staff.personId);
      return reply.code(created ? 201 : 200).send(staff);
    },
  );
};

const iinCodes = {
  'not-12-digits': 'iin-not-12-digits',
  'check-digit-wrong': 'iin-check-digit-wrong',
  'never-issued': 'iin-never-issued',
  'date-impossible': 'iin-date-impossible',
  'kind-unknown': 'iin-not-12-digits',
} as const;
