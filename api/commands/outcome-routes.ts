import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { commandOwner } from '../access.ts';
import { applicationPath, commandPath } from '../applications/links.ts';
import { ApplicationParams } from '../applications/schemas.ts';
import { outcomeOf } from '../applications/stored.ts';
import type { ApiDeps } from '../deps.ts';
import { languageOf } from '../plugins/language.ts';
import { problemResponses } from '../problem-schemas.ts';
import { Problem, problemBody, problemOfRefusal } from '../problems.ts';

const CommandOutcomeBody = Type.Object(
  {
    commandId: Type.String({ format: 'uuid' }),
    name: Type.String(),
    status: Type.Enum(['pending', 'accepted', 'refused']),
    receivedAt: Type.String({ format: 'date-time' }),
    decidedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    version: Type.Optional(Type.Integer()),
    problem: Type.Optional(Type.Unsafe({ $ref: 'Problem#' })),
    applicationId: Type.String({ format: 'uuid' }),
    links: Type.Object({ self: Type.String(), application: Type.String() }),
  },
  { title: 'CommandOutcome' },
);

/** What became of a command, for whoever sent it. */
export const outcomeRoutes: FastifyPluginAsyncTypebox<ApiDeps> = (app, { db }) => {
  app.get(
    '/v1/commands/:id',
    {
      config: { roles: ['portal', 'executor', 'head', 'notifier'] },
      schema: {
        summary: 'Outcome of a command that was answered with 202',
        tags: ['Commands'],
        operationId: 'getCommand',
        params: ApplicationParams,
        response: { 200: CommandOutcomeBody, ...problemResponses(401, 403, 404) } as Record<number, unknown>,
      },
    },
    async (request) => {
      const row = await db.command.findUnique({ where: { id: request.params.id.toLowerCase() } });
      if (row?.clientId !== commandOwner(request.caller)) throw new Problem('not-found');

      const outcome = outcomeOf(row);
      return {
        commandId: row.id,
        name: row.name,
        status: outcome?.kind ?? 'pending',
        receivedAt: row.receivedAt,
        decidedAt: row.decidedAt,
        ...(outcome && { version: outcome.version }),
        ...(outcome?.kind === 'refused' && {
          problem: problemBody(problemOfRefusal(outcome.refusal), languageOf(request), request.id),
        }),
        applicationId: row.applicationId,
        correlation: { messageId: row.messageId, traceId: row.traceId },
        links: { self: commandPath(row.id), application: applicationPath(row.applicationId) },
      };
    },
  );
  return Promise.resolve();
};
