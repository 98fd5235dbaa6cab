import { languages } from '../../regulation/text.ts';
import { shapes } from '../http/value-shapes.ts';
import { apiVersion } from '../version.ts';

const text = { type: 'string' };

/** Headers of answers, by their name in the document's components. */
export const headers: Readonly<Record<string, object>> = {
  'API-Version': { description: 'The whole version of the API', schema: text, example: apiVersion },
  'RateLimit-Policy': {
    description: 'How many requests (`q`) in how many seconds (`w`), by client or by address',
    schema: text,
    example: '"client";q=30000;w=60',
  },
  RateLimit: {
    description: 'How many are left (`r`) and in how many seconds all are again (`t`)',
    schema: text,
    example: '"client";r=29999;t=60',
  },
  'Content-Language': {
    description: 'The language of the texts',
    schema: { type: 'string', enum: [...languages] },
    example: 'kk',
  },
  'X-Message-Id': { description: 'Your own name for the message, as you gave it', schema: text },
  ETag: { description: 'The version of the application', schema: text, example: '"3"' },
  Location: {
    description: 'Where to find it',
    schema: text,
    example: '/v1/applications/3f0c6a52-8f5e-4b53-9a8e-6f8b8f1f6b11',
  },
  'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' }, example: 5 },
  'WWW-Authenticate': { description: 'How to authenticate', schema: text, example: 'Bearer realm="otinish"' },
  'Idempotency-Replayed': {
    description: '`true` when this key was answered before, and this is that answer',
    schema: text,
  },
};

/** Parameters that every operation takes, by their name in the document's components. */
export const parameters: Readonly<Record<string, object>> = {
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    description: `Language of the texts: ${languages.join(', ')}; Russian when none of them is asked for`,
    schema: text,
    example: 'kk, ru;q=0.8',
  },
  MessageId: {
    name: 'X-Message-Id',
    in: 'header',
    description: 'Your own name for the message, given back and kept: 1 to 128 visible ASCII characters',
    schema: { type: 'string', pattern: shapes.messageId.pattern },
    example: 'portal-2026-11-0001',
  },
  Traceparent: {
    name: 'traceparent',
    in: 'header',
    description:
      'W3C Trace Context: the trace that the request belongs to; `traceId` of problems is that of the trace',
    schema: text,
    example: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  },
};

/** What a success means when its schema does not say it. */
export const successes: Readonly<Record<string, string>> = {
  200: 'Done, or found',
  201: 'Made and kept',
  202: 'Committed, not decided yet: ask for its outcome under `href`',
};
