import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { openResolver } from '../../delivery/endpoint-address.ts';
import { createSecretBox } from '../../delivery/secret-box.ts';
import { commandHeaders } from '../requests/headers.ts';
import { requestKeyOf, sayReplayed } from '../requests/idempotency.ts';
import { bodyLimits } from '../http/body-limits.ts';
import type { ApiDeps } from '../deps.ts';
import { languageOf } from '../http/language.ts';
import { problemResponses } from '../http/schemas.ts';
import { called, ownWebhook } from './own-webhook.ts';
import { presentWebhook, webhookPath } from './presenter.ts';
import { checkAddress, registerWebhook, removeWebhook, rotateSecret } from './registering.ts';
import {
  answers,
  keysAreKept,
  NewWebhook,
  WebhookList,
  WebhookParams,
  WebhookView,
  WebhookWithSecret,
} from './schemas.ts';

const tags = ['Webhooks'];

/** Where a portal is called: registering, showing and removing webhooks, and their secrets. */
export const endpointRoutes: FastifyPluginAsyncTypebox<ApiDeps> = (app, deps) => {
  const { db } = deps;
  const { webhooksInside, webhookSecretKeys } = deps.config;
  const box = createSecretBox(webhookSecretKeys);
  const resolve = openResolver();
  const headers = commandHeaders(null);

  app.post(
    '/v1/webhooks',
    {
      bodyLimit: bodyLimits.codes,
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
      const { webhook, secret, again } = await registerWebhook(deps, box, key, {
        clientId,
        url,
        events: request.body.events ?? [],
      });
      return sayReplayed(reply, again)
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
    async (request) =>
      presentWebhook(await ownWebhook(deps, request, request.params.id), languageOf(request)),
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
      const { id, status } = await ownWebhook(deps, request, request.params.id, true);
      await removeWebhook(deps, id);
      return sayReplayed(reply, status === 'removed')
        .code(204)
        .send();
    },
  );

  app.post(
    '/v1/webhooks/:id/secret',
    {
      schema: {
        operationId: 'rotateWebhookSecret',
        tags,
        summary: 'Give a webhook a new secret',
        description: `For 24 hours each delivery is signed with both, so that you can change over without losing one. ${keysAreKept}`,
        params: WebhookParams,
        headers,
        response: answers({
          200: WebhookWithSecret,
          ...problemResponses(400, 401, 403, 404, 409, 413, 415, 422),
        }),
      },
    },
    async (request, reply) => {
      const key = requestKeyOf(request);
      const { id } = called(await ownWebhook(deps, request, request.params.id), ['active', 'failing']);
      const { webhook, secret, again } = await rotateSecret(deps, box, id, key);
      sayReplayed(reply, again);
      return { ...presentWebhook(webhook, languageOf(request)), secret };
    },
  );
  return Promise.resolve();
};
