import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { commandsVisibleTo } from '../access/scope.ts';
import { applicationPath, commandPath } from '../applications/links.ts';
import { commandNames, CorrelationView } from '../applications/part-schemas.ts';
import { outcomeOf } from '../applications/stored.ts';
import type { ApiDeps } from '../deps.ts';
import { languageOf } from '../plugins/language.ts';
import { problemResponses } from '../problems/schemas.ts';
import { problemBody, problemOfRefusal } from '../problems/answering.ts';
import { Problem } from '../problems/problem.ts';
import { Instant, orNull, Uuid } from '../value-schemas.ts';

const CommandOutcomeBody = Type.Object(
  {
    commandId: Uuid,
    name: Type.Enum(['submit', 'advance-clock', ...commandNames]),
    status: Type.Enum(['pending', 'accepted', 'refused']),
    receivedAt: Type.String({ ...Instant, description: 'Its legal instant, in the world’s time' }),
    decidedAt: orNull(Instant),
    version: Type.Optional(Type.Integer({ description: 'The version after it' })),
    problem: Type.Optional(Type.Unsafe({ $ref: 'Problem#' })),
    correlation: CorrelationView,
    applicationId: Uuid,
    links: Type.Object({ self: Type.String(), application: Type.String() }, { title: 'CommandLinks' }),
  },
  { title: 'CommandOutcome' },
);

/** What became of a command, for whoever sent it. */
export const outcomeRoutes: FastifyPluginAsyncTypebox<ApiDeps> = (app, { db }) => {
  app.get(
    '/v1/commands/:id',
    {
      schema: {
        summary: 'Outcome of a command that was answered with 202',
        description:
          'Only for whoever sent it. A refusal is shown as the problem it would have been answered with.',
        tags: ['Commands'],
        operationId: 'getCommand',
        params: Type.Object({ id: Type.String({ format: 'uuid', description: 'Id of the command' }) }),
        response: { 200: CommandOutcomeBody, ...problemResponses(401, 403, 404) } as Record<number, unknown>,
      },
    },
    async (request) => {
      const id = request.params.id.toLowerCase();
      const row = await db.command.findFirst({ where: { AND: [{ id }, commandsVisibleTo(request)] } });
      if (row === null) throw new Problem('not-found');

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
