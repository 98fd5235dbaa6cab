import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { AnyCloudEvent } from '../../delivery/cloud-event.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { problemResponses } from '../http/schemas.ts';
import { shapes } from '../http/value-shapes.ts';
import { cursorAt } from './cursor.ts';
import { readChanges, type ChangesAsked, type ChangesPage } from './queries.ts';
import { openWaitingRoom } from './waiting-room.ts';

const longestWaitSeconds = 30;
/** How often somebody looks for all who wait. */
const lookEveryMs = 500;
/** Requests of one client that wait at once: many more than a portal has servers. */
const waitingAtOnce = 100;
/** Of one applicant with a token of his own: he has a telephone and a computer. */
const waitingOfApplicant = 10;
const tryAgainSeconds = 5;

const ChangesQuery = Type.Object(
  {
    after: Type.Optional(
      Type.String({
        maxLength: 100,
        description: '`next` of the last answer, or `cursor` of an event; without it from the beginning',
      }),
    ),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 500, default: 100, description: 'Events at most' }),
    ),
    fact: Type.Optional(
      Type.String({
        maxLength: 1_000,
        pattern: shapes.facts.pattern,
        description: 'Only these facts, separated by commas',
        examples: ['issued,refused'],
      }),
    ),
    wait: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: longestWaitSeconds,
        default: 0,
        description: `Seconds to wait for an event when there is none yet; at most ${String(waitingAtOnce)} requests of a client wait at once, and ${String(waitingOfApplicant)} with tokens confined to one applicant; further ones are answered 429`,
      }),
    ),
  },
  { additionalProperties: false },
);

const Change = Type.Object(
  {
    ...AnyCloudEvent.properties,
    cursor: Type.String({ description: 'Send it as `after` for what comes after this event' }),
  },
  { title: 'CloudEvent', description: 'CloudEvents 1.0; `/asyncapi.json` has the schema of each type.' },
);

const Changes = Type.Object(
  {
    items: Type.Array(Change),
    next: Type.String({ description: 'Send it as `after` for what comes next, now or in a year' }),
  },
  { title: 'Changes' },
);

/** Every event of a portal's own applications, for those who poll. */
export const changesRoutes: FastifyPluginAsyncTypebox<ApiDeps> = (app, deps) => {
  const room = openWaitingRoom({
    db: deps.db,
    everyMs: lookEveryMs,
    seats: waitingAtOnce,
    seatsOfApplicant: waitingOfApplicant,
  });
  // Nobody who waits holds up the end of the server.
  app.addHook('preClose', async () => room.close());

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
    async (request, reply) => {
      const { after, limit = 100, fact: facts, wait = 0 } = request.query;
      const { clientId, applicant = null } = request.caller;
      const asked = { clientId, applicant, after, limit, facts: facts?.split(',') ?? [] };
      const page = await readChanges(deps, asked);
      const { items, place } =
        page.items.length > 0 || wait === 0 ? page : await nextPage(asked, page.place, wait * 1_000, reply);
      return { items, next: cursorAt(place) };
    },
  );
  return Promise.resolve();

  /** The page after a place, as soon as there is one, or when the time is over. Throws `too-many-requests` when too many wait. */
  async function nextPage(
    asked: ChangesAsked,
    from: number,
    waitMs: number,
    reply: FastifyReply,
  ): Promise<ChangesPage> {
    const seat = room.enter(asked.clientId, asked.applicant);
    if (seat === null) {
      reply.header('retry-after', String(tryAgainSeconds));
      throw new Problem('too-many-requests');
    }
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), waitMs);
    reply.raw.once('close', () => over.abort());
    try {
      let page: ChangesPage = { items: [], place: from };
      let goesOn = true;
      while (goesOn && page.items.length === 0) {
        goesOn = await seat.news(page.place, over.signal);
        page = await readChanges(deps, { ...asked, after: cursorAt(page.place) });
      }
      return page;
    } finally {
      clearTimeout(timer);
      seat.leave();
    }
  }
};
