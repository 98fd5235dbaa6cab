import type { Application, Problem } from './generated/index.ts';

/** What an answer and the lack of one have in common: the key under which the same request may be sent again. */
export interface Sent {
  /** `POST /v1/applications/{id}/objection`, for logs. */
  readonly request: string;
  /** Null for what changes nothing. */
  readonly idempotencyKey: string | null;
}

/**
 * The API said no. Branch on `code`; show `problem.detail` to people, log `message`, which says what was asked, too; `law`
 * is there where a rule of law refused.
 */
export class OtinishProblem extends Error {
  readonly problem: Problem;
  readonly sent: Sent;

  constructor(problem: Problem, sent: Sent) {
    super(wordsOf(problem, sent));
    this.name = 'OtinishProblem';
    this.problem = problem;
    this.sent = sent;
  }

  get code(): string {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }

  get law(): string | null {
    return this.problem.law ?? null;
  }

  /** Every value at fault, with its place. */
  get errors(): NonNullable<Problem['errors']> {
    return this.problem.errors ?? [];
  }

  /** What the same role may do instead, now. */
  get allowed(): readonly string[] {
    return this.problem.allowed ?? [];
  }
}

/**
 * The application has changed since it was looked at (412). Here it is as it stands: whether the command still makes
 * sense is for the caller to say, so nothing is sent again.
 */
export class StaleApplication extends OtinishProblem {
  readonly current: Application;

  constructor(problem: Problem, sent: Sent, current: Application) {
    super(problem, sent);
    this.name = 'StaleApplication';
    this.current = current;
  }
}

/**
 * No answer that says what became of the request, in the time there was: it may have been accepted. The same request
 * under the same `sent.idempotencyKey` finds out, and never does it twice. What only reads has no key: it is read again.
 */
export class NoAnswer extends Error {
  readonly sent: Sent;

  constructor(reason: string, sent: Sent, cause?: unknown) {
    super(`${sent.request}: ${reason}`, { cause });
    this.name = 'NoAnswer';
    this.sent = sent;
  }
}

/**
 * There is no token, so the request was not accepted: the issuer knows neither this id nor this secret, is away, or the
 * function that was given threw. A wrong secret stays wrong: it is never sent again by itself.
 */
export class NoToken extends Error {
  readonly sent: Sent;

  constructor(reason: string, sent: Sent, cause?: unknown) {
    super(`${sent.request} was not sent, for want of a token: ${reason}`, { cause });
    this.name = 'NoToken';
    this.sent = sent;
  }
}

const toldErrors = 3;

/** One line for a log: what was asked, what was answered, and the first values at fault. */
function wordsOf({ status, code, detail, errors = [] }: Problem, { request }: Sent): string {
  const told = errors.slice(0, toldErrors).map((error) => `${error.pointer}: ${error.text}`);
  const rest = errors.length > toldErrors ? [`and ${errors.length - toldErrors} more`] : [];
  const faults = told.length === 0 ? '' : ` (${[...told, ...rest].join('; ')})`;
  return `${request} answered ${status} ${code}: ${detail}${faults}`;
}

/** Why, down to what happened on the wire: `fetch failed: connect ECONNREFUSED 127.0.0.1:3000`. */
export function reasonsOf(error: unknown): string {
  const said: string[] = [];
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    // Of several addresses tried in vain, the last one stands for all.
    const failed: unknown = current instanceof AggregateError ? current.errors.at(-1) : undefined;
    if (current.message !== '' && !said.some((each) => each.includes(messageOf(current))))
      said.push(current.message);
    current = current.cause ?? failed;
  }
  return said.length > 0 ? said.join(': ') : String(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether a body is a problem document of this API, and not a page of a proxy on the way. */
export function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false;
  const { code, status, detail } = body as Partial<Record<keyof Problem, unknown>>;
  return typeof code === 'string' && typeof status === 'number' && typeof detail === 'string';
}
