import type { FastifyError, FastifyRequest } from 'fastify';
import { BrokenRecord } from '../../prisma/stored-json.ts';
import { isPassing, isUnstorableText } from '../../prisma/errors.ts';
import { faultsOf } from './validation.ts';
import { Problem, type FaultPlace, type PlainProblemCode } from './problem.ts';

/** What is behind anything that was thrown while a request was served. Unknown is `internal`. */
export function problemOf(error: unknown, accepted: readonly string[] = ['application/json']): Problem {
  if (error instanceof Problem) return error;
  if (isPassing(error) || isTemporalAway(error))
    return new Problem('temporarily-unavailable', { cause: error });
  if (error instanceof BrokenRecord) return new Problem('record-broken', { cause: error });
  if (!(error instanceof Error)) return new Problem('internal', { cause: error });
  if (isUnstorableText(error)) return new Problem('request-malformed', { cause: error });

  const { code, statusCode, validation, validationContext } = error as FastifyError;
  if (validation !== undefined) return invalid(validation, validationContext);
  if (statusCode === 415 || mediaCodes.includes(code)) return mediaRefused(accepted, error);
  const known = fastifyCodes[code] ?? statusCodes[statusCode ?? 500];
  return new Problem(known ?? ((statusCode ?? 500) < 500 ? 'request-malformed' : 'internal'), {
    cause: error,
  });
}

/** What a route takes as a body: JSON, unless its description says otherwise. */
export function acceptedBy({ routeOptions }: FastifyRequest): readonly string[] {
  return routeOptions.schema?.consumes ?? ['application/json'];
}

/** A body of another type, with the types that are taken. */
export function mediaRefused(accepted: readonly string[], cause?: unknown): Problem {
  return new Problem('unsupported-media-type', {
    params: { accepted: accepted.join(', ') },
    extensions: { accepted },
    cause,
  });
}

const mediaCodes: readonly string[] = [
  'FST_ERR_CTP_INVALID_MEDIA_TYPE',
  'FST_INVALID_MULTIPART_CONTENT_TYPE',
];

const fastifyCodes: Readonly<Record<string, PlainProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_NOT_FOUND: 'not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
  FST_FILES_LIMIT: 'too-many-files',
  FST_PARTS_LIMIT: 'too-many-files',
  FST_FIELDS_LIMIT: 'too-many-files',
};

const statusCodes: Readonly<Record<number, PlainProblemCode>> = {
  401: 'unauthenticated',
  404: 'not-found',
  413: 'body-too-large',
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
      // What has no such name is not there, and what names look like is no secret.
      return new Problem('not-found', { errors: faults('path') });
    case 'querystring':
      return new Problem('invalid-query', { errors: faults('query') });
    case 'headers':
      return new Problem('invalid-header', { errors: faults('header') });
    default:
      return new Problem('invalid-body', { errors: faultsOf(validation) });
  }
}

/** gRPC says that Temporal is away. */
const unavailable = 14;
const deepestCause = 5;

function isTemporalAway(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth === deepestCause) return false;
  return (
    ('code' in error && error.code === unavailable && 'details' in error) ||
    isTemporalAway(error.cause, depth + 1)
  );
}
