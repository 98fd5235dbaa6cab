import cors from '@fastify/cors';
import fp from 'fastify-plugin';
import { accessTo } from './table.ts';
import { addressShape, pathOf } from '../http/address-shape.ts';
import { securityHeaders } from '../http/security-headers.ts';

/**
 * What every answer carries whatever it says: headers for browsers, and leave for pages of any origin to read what is
 * open. Register it before whatever may refuse.
 */
export const security = fp(
  async (app) => {
    app.addHook('onRequest', (_request, reply, done) => {
      reply.headers(securityHeaders);
      done();
    });

    const open: RegExp[] = [];
    app.addHook('onRoute', (route) => {
      const { method, url } = route;
      // The route of preflights comes before the one error handler, and would keep the framework's.
      if (method === 'OPTIONS')
        route.errorHandler ??= (error, request, reply) => app.errorHandler(error, request, reply);
      // The answer to a preflight is open whatever it is about.
      const asked = [method].flat().filter((each) => each !== 'OPTIONS');
      if (asked.some((each) => accessTo(each, url) === 'open')) open.push(addressShape(url));
    });
    await app.register(cors, {
      delegator: (request, done) => {
        const path = pathOf(request.url ?? '');
        done(null, {
          origin: open.some((shape) => shape.test(path)) ? '*' : false,
          methods: ['GET', 'POST'],
          exposedHeaders: [
            'api-version',
            'content-language',
            'deprecation',
            'etag',
            'ratelimit',
            'ratelimit-policy',
            'retry-after',
            'sunset',
            'x-message-id',
          ],
          maxAge: 86_400,
          strictPreflight: false,
        });
      },
    });
    app.addHook('onSend', (_request, reply, _payload, done) => {
      // Whatever is about somebody stays out of caches unless a route says otherwise.
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
      done();
    });
  },
  { name: 'security' },
);
