import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { bodyLimits } from '../http/body-limits.ts';
import { keptDays } from '../../delivery/retention.ts';
import { collectFaults } from '../requests/faults.ts';
import { commandHeaders } from '../requests/headers.ts';
import { requestKeyOf, sayReplayed } from '../requests/idempotency.ts';
import type { ApiDeps } from '../deps.ts';
import { languageOf } from '../http/language.ts';
import { problemResponses } from '../http/schemas.ts';
import { listDeliveries, queuePing, redeliver, type Again } from './deliveries.ts';
import { called, ownWebhook } from './own-webhook.ts';
import { deliveriesPath } from './presenter.ts';
import {
  answers,
  Deliveries,
  DeliveriesQuery,
  keysAreKept,
  Pinged,
  Queued,
  Redelivery,
  WebhookParams,
} from './schemas.ts';

const tags = ['Webhooks'];

/** What is posted to a webhook, what came of it, and having it posted again. */
export const deliveryRoutes: FastifyPluginAsyncTypebox<Pick<ApiDeps, 'db'>> = (app, deps) => {
  const headers = commandHeaders(null);

  app.post(
    '/v1/webhooks/:id/test',
    {
      schema: {
        operationId: 'testWebhook',
        tags,
        summary: 'Have a test ping posted',
        description: `An event of type \`kz.otinish.webhook.ping.v1\`, tried once. Look among the deliveries what came of it; one that arrives brings a failing webhook back. ${keysAreKept}`,
        params: WebhookParams,
        headers,
        response: answers({ 202: Pinged, ...problemResponses(400, 401, 403, 404, 409, 413, 415) }),
      },
    },
    async (request, reply) => {
      const key = requestKeyOf(request);
      const { id } = called(await ownWebhook(deps, request, request.params.id), ['active', 'failing']);
      const ping = await queuePing(deps, id, key);
      return sayReplayed(reply, ping.again)
        .code(202)
        .send({ id: ping.id, href: deliveriesPath(id) });
    },
  );

  app.get(
    '/v1/webhooks/:id/deliveries',
    {
      schema: {
        operationId: 'listDeliveries',
        tags,
        summary: 'What was queued for a webhook, and what came of it',
        description: `With \`status=dead\` what was given up after about three days, with its last status and reason; it stays until it is delivered again. What arrived, and pings, stay for ${keptDays} days after the last attempt.`,
        params: WebhookParams,
        querystring: DeliveriesQuery,
        response: answers({ 200: Deliveries, ...problemResponses(400, 401, 403, 404) }),
      },
    },
    async (request) => {
      const { id } = await ownWebhook(deps, request, request.params.id);
      return listDeliveries(deps, id, request.query, languageOf(request));
    },
  );

  app.post(
    '/v1/webhooks/:id/redelivery',
    {
      bodyLimit: bodyLimits.codes,
      schema: {
        operationId: 'redeliver',
        tags,
        summary: 'Have events posted again: one by its id, or all since a moment',
        description: `Also what was never queued for this webhook, such as what happened before it was registered. Each keeps its id, so that you know what you have. ${keysAreKept}`,
        params: WebhookParams,
        headers,
        body: Redelivery,
        response: answers({ 202: Queued, ...problemResponses(400, 401, 403, 404, 409, 413, 415, 422) }),
      },
    },
    async (request, reply) => {
      const again = againOf(request.body);
      const key = requestKeyOf(request);
      const webhook = called(await ownWebhook(deps, request, request.params.id), ['active']);
      const { repeated, ...queued } = await redeliver(deps, webhook, again, key);
      return sayReplayed(reply, repeated).code(202).send(queued);
    },
  );
  return Promise.resolve();
};

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
