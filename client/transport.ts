import { randomUUID } from 'node:crypto';
import ky, { isHTTPError, type KyInstance } from 'ky';
import { NoAnswer, type Sent } from './problems.ts';
import type { TokenSource } from './tokens.ts';

/** How long and how often a request is tried. */
export interface Patience {
  /** Tries after the first one; 6 unless given. */
  readonly retries?: number;
  /** One try is given up after this; 30 s unless given. */
  readonly tryMs?: number;
  /** Everything about one request together, its 202 followed to the outcome: 2 minutes unless given. */
  readonly deadlineMs?: number;
  /** The wait before the first retry, doubled each time; 300 ms unless given. `Retry-After` goes before it. */
  readonly backoffMs?: number;
}

/** Sends one request of the API until it is answered. The signal is over when patience is. */
export type Transport = (request: Request, signal: AbortSignal) => Promise<Response>;

/** Answers that mean: the same request, later. */
const later = [429, 502, 503, 504];
const longestBackoffMs = 10_000;
const idempotencyKey = 'idempotency-key';

/**
 * A transport that signs in with `token`, and sends a request again when the network or the server was away. What
 * changes something goes under one idempotency key all the time, so it happens once however often it is sent.
 */
export function openTransport(token: TokenSource | undefined, patience: Patience): Transport {
  const { retries = 6, tryMs = 30_000, backoffMs = 300 } = patience;
  const wire = ky.create({
    fetch: fetchWhole,
    timeout: tryMs,
    throwHttpErrors: (status) => later.includes(status),
    retry: {
      limit: retries,
      methods: ['get', 'post', 'put'],
      statusCodes: later,
      afterStatusCodes: [429, 503],
      retryOnTimeout: true,
      delay: (attempt) => backoffMs * 2 ** (attempt - 1),
      backoffLimit: longestBackoffMs,
      jitter: true,
    },
  });

  return async (request, signal) => {
    const answer = await answerTo(wire, await signedIn(request, token), signal);
    if (answer.status !== 401 || typeof token !== 'function') return answer;
    // The issuer may have changed its keys, or its clock differs from ours: one more token, once.
    const refused = bearerOf(request);
    const signedAgain = await signedIn(request, () => token(refused));
    return bearerOf(request) === refused ? answer : answerTo(wire, signedAgain, signal);
  };
}

/** An answer that has arrived to its end: one that breaks off is none, and is asked for again. */
async function fetchWhole(...asked: Parameters<typeof fetch>): Promise<Response> {
  const answer = await fetch(...asked);
  const { status, statusText, headers } = answer;
  const body = answer.body === null ? null : await answer.arrayBuffer();
  return new Response(body, { status, statusText, headers });
}

/** A copy to send: the original keeps its body for another try. */
async function signedIn(request: Request, token: TokenSource | undefined): Promise<Request> {
  const bearer = typeof token === 'function' ? await token() : token;
  if (bearer !== undefined) request.headers.set('authorization', `Bearer ${bearer}`);
  return request.clone();
}

function bearerOf(request: Request): string | undefined {
  return request.headers.get('authorization')?.slice('Bearer '.length);
}

async function answerTo(wire: KyInstance, request: Request, signal: AbortSignal): Promise<Response> {
  try {
    return await wire(request, { signal });
  } catch (error) {
    if (isHTTPError(error)) return asItCame(error.response, error.data);
    throw noAnswerTo(request, error);
  }
}

/** The last refusal to answer, whose body was read already. */
function asItCame({ status, headers }: Response, body: unknown): Response {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body ?? null), { status, headers });
}

/** Names a request that changes something, once; whoever keeps keys of his own has named it already. */
export function withKey(request: Request): Request {
  if (request.method !== 'GET' && !request.headers.has(idempotencyKey))
    request.headers.set(idempotencyKey, randomUUID());
  return request;
}

/** What is thrown for a request when anything but an answer of the API ended it. */
export function noAnswerTo(request: Request, error: unknown): NoAnswer {
  if (!(error instanceof Error)) return new NoAnswer(String(error), sentOf(request), error);
  // What ky throws holds the request, and with it the token.
  const cause = 'request' in error ? error.cause : error;
  return new NoAnswer(error.message, sentOf(request), cause);
}

/** What is told of a request in errors. No bodies, no tokens. */
export function sentOf(request: Request): Sent {
  const { pathname } = new URL(request.url);
  return {
    request: `${request.method} ${pathname}`,
    idempotencyKey: request.headers.get(idempotencyKey),
  };
}
