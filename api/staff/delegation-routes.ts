import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { collectFaults } from '../commands/faults.ts';
import { keyHeader } from '../commands/headers.ts';
import { requestKeyOf, sayReplayed } from '../commands/idempotency.ts';
import { headDeeds } from '../../workflows/application/deeds.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../problems/problem.ts';
import { problemResponses } from '../problems/schemas.ts';
import { keyedId } from '../commands/keyed-id.ts';
import { createDelegation, findDelegation, listDelegations, readStaff } from './queries.ts';
import { DelegationView, NewDelegation, StaffParams } from './schemas.ts';
import { registerViewOf, type RegisterView } from './register-view.ts';

const tags = ['Staff'];

/** Who stands in for whom, on which days, by which order, for what: a head gives substitutions in his unit. */
export const delegationRoutes: FastifyPluginAsyncTypebox<Pick<ApiDeps, 'db'>> = (app, { db }) => {
  app.get(
    '/v1/staff/:id/delegations',
    {
      schema: {
        operationId: 'listDelegations',
        tags,
        summary: 'Substitutions given by an officer',
        description: 'Past ones too: who signed for whom must stay known.',
        params: StaffParams,
        response: {
          200: Type.Object({ delegations: Type.Array(DelegationView) }, { title: 'Delegations' }),
          ...problemResponses(401, 403, 404),
        },
      },
    },
    async (request) => {
      const { params } = request;
      await readStaff(db, registerViewOf(request), params.id);
      return { delegations: [...(await listDelegations(db, params.id))] };
    },
  );

  app.post(
    '/v1/staff/:id/delegations',
    {
      schema: {
        operationId: 'createDelegation',
        tags,
        summary: 'Let somebody substitute for an officer on certain days',
        description:
          'The substitute acts and signs as himself, under the act named here, and in what it hands over. ' +
          'He cannot hand it on. Needs an Idempotency-Key.',
        params: StaffParams,
        headers: Type.Object(keyHeader),
        body: NewDelegation,
        response: { 201: DelegationView, ...problemResponses(400, 401, 403, 404, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      const { owner, key, bodyHash } = requestKeyOf(request);
      if (caller.staff?.delegation !== undefined && !caller.roles.includes('admin'))
        throw new Problem('substitute-cannot-delegate');
      const scope = registerViewOf(request);
      const { id: fromId } = await readStaff(db, scope, params.id);
      const id = keyedId('delegation', owner, key);
      const repeat = await findDelegation(db, id, bodyHash);
      if (repeat !== null) return sayReplayed(reply, true).code(201).send(repeat);

      const { toId, fromDay, toDay, act } = body;
      const deeds = headDeeds.filter((deed) => body.deeds?.includes(deed) ?? true);
      const faults = collectFaults();
      if (toDay < fromDay)
        faults.add({ pointer: '/toDay', code: 'dates-reversed', params: { from: fromDay, to: toDay } });
      if (toId === fromId || !(await isActive(toId, scope)))
        faults.add({ pointer: '/toId', code: 'staff-unknown' });
      faults.settle();
      const byId = caller.staff?.staffId ?? caller.subject;
      const fresh = { id, fromId, toId, fromDay, toDay, act, deeds, byId };
      return reply.code(201).send(await createDelegation(db, fresh, bodyHash));
    },
  );
  return Promise.resolve();

  async function isActive(id: string, { unit }: RegisterView): Promise<boolean> {
    const found = await db.staff.findUnique({
      where: { id, active: true, ...(unit === null ? {} : { unit }) },
    });
    return found !== null;
  }
};
