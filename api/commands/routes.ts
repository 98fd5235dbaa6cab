import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { actorAs } from '../access/actors.ts';
import { ApplicationParams, PendingCommand, Resource } from '../applications/schemas.ts';
import { readVisible } from '../applications/reading.ts';
import { regulationOf, stateOf } from '../applications/stored.ts';
import { commandTable } from '../../workflows/application/command-table.ts';
import { actingUnder } from '../../workflows/case/deeds.ts';
import type { ApiDeps } from '../deps.ts';
import { problemResponses } from '../problems/schemas.ts';
import { Problem } from '../problems/problem.ts';
import { answerOnce } from './answer.ts';
import { isGivenUnread, operationIdOf } from './definition.ts';
import type { CommandDefinition } from './definition.ts';
import { commandDefinitions } from './definitions.ts';
import { collectFaults } from './faults.ts';
import { requestKeyOf } from './idempotency.ts';
import { expectedVersionOf } from './if-match.ts';
import { commitCommand } from './intake.ts';
import { commandHeaders } from './headers.ts';
import { CommandOutcomeBody } from './outcome.ts';

/** Every command of an application, each from its definition. */
export const commandRoutes: FastifyPluginAsyncTypebox<ApiDeps> = (app, deps) => {
  for (const definition of Object.values(commandDefinitions)) {
    app.post<{ Params: { id: string } & Record<string, string> }>(
      `/v1/applications/:id${definition.path}`,
      { schema: schemaOf(definition) },
      async (request, reply) => {
        const key = requestKeyOf(request);

        return answerOnce({ deps, request, reply, key }, async () => {
          const { caller, params } = request;
          const application = await readVisible(deps, request, params.id);
          const actor = actorAs(caller, application, definition.role);
          if (actor === null) throw new Problem('not-found');
          const ifMatch = request.headers['if-match'];
          const expectedVersion = expectedVersionOf(ifMatch, definition.role, application.version);

          const faults = collectFaults();
          const { command, act, uploads } = await definition.translate(request.body, {
            db: deps.db,
            now: deps.now(),
            caller,
            application,
            state: stateOf(application),
            regulation: regulationOf(application),
            params,
            faults,
          });
          faults.settle();
          return commitCommand(deps, {
            application,
            request: key,
            actor: actingUnder(actor, commandTable[definition.name].deed),
            command,
            body: { ...(request.body as object), ...(act && { act }) },
            clientId: caller.clientId,
            ...(uploads && { uploads }),
            ...(expectedVersion === undefined ? {} : { expectedVersion }),
          });
        });
      },
    );
  }
  return Promise.resolve();
};

function schemaOf({ name, path, role, summary, body }: CommandDefinition) {
  const params = path.includes(':noticeId')
    ? Type.Object({
        ...ApplicationParams.properties,
        noticeId: Type.String({ format: 'uuid', description: 'Id of the notice' }),
      })
    : ApplicationParams;
  return {
    summary,
    description: `Name in actions, trail and Temporal: \`${name}\`.`,
    tags: ['Commands'],
    operationId: operationIdOf(name),
    params,
    headers: commandHeaders(role),
    body,
    response: {
      200: isGivenUnread(role) ? CommandOutcomeBody : Resource,
      202: PendingCommand,
      ...problemResponses(400, 401, 403, 404, 409, 412, 422),
    } as Record<number, unknown>,
  };
}
