import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { accessTo } from './table.ts';
import type {} from './auth-caller.ts';
import { Problem } from '../http/problem.ts';

export interface RateLimitOptions {
  /** Points of one client within a minute, and of all strangers at one address. Stops a runaway, not a busy portal. */
  readonly perMinute?: number;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Points that a request costs beside its body; 1 unless given. One point is about half a millisecond of work. */
    readonly cost?: number;
  }
}

const windowSeconds = 60;
/** What reading a body costs is counted in pieces of this size, one point each. */
const bytesPerPoint = 16_384;
/** The platform's probes must always learn how the process is. */
const uncounted = new Set(['/healthz', '/readyz', '/v1/healthz', '/v1/readyz']);

type Policy = 'address' | 'client';

/** Who is counted: a purse of points that is full again when its minute is over. */
interface Purse {
  readonly policy: Policy;
  readonly limiter: RateLimiterMemory;
  readonly key: string;
}

/**
 * Limits what one may ask for in a minute, in points: for each request, for the work of its route, for the bytes of its
 * body (docs/decisions/0033). A known client has a count of his own, wherever he calls from, and each officer of a desk and
 * each applicant to whom a token is confined too; everybody else is counted by address. A flood of strangers therefore never uses up what a client has, even behind
 * one proxy. Register it before `auth`.
 */
export const rateLimit = fp<RateLimitOptions>(
  (app, { perMinute = 30_000 }) => {
    const limiter = (): RateLimiterMemory =>
      new RateLimiterMemory({ points: perMinute, duration: windowSeconds });
    const ofAddress = limiter();
    const ofClient = limiter();
    const paid = new WeakMap<FastifyRequest, Purse>();

    const spend = async (
      request: FastifyRequest,
      reply: FastifyReply,
      { bodyBytes, ...purse }: Purse & { readonly bodyBytes: number },
    ): Promise<void> => {
      paid.set(request, purse);
      const { cost = 1 } = request.routeOptions.config;
      say(reply, purse, await taken(purse, cost + pointsOf(bodyBytes)));
    };
    const purseOfStranger = ({ ip }: FastifyRequest): Purse => ({
      policy: 'address',
      limiter: ofAddress,
      key: networkOf(ip),
    });
    app.decorate('countStranger', (request: FastifyRequest, reply: FastifyReply) =>
      spend(request, reply, { ...purseOfStranger(request), bodyBytes: 0 }),
    );

    const bytesBefore = new WeakMap<FastifyRequest, number>();
    app.addHook('onRequest', async (request, reply) => {
      bytesBefore.set(request, request.raw.socket.bytesRead);
      const { url = '' } = request.routeOptions;
      const known = isForClients(request.method, url) && !request.is404;
      if (known || uncounted.has(url)) return;
      await spend(request, reply, { ...purseOfStranger(request), bodyBytes: bytesToRead(request) });
    });
    app.addHook('onRoute', (route) => {
      if (![route.method].flat().some((method) => isForClients(method, route.url))) return;
      // A route's own hooks run after those of all routes: by then `auth` knows who calls.
      route.onRequest = [
        ...[route.onRequest ?? []].flat(),
        async (request: FastifyRequest, reply: FastifyReply) =>
          spend(request, reply, {
            policy: 'client',
            limiter: ofClient,
            key: clientOf(request),
            bodyBytes: bytesToRead(request),
          }),
      ];
    });
    // A body that came in chunks said nothing of its length: what it had is paid when it was read, by the next request.
    app.addHook('onResponse', async (request) => {
      const purse = paid.get(request);
      if (purse === undefined || request.headers['transfer-encoding'] === undefined) return;
      const bytes = request.raw.socket.bytesRead - (bytesBefore.get(request) ?? 0);
      await taken(purse, pointsOf(bytes));
    });
    return Promise.resolve();
  },
  { name: 'rate-limit' },
);

/** Whether `auth` asks who calls: then he has a count of his own. */
function isForClients(method: string, url: string | undefined): boolean {
  const access = accessTo(method, url);
  return access !== null && access !== 'open';
}

/**
 * An officer is counted by himself: all those of one desk come through one client. So is an applicant to whom a token is
 * confined: what he does costs neither the client nor its other applicants anything.
 */
function clientOf({ caller }: FastifyRequest): string {
  const { clientId, applicant, staff } = caller;
  if (staff !== undefined) return `officer ${staff.staffId}`;
  return applicant === undefined ? `client ${clientId}` : `applicant ${applicant} of ${clientId}`;
}

/** An address of version 6 is one of a network that one subscriber has whole (RFC 6177): the network is counted. */
function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  return address.kind() === 'ipv6' ? address.toByteArray().slice(0, 8).join('.') : address.toString();
}

/** What a request says of the length of its body. One that is too long is refused by that alone (413), and none of it is read. */
function bytesToRead({ headers, routeOptions }: FastifyRequest): number {
  const bytes = Number(headers['content-length'] ?? 0);
  return bytes > 0 && bytes <= routeOptions.bodyLimit ? bytes : 0;
}

function pointsOf(bytes: number): number {
  return Number.isFinite(bytes) ? Math.floor(bytes / bytesPerPoint) : 0;
}

/** What is left after these points, or by how much they were too many. */
async function taken({ limiter, key }: Purse, points: number): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key, points);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  }
}

/** The fields of draft-ietf-httpapi-ratelimit-headers-10 and later; the library writes those of an early draft. */
function say(reply: FastifyReply, { policy, limiter }: Purse, left: RateLimiterRes): void {
  const seconds = Math.max(1, Math.ceil(left.msBeforeNext / 1000));
  reply
    .header('ratelimit-policy', `"${policy}";q=${limiter.points};w=${windowSeconds}`)
    .header('ratelimit', `"${policy}";r=${left.remainingPoints};t=${seconds}`);
  if (left.consumedPoints <= limiter.points) return;
  reply.header('retry-after', String(seconds));
  throw new Problem('too-many-requests');
}
