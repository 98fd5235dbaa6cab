import limiter from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { accessTo } from '../access/table.ts';
import { Problem } from '../problems/problem.ts';

export interface RateLimitOptions {
  /** Requests of one client within a minute, and of all strangers at one address. Stops a runaway, not a busy portal. */
  readonly perMinute?: number;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a request that nobody known sent, by its address. Throws `too-many-requests` past the limit. */
    countStranger(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  }
}

const windowSeconds = 60;
/** The platform's probes must always learn how the process is. */
const uncounted = new Set(['/healthz', '/readyz', '/v1/healthz', '/v1/readyz']);

/**
 * Limits how often one may ask: a known client by his own count, wherever he calls from; everybody else by address. A
 * flood of strangers therefore never uses up what a client has, even behind one proxy. Register it before `auth`.
 */
export const rateLimit = fp<RateLimitOptions>(
  async (app, { perMinute = 30_000 }) => {
    await app.register(limiter, { global: false, max: perMinute, timeWindow: windowSeconds * 1000 });
    const ofAddress = app.createRateLimit();
    const ofClient = app.createRateLimit({ keyGenerator: ({ caller }) => caller.clientId });
    const countStranger = async (request: FastifyRequest, reply: FastifyReply): Promise<void> =>
      settle(reply, 'address', await ofAddress(request));
    app.decorate('countStranger', countStranger);

    app.addHook('onRequest', async (request, reply) => {
      const { url = '' } = request.routeOptions;
      const known = isForClients(request.method, url) && !request.is404;
      if (!known && !uncounted.has(url)) await countStranger(request, reply);
    });
    app.addHook('onRoute', (route) => {
      if (![route.method].flat().some((method) => isForClients(method, route.url))) return;
      // A route's own hooks run after those of all routes: by then `auth` knows who calls.
      route.onRequest = [
        ...[route.onRequest ?? []].flat(),
        async (request: FastifyRequest, reply: FastifyReply) => {
          settle(reply, 'client', await ofClient(request));
        },
      ];
    });
  },
  { name: 'rate-limit' },
);

/** Whether `auth` asks who calls: then he has a count of his own. */
function isForClients(method: string, url: string | undefined): boolean {
  const access = accessTo(method, url);
  return access !== null && access !== 'open';
}

type Count = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>;

/** The fields of draft-ietf-httpapi-ratelimit-headers-10 and later; the library writes those of an early draft. */
function settle(reply: FastifyReply, policy: 'address' | 'client', count: Count): void {
  if (count.isAllowed) return;
  const { max, remaining, ttlInSeconds, isExceeded } = count;
  reply
    .header('ratelimit-policy', `"${policy}";q=${max};w=${windowSeconds}`)
    .header('ratelimit', `"${policy}";r=${remaining};t=${ttlInSeconds}`);
  if (!isExceeded) return;
  reply.header('retry-after', String(Math.max(1, ttlInSeconds)));
  throw new Problem('too-many-requests');
}
