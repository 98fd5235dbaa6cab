import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { parsePlainDate } from '../../calendars/plain-date.ts';
import { headDeeds } from '../../workflows/case/deeds.ts';
import { bodyLimits } from '../http/body-limits.ts';
import { collectFaults } from '../requests/faults.ts';
import { keyHeader } from '../requests/headers.ts';
import { requestKeyOf, sayReplayed } from '../requests/idempotency.ts';
import { keyedId } from '../requests/keyed-id.ts';
import type { ApiDeps } from '../deps.ts';
import type { StaffMember } from '../access/auth-caller.ts';
import { Problem } from '../http/problem.ts';
import { problemResponses } from '../http/schemas.ts';
import { checkDays, refuseConfirmation, refuseToOneself } from './delegation-rules.ts';
import {
  confirmDelegation,
  createDelegation,
  findDelegation,
  listDelegations,
  readDelegation,
  revokeDelegation,
} from './delegations.ts';
import { readStaff } from './queries.ts';
import { registerViewOf } from './register-view.ts';
import { DelegationParams, DelegationView, NewDelegation, Revocation, StaffParams } from './schemas.ts';
import { todayOf } from '../access/substitutions.ts';

const tags = ['Staff'];

/** Who stands in for whom, on which days, by which order, for what (docs/decisions/0041). */
export const delegationRoutes: FastifyPluginAsyncTypebox<Pick<ApiDeps, 'db' | 'now'>> = (
  app,
  { db, now },
) => {
  app.get(
    '/v1/staff/:id/delegations',
    {
      schema: {
        operationId: 'listDelegations',
        tags,
        summary: 'Substitutions given by an officer',
        description: 'Past and revoked ones too: who signed for whom must stay known.',
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
      bodyLimit: bodyLimits.codes,
      schema: {
        operationId: 'createDelegation',
        tags,
        summary: 'Let somebody substitute for a head on certain days',
        description:
          'The substitute acts and signs as himself, under the act named here, and in what it hands over. He cannot hand it on. ' +
          'A head who gives his own powers gives them at once. What anybody else enters is the provider’s order: it holds when a second ' +
          'person has confirmed it. Nobody gets powers by what he gave, entered or confirmed himself. Needs an Idempotency-Key.',
        params: StaffParams,
        headers: Type.Object(keyHeader),
        body: NewDelegation,
        response: { 201: DelegationView, ...problemResponses(400, 401, 403, 404, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const { owner, key, bodyHash } = requestKeyOf(request);
      const by = officerOf(request);
      const scope = registerViewOf(request);
      const from = await readStaff(db, scope, params.id);
      const id = keyedId('delegation', owner, key);
      const repeat = await findDelegation(db, id, bodyHash);
      if (repeat !== null) return sayReplayed(reply, true).code(201).send(repeat);

      const { toId, act } = body;
      const [fromDay, toDay] = [parsePlainDate(body.fromDay), parsePlainDate(body.toDay)];
      const faults = collectFaults();
      checkDays({ fromDay, toDay }, todayOf(now()), faults);
      const to = await db.staff.findUnique({
        where: { id: toId, active: true, ...(scope.unit === null ? {} : { unit: scope.unit }) },
      });
      if (to === null) faults.add({ pointer: '/toId', code: 'staff-unknown' });
      faults.settle();
      if (to === null) throw new Problem('invalid-body');

      if (!from.active || !from.roles.includes('head')) throw new Problem('no-powers-to-delegate');
      const { personId: fromPerson } = await db.staff.findUniqueOrThrow({ where: { id: from.id } });
      const persons = { from: fromPerson, to: to.personId, enteredBy: by.personId };
      refuseToOneself(persons);
      const entered = {
        id,
        fromId: from.id,
        toId,
        fromDay: new Date(fromDay),
        toDay: new Date(toDay),
        act,
        deeds: headDeeds.filter((deed) => body.deeds?.includes(deed) ?? true),
        byId: by.staffId,
        byPerson: by.personId,
        requestHash: bodyHash,
      };
      return reply.code(201).send(await createDelegation(db, entered, by.personId === fromPerson));
    },
  );

  app.post(
    '/v1/staff/:id/delegations/:delegationId/confirmation',
    {
      schema: {
        operationId: 'confirmDelegation',
        tags,
        summary: 'Confirm a substitution that somebody else entered',
        description:
          'From now on it holds, on its days. Never by who entered it, nor by who gets the powers. A repeat changes nothing. Needs an Idempotency-Key.',
        params: DelegationParams,
        headers: Type.Object(keyHeader),
        response: { 200: DelegationView, ...problemResponses(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      requestKeyOf(request);
      const by = officerOf(request);
      const { view, persons } = await readInScope(request);
      refuseConfirmation(persons, by.personId);
      if (view.status === 'awaits-confirmation') {
        if (view.toDay < todayOf(now())) throw new Problem('delegation-over');
        await confirmDelegation(db, view.id, by);
      }
      const after = await readInScope(request);
      if (after.view.status === 'revoked') throw new Problem('delegation-over');
      return sayReplayed(reply, view.status === 'stands').send(after.view);
    },
  );

  app.post(
    '/v1/staff/:id/delegations/:delegationId/revocation',
    {
      schema: {
        operationId: 'revokeDelegation',
        tags,
        summary: 'Take a substitution back',
        description:
          'It ends at once; what was done under it stands. A repeat changes nothing. Needs an Idempotency-Key.',
        params: DelegationParams,
        headers: Type.Object(keyHeader),
        body: Revocation,
        response: { 200: DelegationView, ...problemResponses(400, 401, 403, 404, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      requestKeyOf(request);
      const by = officerOf(request);
      const { view } = await readInScope(request);
      await revokeDelegation(db, view.id, { by, reason: request.body.reason });
      const after = await readInScope(request);
      return sayReplayed(reply, view.status === 'revoked').send(after.view);
    },
  );
  return Promise.resolve();

  async function readInScope(request: FastifyRequest<{ Params: { id: string; delegationId: string } }>) {
    const { id, delegationId } = request.params;
    await readStaff(db, registerViewOf(request), id);
    return readDelegation(db, id, delegationId.toLowerCase());
  }
};

/** The officer who gives or ends powers. Throws when he has none but as a substitute himself. */
function officerOf({ caller }: FastifyRequest): StaffMember {
  const { staff, roles } = caller;
  if (staff === undefined) throw new Error('a route of the register let in somebody outside it');
  if (staff.delegation !== undefined && !roles.includes('admin'))
    throw new Problem('substitute-cannot-delegate');
  return staff;
}
