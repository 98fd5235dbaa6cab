import type { Application, Problem } from './generated/index.ts';

/** What an answer and the lack of one have in common: the key under which the same request may be sent again. */
export interface Sent {
  /** `POST /v1/applications/{id}/objection`, for logs. */
  readonly request: string;
  /** Null for what changes nothing. */
  readonly idempotencyKey: string | null;
}

/** The API said no. Branch on `code`; show `message`; `law` is there where a rule of law refused. */
export class OtinishProblem extends Error {
  readonly problem: Problem;
  readonly sent: Sent;

  constructor(problem: Problem, sent: Sent) {
    super(problem.detail);
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

/** Whether a body is a problem document of this API, and not a page of a proxy on the way. */
export function isProblem(body: unknown): body is Problem {
  if (typeof body !== 'object' || body === null) return false;
  const { code, status, detail } = body as Partial<Record<keyof Problem, unknown>>;
  return typeof code === 'string' && typeof status === 'number' && typeof detail === 'string';
}
