import { randomUUID } from 'node:crypto';
import { expectThat } from './inspection.ts';

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; undefined when it is none. */
  readonly json: unknown;
}

export interface Asking {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request exactly as it is told, once: for what the typed client would not send, or would not show. */
export type Wire = (path: string, asking?: Asking) => Promise<Answer>;

const requestTimeoutMs = 60_000;

/** A wire to a deployment. What it sends carries the token unless it is told another, or null for none. */
export function openWire(url: string, token: () => Promise<string>): Wire {
  return async (path, { method = 'GET', body, token: given, headers = {} } = {}) => {
    const bearer = given === undefined ? await token() : given;
    const response = await fetch(new URL(path, url), {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(requestTimeoutMs),
      headers: {
        'accept-language': 'en',
        ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  };
}

/** A POST under a key: a fresh one unless given. */
export function command(body: unknown, key: string = randomUUID()): Asking {
  return { method: 'POST', body, headers: { 'idempotency-key': key } };
}

/** A member of a JSON answer, by its path; undefined when it is not there. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  );
}

/** The members of a JSON array; none when it is not one. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** What a description says of an operation, by its whole address; undefined when it does not know it. */
export function describedAt(description: unknown, path: string, method: string): unknown {
  const server = at(description, 'servers', 0, 'url');
  const prefix = typeof server === 'string' ? server.replace(/\/$/, '') : '';
  return at(description, 'paths', path.startsWith(prefix) ? path.slice(prefix.length) : path, method);
}

/** Fails unless an answer is a problem document of this status, and of this code when one is named. */
export function expectProblem(answer: Answer, status: number, ...codes: readonly string[]): void {
  const told = `${answer.status} ${answer.text.slice(0, 300)}`;
  expectThat(answer.status === status, `expected ${status}, found ${told}`);
  const type = answer.headers.get('content-type') ?? 'nothing';
  expectThat(
    type.startsWith('application/problem+json'),
    `the answer is ${type}, not application/problem+json`,
  );
  expectThat(
    at(answer.json, 'status') === status,
    `the problem says another status than the answer: ${told}`,
  );
  for (const member of ['type', 'title', 'detail', 'code'])
    expectThat(typeof at(answer.json, member) === 'string', `the problem has no ${member}: ${told}`);
  const code = at(answer.json, 'code');
  if (codes.length > 0)
    expectThat(
      codes.some((each) => each === code),
      `expected ${codes.join(' or ')}, found ${String(code)}`,
    );
}

/** The pointers of a problem's faults, each with its code. */
export function faultsOf(answer: Answer): readonly (readonly [string, string])[] {
  return listAt(answer.json, 'errors').map((fault) => [
    String(at(fault, 'pointer')),
    String(at(fault, 'code')),
  ]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
