import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { commandsVisibleTo } from '../access/scope.ts';
import type { ApiDeps } from '../deps.ts';
import { problemResponses } from '../http/schemas.ts';
import { Problem } from '../http/problem.ts';
import { CommandOutcomeBody, presentOutcome } from './outcome.ts';

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
      return presentOutcome(row, request);
    },
  );
  return Promise.resolve();
};
