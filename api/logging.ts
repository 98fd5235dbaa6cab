import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { maskedError, maskedLine } from '../operations/log-masking.ts';

/** How the API writes its log: what it needs to find a fault, and nothing about persons, whatever was sent to it. */
export function logging(level: string) {
  return {
    level,
    serializers: { req: loggedRequest, err: (error: unknown) => maskedError(error) },
    // Whatever a library or we ourselves write.
    hooks: { streamWrite: maskedLine },
    // The parser of forms tells what it was given when it is asked to trace.
    redact: ['req.headers', 'busboyOptions.headers'],
  };
}

/**
 * Of an address nothing that the caller wrote but names of parameters: the route says where it led, the trace id finds it again.
 * What is kept with a command (its application, who sent it) stands in PostgreSQL.
 */
function loggedRequest({ method, url, ip, is404, routeOptions }: FastifyRequest) {
  const [, query = ''] = url.split(/\?(.*)/s);
  const names = [...new URLSearchParams(query).keys()].map(loggedName);
  const route: string | undefined = is404 ? undefined : routeOptions.url;
  return {
    method,
    url: route ?? '?',
    ...(names.length === 0 ? {} : { query: names }),
    // A proxy hands on what it was given.
    remoteAddress: isIP(ip) === 0 ? '?' : ip,
  };
}

/** A pointer of a fault: names that schemas give, no places in lists, and nothing that a caller may have made up. */
export function loggedPointer({
  pointer,
  code,
}: {
  readonly pointer: string;
  readonly code: string;
}): string {
  const tokens = pointer.split('/');
  const ownName = code === 'unknown-field' ? tokens.length - 1 : -1;
  return tokens
    .map((token, index) => (token === '' && index === 0 ? '' : index === ownName ? '?' : loggedName(token)))
    .join('/');
}

/** What is written as a name may be one; digits are a number of somebody, whole or in parts. */
function loggedName(name: string): string {
  return /^[A-Za-z][A-Za-z_-]{0,39}$/.test(name) ? name : '?';
}
