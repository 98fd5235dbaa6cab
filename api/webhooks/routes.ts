import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { openResolver } from '../../delivery/endpoint-address.ts';
import { createSecretBox } from '../../delivery/secret-box.ts';
import type { Webhook } from '../../prisma/generated/client.ts';
import type { Language } from '../../regulation/text.ts';
import { collectFaults } from '../commands/faults.ts';
import { commandHeaders } from '../commands/headers.ts';
import { requestKeyOf } from '../commands/idempotency.ts';
import type { ApiDeps } from '../deps.ts';
import { languageOf } from '../plugins/language.ts';
import { Problem } from '../problems/problem.ts';
import { problemResponses } from '../problems/schemas.ts';
import { listDeliveries, queuePing, redeliver, type Again } from './deliveries.ts';
import { checkAddress, registerWebhook, removeWebhook, rotateSecret } from './registering.ts';
import {
  Deliveries,
  DeliveriesQuery,
  NewWebhook,
  Pinged,
  Queued,
  Redelivery,
  WebhookList,
  WebhookParams,
  WebhookView,
  WebhookWithSecret,
} from './schemas.ts';
import { presentReason } from './texts.ts';

const tags = ['Webhooks'];
const answers = <const R extends Record<number, unknown>>(responses: R) =>
  responses as Record<number, unknown>;

