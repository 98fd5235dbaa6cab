import { Type } from 'typebox';
import { oneOf } from './words.ts';
import { stages } from '../../regulation/statuses.ts';

/** The answer to everything that went wrong, as routes document it. Register it once: the `problems` plugin does. */
export const problemSchema = Type.Object(
  {
    type: Type.String({
      description: 'Stable URI of the kind of problem; /docs/errors tells each',
      examples: ['urn:problem-type:otinish:refusal-gate-closed'],
    }),
    title: Type.String({ description: 'What the status means, in the language of the answer' }),
    status: Type.Integer({ examples: [409] }),
    detail: Type.String({ description: 'What happened, in the language asked for by Accept-Language' }),
    code: Type.String({
      description: 'Stable code to branch on',
      examples: ['refusal-gate-closed'],
      ...oneOf('ProblemCode'),
    }),
    law: Type.Optional(
      Type.String({
        description: 'The rule of law that refused, in the language of the answer',
        examples: ['Order 219, clause 7'],
      }),
    ),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          pointer: Type.String({
            description: 'JSON pointer (RFC 6901) to the value',
            examples: ['/form/goods/0'],
          }),
          in: Type.Optional(
            Type.Enum(['path', 'query', 'header'], { description: 'Where it was, when not in the body' }),
          ),
          code: Type.String({ examples: ['field-missing'] }),
          line: Type.Optional(
            Type.Object(
              { no: Type.Integer(), caption: Type.String() },
              { description: 'The line of the form it stands in, as the annex calls it' },
            ),
          ),
          text: Type.String({ description: 'The same in words' }),
        }),
        { description: 'Every value at fault, all at once' },
      ),
    ),
    stage: Type.Optional(Type.Enum([...stages], { description: 'The stage the application is in' })),
    allowed: Type.Optional(Type.Array(Type.String(), { description: 'Commands the same role may give now' })),
    opensAt: Type.Optional(
      Type.String({ format: 'date-time', description: 'From when the same command would be accepted' }),
    ),
    params: Type.Optional(
      Type.Object({}, { additionalProperties: true, description: 'The values named in detail, unformatted' }),
    ),
    traceId: Type.String({ description: 'Names this request in our log' }),
  },
  { $id: 'Problem', additionalProperties: true, description: 'A problem by RFC 9457' },
);

const meanings = {
  400: 'Invalid request: every fault is listed',
  401: 'No valid bearer token',
  403: 'Not permitted to this role',
  404: 'Not there, or not yours',
  405: 'The address does not have this method',
  408: 'Not whole in time',
  409: 'Against the stage, the time or the rules of the procedure',
  412: 'The application has changed since you read it',
  413: 'Too large',
  414: 'The address is too long',
  415: 'Type of content refused',
  417: 'An expectation that cannot be met',
  422: 'The idempotency key was used with another content',
  428: 'If-Match is needed',
  429: 'Too many requests',
  431: 'The headers are too large',
  500: 'A fault on our side',
  503: 'Temporarily unavailable',
} as const;

export type ProblemStatus = keyof typeof meanings;

/** What a status of a problem means. Throws for a status that no problem has. */
export function meaningOf(status: number): string {
  if (!(status in meanings)) throw new Error(`no problem has the status ${status}`);
  return meanings[status as ProblemStatus];
}

/** What a route answers a problem with: a part of its `response` schema. 429, 500 and 503 are possible everywhere. */
export function problemResponses<const S extends ProblemStatus>(
  ...statuses: readonly S[]
): { readonly [K in S | 429 | 500 | 503]: ProblemResponse } {
  const all = [...statuses, 429, 500, 503] as const;
  return Object.fromEntries(all.map((status) => [status, responseOf(status)])) as {
    readonly [K in S | 429 | 500 | 503]: ProblemResponse;
  };
}

export type ProblemResponse = ReturnType<typeof responseOf>;

function responseOf(status: ProblemStatus) {
  return {
    description: meanings[status],
    content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
  };
}
