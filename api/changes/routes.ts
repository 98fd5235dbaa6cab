import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { AnyCloudEvent } from '../../delivery/cloud-event.ts';
import { portalFacts } from '../../workflows/application/portal-facts.ts';
import type { ApiDeps } from '../deps.ts';
import { problemResponses } from '../problems/schemas.ts';
import { readChanges } from './queries.ts';

const longestWaitSeconds = 30;
/** How often one who waits is looked up for. */
const lookEveryMs = 500;
const fact = portalFacts.join('|');

const ChangesQuery = Type.Object(
  {
    after: Type.Optional(
      Type.String({
        maxLength: 100,
        description: '`next` of the last answer; without it from the beginning',
      }),
    ),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 500, default: 100, description: 'Events at most' }),
    ),
    fact: Type.Optional(
      Type.String({
        maxLength: 1_000,
        pattern: `^(${fact})(,(${fact}))*$`,
        description: 'Only these facts, separated by commas',
        examples: ['issued,refused'],
      }),
    ),
    wait: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: longestWaitSeconds,
        default: 0,
        description: 'Seconds to wait for an event when there is none yet',
      }),
    ),
  },
  { additionalProperties: false },
);

const Changes = Type.Object(
  {
    items: Type.Array(AnyCloudEvent),
    next: Type.String({ description: 'Send it as `after` for what comes next, now or in a year' }),
  },
  { title: 'Changes' },
);

/** Every event of a portal's own applications, for those who poll. */
export const changesRoutes: FastifyPluginAsyncTypebox<ApiDeps> = (app, deps) => {
  const closing = new AbortController();
  // Nobody who waits holds up the end of the server.
  app.addHook('preClose', async () => closing.abort());

  app.get(
    '/v1/changes',
    {
      schema: {
        operationId: 'readChanges',
        tags: ['Changes'],
        summary: 'What happened to your applications after a place',
        description:
          'The same events as by webhook, oldest first: nothing is left out, and none appears before a place that you have read. Keep `next` and ask again with it, also when `items` is empty.',
        querystring: ChangesQuery,
        response: { 200: Changes, ...problemResponses(400, 401, 403) } as Record<number, unknown>,
      },
    },
    async (request) => {
      const { after, limit = 100, fact: facts, wait = 0 } = request.query;
      const { clientId, applicant = null } = request.caller;
      const asked = { clientId, applicant, after, limit, facts: facts?.split(',') ?? [] };
      const untilMs = Date.now() + wait * 1_000;
      let page = await readChanges(deps, asked);
      while (page.items.length === 0 && Date.now() < untilMs && !isOver()) {
        await sleep(Math.min(lookEveryMs, Math.max(0, untilMs - Date.now())), undefined, {
          signal: closing.signal,
        }).catch(() => undefined);
        page = await readChanges(deps, { ...asked, after: page.next });
      }
      return page;

      function isOver(): boolean {
        return closing.signal.aborted || request.raw.socket.destroyed;
      }
    },
  );
  return Promise.resolve();
};
