import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { deprecations as ours, type Deprecation } from '../deprecations.ts';
import { apiVersion } from '../version.ts';

/** Says on every answer which version gave it, and on what is deprecated since when, until when, and what instead. */
export const versions = fp<{ readonly deprecations?: readonly Deprecation[] }>(
  (app, { deprecations = ours }) => {
    app.addHook('onSend', (request, reply, _payload, done) => {
      reply.header('api-version', apiVersion);
      const { operationId } = (request.routeOptions?.schema ?? {}) as { readonly operationId?: string };
      for (const deprecation of deprecations)
        if (deprecation.operationId === operationId && isUsed(deprecation, request)) tell(reply, deprecation);
      done();
    });
    return Promise.resolve();
  },
  { name: 'versions' },
);

function isUsed({ parameter }: Deprecation, { url }: FastifyRequest): boolean {
  return parameter === undefined || new URL(url, 'http://localhost').searchParams.has(parameter);
}

function tell(reply: FastifyReply, { since, sunset, link }: Deprecation): void {
  reply
    .header('deprecation', `@${Math.floor(Date.parse(since) / 1000)}`)
    .header('sunset', new Date(sunset).toUTCString())
    .header('link', `<${link}>; rel="deprecation", <${link}>; rel="sunset"`);
}
