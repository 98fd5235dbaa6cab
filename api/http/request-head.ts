import type { IncomingMessage } from 'node:http';
import fp from 'fastify-plugin';
import { Problem } from './problem.ts';
import { pathOf } from './address-shape.ts';
import { timesSaid } from './said-headers.ts';

/** Node reads at most 16 KiB of address and headers together; an address alone is never that long. */
const longestAddress = 8_192;
const longestHead = 16_384;

/**
 * Headers that stand once: of two, each reader takes another, and one may be the caller's, before what a proxy added. `Host` has
 * its own check; a list such as `If-Match` may be said in parts (RFC 9110 §5.3).
 */
const headersSaidOnce = [
  'applicant-id',
  'authorization',
  'content-encoding',
  'content-length',
  'content-type',
  'idempotency-key',
];

/** Where requests arrive whose address is none: nothing is there, and `requestHead` refuses them. */
const unreadable = '/%EF%BF%BD';

/**
 * For `Fastify(…)`: every request is routed, so that it is counted, named and answered like all others, whatever its
 * address; and Node leaves the head of a request to `requestHead`.
 */
export const routing = {
  rewriteUrl: ({ url = '' }: IncomingMessage) => targetOf(url) ?? unreadable,
  routerOptions: { maxParamLength: longestHead },
  http: { requireHostHeader: false },
};

/** Path and query of an address, which may be given whole (RFC 9112 §3.2.2); null when it cannot be read. */
function targetOf(url: string): string | null {
  const target = url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?#]*/i, '');
  // RFC 3986 §2: an address is visible ASCII, whatever it encodes. And no name of ours holds a NUL.
  if (!target.startsWith('/') || /[^!-~]/.test(target)) return null;
  if (!target.includes('%')) return target;
  try {
    return decodeURIComponent(pathOf(target)).includes('\0') ? null : target;
  } catch {
    return null;
  }
}

/**
 * Refuses a request whose first lines are not what HTTP asks for: a header that must stand once and does not, an address that cannot be read or has no end, no Host or
 * several (RFC 9112 §3.2), an expectation that nobody here can meet (RFC 9110 §10.1.1). Register it before `problems`.
 */
export const requestHead = fp(
  (app) => {
    // Without a listener Node answers by itself, and with nothing.
    app.server.on('checkExpectation', (request, reply) => app.server.emit('request', request, reply));

    app.addHook('onRequest', ({ url, headers, raw }, _reply, done) => {
      const repeated = headersSaidOnce.filter((name) => timesSaid(raw, name) > 1);
      if (repeated.length > 0)
        throw new Problem('invalid-header', {
          errors: repeated.map((field) => ({
            pointer: `/${field}`,
            in: 'header',
            code: 'field-repeated',
            params: { field },
          })),
        });
      if (!hasOneHost(raw))
        throw new Problem('request-malformed', {
          errors: [{ pointer: '/host', in: 'header', code: 'host-malformed' }],
        });
      if (url === unreadable) throw new Problem('request-malformed');
      if (url.length > longestAddress)
        throw new Problem('address-too-long', { params: { max: longestAddress } });
      if (!/^(100-continue)?$/i.test(headers.expect ?? '')) throw new Problem('expectation-refused');
      done();
    });
    return Promise.resolve();
  },
  { name: 'request-head' },
);

/** A name, an address of version 4 or 6, or nothing, and perhaps a port. */
const hostShape = /^(\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(:\d*)?$/i;

function hasOneHost(request: IncomingMessage): boolean {
  const { host } = request.headers;
  if (host === undefined) return request.httpVersion === '1.0';
  return timesSaid(request, 'host') === 1 && hostShape.test(host);
}
