import type { FastifyError } from 'fastify';
import { DatabaseError } from 'pg';
import { faultsOf } from './validation.ts';
import { Problem, type FaultPlace, type PlainProblemCode } from './problem.ts';

/** What is behind anything that was thrown while a request was served. Unknown is `internal`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isOutage(error)) return new Problem('temporarily-unavailable', { cause: error });
  if (!(error instanceof Error)) return new Problem('internal', { cause: error });
  if (driverCodesOf(error).some((code) => textCodes.has(code)))
    return new Problem('request-malformed', { cause: error });

  const { code, statusCode, validation, validationContext } = error as FastifyError;
  if (validation !== undefined) return invalid(validation, validationContext);
  const known = fastifyCodes[code] ?? statusCodes[statusCode ?? 500];
  return new Problem(known ?? ((statusCode ?? 500) < 500 ? 'request-malformed' : 'internal'), {
    cause: error,
  });
}

const fastifyCodes: Readonly<Record<string, PlainProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_NOT_FOUND: 'not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupported-media-type',
  FST_FILES_LIMIT: 'too-many-files',
  FST_PARTS_LIMIT: 'too-many-files',
  FST_FIELDS_LIMIT: 'too-many-files',
};

const statusCodes: Readonly<Record<number, PlainProblemCode>> = {
  401: 'unauthenticated',
  404: 'not-found',
  413: 'body-too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'temporarily-unavailable',
};

function invalid(
  validation: NonNullable<FastifyError['validation']>,
  context: FastifyError['validationContext'],
): Problem {
  const faults = (place: FaultPlace) => faultsOf(validation).map((fault) => ({ ...fault, in: place }));
  switch (context) {
    case 'params':
      // A name that cannot be anybody's is simply not there.
      return new Problem('not-found');
    case 'querystring':
      return new Problem('invalid-query', { errors: faults('query') });
    case 'headers':
      return new Problem('invalid-header', { errors: faults('header') });
    default:
      return new Problem('invalid-body', { errors: faultsOf(validation) });
  }
}

/** PostgreSQL cannot keep or compare a text: a NUL, or half a character. No address or body may hold one. */
const textCodes = new Set<unknown>(['22021', '22P05']);

/** Codes by which Node, PostgreSQL, Prisma and gRPC say that the other side is away, or that a disk is full: it passes. */
const outageCodes = new Set<unknown>([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  'ENOTFOUND',
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'ENOSPC',
  'EDQUOT',
  '53100',
]);
const unavailable = 14;
/** How the driver of PostgreSQL says that a connection was lost or could not be had: in words, without a code. */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

function isOutage(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1) {
    const code = 'code' in each ? each.code : undefined;
    if (driverCodesOf(each).some((driverCode) => outageCodes.has(driverCode))) return true;
    if (outageCodes.has(code) || each.name === 'PrismaClientInitializationError') return true;
    if (lostConnection.test(each.message)) return true;
    if (code === unavailable && 'details' in each) return true;
  }
  return false;
}

/** What the driver said: itself, or of a raw query of Prisma's, whose own code is then P2010, whatever happened. */
function driverCodesOf(error: Error): unknown[] {
  if (error instanceof DatabaseError) return [error.code];
  const { meta } = error as { meta?: { driverAdapterError?: { cause?: Record<string, unknown> } } };
  const cause = meta?.driverAdapterError?.cause;
  return cause === undefined ? [] : [cause['kind'], cause['originalCode']];
}
