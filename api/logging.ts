import type { FastifyRequest } from 'fastify';
import { pathOf } from './plugins/address-shape.ts';

/** How the API writes its log: what it needs to find a fault, and nothing about persons, whatever was sent to it. */
export function logging(level: string) {
  return {
    level,
    serializers: { req: loggedRequest, err: (error: unknown) => loggedError(error) },
    // The parser of forms tells what it was given when it is asked to trace.
    redact: ['req.headers', 'busboyOptions.headers'],
  };
}

/** Values of parameters are what callers look for, and now and then a token: only their names are kept. */
function loggedRequest({ method, url, host, ip }: FastifyRequest) {
  const [, query = ''] = url.split(/\?(.*)/s);
  const names = [...new URLSearchParams(query).keys()].map(loggedName);
  return {
    method,
    url: loggedPointer(pathOf(url)),
    ...(names.length === 0 ? {} : { query: names }),
    host,
    remoteAddress: ip,
  };
}

/** A path or a pointer, with what may be the number of a person in it left out. */
export function loggedPointer(pointer: string): string {
  return pointer
    .split('/')
    .map((token) => (isNumberOfSomebody(token) ? '?' : token))
    .join('/');
}

/** What is written as a name may be one; a number or a token given without its name is none. */
function loggedName(name: string): string {
  return /^[A-Za-z_][\w-]{0,39}$/.test(name) ? name : '?';
}

/** IIN and BIN have twelve digits. */
function isNumberOfSomebody(token: string): boolean {
  return /^\D*\d{12}\D*$/.test(token);
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
  const { code, meta } = error as { readonly code?: unknown; readonly meta?: DriverMeta };
  const driver = meta?.driverAdapterError?.cause;
  return {
    type: name,
    message: lastLineOf(message).replaceAll(/(?<![\w-])\d{12}(?![\w-])/g, '############'),
    ...(code === undefined ? {} : { code }),
    ...(driver === undefined ? {} : { driver: { kind: driver.kind, code: driver.originalCode } }),
    stack: stack
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(cause instanceof Error && depth < deepestCause ? { cause: loggedError(cause, depth + 1) } : {}),
  };
}

interface DriverMeta {
  readonly driverAdapterError?: {
    readonly cause?: { readonly kind?: unknown; readonly originalCode?: unknown };
  };
}

function lastLineOf(text: string): string {
  return text.trimEnd().replace(/^.*\n/s, '');
}
