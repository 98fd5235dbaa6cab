import { unlessOver } from './pause.ts';
import { NoAnswer, NoToken, reasonsOf, type Sent } from './problems.ts';
import { patientFetch, type Tries } from './wire.ts';

/**
 * A bearer token, or how to get one. A function is asked before each request and keeps what it has; it is told the
 * token that was refused when it is to get another. What it throws becomes `NoToken`.
 */
export type TokenSource = string | ((refused?: string) => Promise<string>);

/** How long and how often a request is tried. */
export interface Patience extends Tries {
  /** Everything about one request together, its token got and its 202 followed to the outcome: 2 minutes unless given. */
  readonly deadlineMs?: number;
}

/** Sends one request of the API until it is answered. The signal is over when patience is. */
export type Transport = (request: Request, signal: AbortSignal) => Promise<Response>;

const idempotencyKey = 'idempotency-key';

/**
 * A transport that signs in with `token`, and sends a request again when the network or the server was away. What
 * changes something goes under one idempotency key all the time, so it happens once however often it is sent.
 */
export function openTransport(token: TokenSource | undefined, tries: Tries): Transport {
  const wire = patientFetch(tries);

  return async (request, signal) => {
    const sendWith = (bearer: string | undefined): Promise<Response> => {
      if (bearer !== undefined) request.headers.set('authorization', `Bearer ${bearer}`);
      // A copy: the original keeps its body for another try.
      return wire(request.clone(), { signal });
    };
    try {
      const first = await bearerFrom(token, undefined, request, signal);
      const answer = await sendWith(first);
      if (answer.status !== 401 || typeof token !== 'function') return answer;
      // The issuer may have changed its keys, or its clock differs from ours: one more token, once.
      const second = await bearerFrom(token, first, request, signal);
      return second === first ? answer : await sendWith(second);
    } catch (error) {
      throw error instanceof NoToken ? error : noAnswerTo(request, error);
    }
  };
}

async function bearerFrom(
  token: TokenSource | undefined,
  refused: string | undefined,
  request: Request,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (typeof token !== 'function') return token;
  try {
    return await unlessOver(token(refused), signal);
  } catch (error) {
    throw new NoToken(reasonsOf(error), sentOf(request), error);
  }
}

/** Names a request that changes something, once; whoever keeps keys of his own has named it already. */
export function withKey(request: Request): Request {
  if (request.method !== 'GET' && !request.headers.has(idempotencyKey))
    request.headers.set(idempotencyKey, crypto.randomUUID());
  return request;
}

/** What is thrown for a request when anything but an answer of the API ended it. */
export function noAnswerTo(request: Request, error: unknown): NoAnswer {
  return new NoAnswer(reasonsOf(error), sentOf(request), error);
}

/** What is told of a request in errors. No bodies, no tokens. */
export function sentOf(request: Request): Sent {
  const { pathname } = new URL(request.url);
  return {
    request: `${request.method} ${pathname}`,
    idempotencyKey: request.headers.get(idempotencyKey),
  };
}
