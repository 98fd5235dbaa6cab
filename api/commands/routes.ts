import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Prisma } from '../../prisma/generated/client.ts';
import { actorAs } from '../access/actors.ts';
import { visibleTo } from '../access/scope.ts';
import { ApplicationParams, PendingCommand, Resource } from '../applications/schemas.ts';
import { readVisible } from '../applications/reading.ts';
import { regulationOf, stateOf } from '../applications/stored.ts';
import { commandTable } from '../../workflows/application/command-table.ts';
import { actingUnder } from '../../workflows/case/deeds.ts';
import type { ApiDeps } from '../deps.ts';
import { problemResponses } from '../http/schemas.ts';
import { Problem } from '../http/problem.ts';
import { faultsOf } from '../http/validation.ts';
import { uploadFaults } from '../uploads/claiming.ts';
import { answerOnce } from './answer.ts';
import { isGivenUnread, operationIdOf } from './definition.ts';
import type { CommandDefinition } from './definition.ts';
import { commandDefinitions } from './definitions.ts';
import { collectFaults } from '../requests/faults.ts';
import { requestKeyOf } from '../requests/idempotency.ts';
import { expectedVersionOf } from '../requests/if-match.ts';
import { commitCommand } from './intake.ts';
import { commandHeaders } from '../requests/headers.ts';
import { CommandOutcomeBody } from './outcome.ts';

/** Every command of an application, each from its definition. */
export const commandRoutes: FastifyPluginAsyncTypebox<ApiDeps> = (app, deps) => {
  for (const definition of Object.values(commandDefinitions)) {
    app.post<{ Params: { id: string } & Record<string, string> }>(
      `/v1/applications/:id${definition.path}`,
      // The faults of files are told together with the schema's.
      { schema: schemaOf(definition), attachValidation: definition.bringsFiles === true },
      async (request, reply) => {
        if (request.validationError !== undefined)
          throw await withFileFaults(deps, request, request.validationError);
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

/** What refuses a body that its schema refuses: with what is wrong with its files. Nothing is said of an application that the caller may not see. */
async function withFileFaults(
  { db }: ApiDeps,
  request: FastifyRequest<{ Params: { id: string } }>,
  error: NonNullable<FastifyRequest['validationError']>,
): Promise<Error> {
  if (error.validationContext !== 'body') return error;
  const { documents } = (request.body ?? {}) as { readonly documents?: unknown };
  const applicantId = Prisma.sql`(SELECT submissions.applicant_id FROM submissions
    WHERE application_id = (SELECT id FROM applications WHERE id = ${request.params.id}::uuid AND ${visibleTo(request)}))`;
  const ofFiles = await uploadFaults(db, documents, { clientId: request.caller.clientId, applicantId });
  return new Problem('invalid-body', { errors: [...faultsOf(error.validation ?? []), ...ofFiles] });
}

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