/** Where a portal is called with its events, and what came of it (docs/events.md). */
export const webhookRoutes: FastifyPluginAsyncTypebox<ApiDeps> = (app, deps) => {
  const { db } = deps;
  const { webhooksInside, webhookSecretKeys } = deps.config;
  const box = createSecretBox(webhookSecretKeys);
  const resolve = openResolver();
  const headers = commandHeaders(null);
  // A webhook is told of everything of its client: no token of a single applicant has to do with it.
  app.addHook('preHandler', async ({ caller }) => {
    if (caller.applicant !== undefined) throw new Problem('whole-client-only');
  });

  app.post(
    '/v1/webhooks',
    {
      schema: {
        operationId: 'registerWebhook',
        tags,
        summary: 'Register an address that your events are posted to',
        description:
          'Events from now on are posted there, signed by the Standard Webhooks specification with the secret that is shown here and nowhere else. At most ten for a client.',
        headers,
        body: NewWebhook,
        response: answers({
          201: WebhookWithSecret,
          // The key of one that was removed opens nothing any more.
          ...problemResponses(400, 401, 403, 404, 409, 413, 415, 422),
        }),
      },
    },
    async (request, reply) => {
      const key = requestKeyOf(request);
      const { clientId } = request.caller;
      const url = await checkAddress(request.body.url, webhooksInside, resolve);
      const { webhook, secret } = await registerWebhook(deps, box, key, {
        clientId,
        url,
        events: request.body.events ?? [],
      });
      return reply
        .code(201)
        .header('location', webhookPath(webhook.id))
        .send({ ...presentWebhook(webhook, languageOf(request)), secret });
    },
  );

  app.get(
    '/v1/webhooks',
    {
      schema: {
        operationId: 'listWebhooks',
        tags,
        summary: 'Your webhooks, the oldest first',
        response: answers({ 200: WebhookList, ...problemResponses(401, 403) }),
      },
    },
    async (request) => {
      const rows = await db.webhook.findMany({
        where: { clientId: request.caller.clientId, status: { not: 'removed' } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return { items: rows.map((row) => presentWebhook(row, languageOf(request))) };
    },
  );

  app.get(
    '/v1/webhooks/:id',
    {
      schema: {
        operationId: 'getWebhook',
        tags,
        summary: 'One webhook, and whether it is still called',
        params: WebhookParams,
        response: answers({ 200: WebhookView, ...problemResponses(401, 403, 404) }),
      },
    },
    async (request) => presentWebhook(await own(request, request.params.id), languageOf(request)),
  );

  app.post(
    '/v1/webhooks/:id/removal',
    {
      schema: {
        operationId: 'removeWebhook',
        tags,
        summary: 'Stop a webhook and forget it, with all that waits for it',
        params: WebhookParams,
        headers,
        response: answers({
          204: Type.Null({ description: 'It is there no more' }),
          ...problemResponses(400, 401, 403, 404, 413, 415),
        }),
      },
    },
    async (request, reply) => {
      requestKeyOf(request);
      const { id } = await own(request, request.params.id, true);
      await removeWebhook(deps, id);
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/webhooks/:id/secret',
    {
      schema: {
        operationId: 'rotateWebhookSecret',
        tags,
        summary: 'Give a webhook a new secret',
        description:
          'For 24 hours each delivery is signed with both, so that you can change over without losing one.',
        params: WebhookParams,
        headers,
        response: answers({
          200: WebhookWithSecret,
          ...problemResponses(400, 401, 403, 404, 409, 413, 415, 422),
        }),
      },
    },
    async (request) => {
      const key = requestKeyOf(request);
      const { id } = called(await own(request, request.params.id), ['active', 'failing']);
      const { webhook, secret } = await rotateSecret(deps, box, id, key);
      return { ...presentWebhook(webhook, languageOf(request)), secret };
    },
  );

  app.post(
    '/v1/webhooks/:id/test',
    {
      schema: {
        operationId: 'testWebhook',
        tags,
        summary: 'Have a test ping posted',
        description:
          'An event of type `kz.otinish.webhook.ping.v1`, tried once. Look among the deliveries what came of it; one that arrives brings a failing webhook back.',
        params: WebhookParams,
        headers,
        response: answers({ 202: Pinged, ...problemResponses(400, 401, 403, 404, 409, 413, 415) }),
      },
    },
    async (request, reply) => {
      const key = requestKeyOf(request);
      const { id } = called(await own(request, request.params.id), ['active', 'failing']);
      const ping = await queuePing(deps, id, key);
      return reply.code(202).send({ id: ping, href: deliveriesPath(id) });
    },
  );

  app.get(
    '/v1/webhooks/:id/deliveries',
    {
      schema: {
        operationId: 'listDeliveries',
        tags,
        summary: 'What was queued for a webhook, and what came of it',
        description:
          'With `status=dead` what was given up after about three days, with its last status and reason.',
        params: WebhookParams,
        querystring: DeliveriesQuery,
        response: answers({ 200: Deliveries, ...problemResponses(400, 401, 403, 404) }),
      },
    },
    async (request) => {
      const { id } = await own(request, request.params.id);
      return listDeliveries(deps, id, request.query, languageOf(request));
    },
  );

  app.post(
    '/v1/webhooks/:id/redelivery',
    {
      schema: {
        operationId: 'redeliver',
        tags,
        summary: 'Have events posted again: one by its id, or all since a moment',
        description:
          'Also what was never queued for this webhook, such as what happened before it was registered. Each keeps its id, so that you know what you have.',
        params: WebhookParams,
        headers,
        body: Redelivery,
        response: answers({ 202: Queued, ...problemResponses(400, 401, 403, 404, 409, 413, 415, 422) }),
      },
    },
    async (request, reply) => {
      const again = againOf(request.body);
      const key = requestKeyOf(request);
      const webhook = called(await own(request, request.params.id), ['active']);
      return reply.code(202).send(await redeliver(deps, webhook, again, key));
    },
  );
  return Promise.resolve();

  /** The caller's own webhook. What is removed is there only for who removes it again. */
  async function own({ caller }: FastifyRequest, id: string, removedToo = false): Promise<Webhook> {
    const row = await db.webhook.findUnique({ where: { id, clientId: caller.clientId } });
    if (row === null || (row.status === 'removed' && !removedToo)) throw new Problem('not-found');
    return row;
  }
};

function called(webhook: Webhook, statuses: readonly string[]): Webhook {
  const { status } = webhook;
  if (!statuses.includes(status))
    throw new Problem('webhook-stopped', { params: { status }, extensions: { params: { status } } });
  return webhook;
}

function againOf({ eventId, since }: { readonly eventId?: string; readonly since?: string }): Again {
  const faults = collectFaults();
  if (eventId !== undefined && since !== undefined)
    faults.add({ pointer: '/since', code: 'either-or', params: { first: 'eventId', other: 'since' } });
  if (eventId === undefined && since === undefined)
    faults.add({ pointer: '/eventId', code: 'field-missing', params: { field: 'eventId' } });
  const from = since === undefined ? null : faults.instant('/since', since);
  faults.settle();
  return from === null ? { eventId: eventId ?? '' } : { since: from };
}

function presentWebhook(row: Webhook, language: Language) {
  const { id, url, events, status, reason, createdAt, formerSecretUntil } = row;
  return {
    id,
    url,
    events,
    status,
    reason: presentReason(reason, language),
    createdAt: createdAt.toISOString(),
    formerSecretUntil: formerSecretUntil?.toISOString() ?? null,
    links: { self: webhookPath(id), deliveries: deliveriesPath(id) },
  };
}

function webhookPath(id: string): string {
  return `/v1/webhooks/${id}`;
}

function deliveriesPath(id: string): string {
  return `${webhookPath(id)}/deliveries`;
}
