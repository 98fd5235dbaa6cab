import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { driverErrorOf } from '../prisma/errors.ts';

/** How the API writes its log: what it needs to find a fault, and nothing about persons, whatever was sent to it. */
export function logging(level: string) {
  return {
    level,
    serializers: { req: loggedRequest, err: (error: unknown) => loggedError(error) },
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

const uuid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/;

/** Words of an error without numbers: those of persons come beside other digits, encoded or in parts. Our own ids stay. */
function withoutNumbers(text: string): string {
  return text
    .split(new RegExp(`(${uuid.source})`))
    .map((part, index) =>
      index % 2 === 1 ? part : part.replaceAll(/(?:%[0-9a-f]{2}){2,}/gi, '#').replaceAll(/\d{4,}/g, '#'),
    )
    .join('');
}

type LoggedError = {
  readonly type: string;
  readonly message: string;
  readonly code?: unknown;
  /** What PostgreSQL called it. */
  readonly driver?: { readonly kind: unknown; readonly code: unknown };
  readonly stack: string;
  readonly cause?: LoggedError;
};

const deepestCause = 5;

/**
 * Prisma quotes what it was asked in all lines but the last, and PostgreSQL the whole row beside them: neither is kept.
 */
function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  const { name, message, stack = '', cause } = error;
  const { code } = error as { readonly code?: unknown };
  const driver = driverErrorOf(error);
  return {
    type: name,
    message: withoutNumbers(lastLineOf(message)),
    ...(code === undefined ? {} : { code }),
    ...(driver === undefined ? {} : { driver: { kind: driver.kind, code: driver.originalCode } }),
    stack: stack
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(cause instanceof Error && depth < deepestCause ? { cause: loggedError(cause, depth + 1) } : {}),
  };
}

function lastLineOf(text: string): string {
  return text.trimEnd().replace(/^.*\n/s, '');
}
