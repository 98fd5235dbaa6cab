import { isDeepStrictEqual } from 'node:util';
import type { Citation } from '../regulation/citation.ts';
import { citationIn } from '../regulation/citation-text.ts';

/** What became of one check. Skipped is never passed: its reason says what it would have needed. */
export type Verdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'skipped'; readonly reason: string };

/** One check of a deployment, and what became of it. */
export interface Checked {
  readonly chapter: string;
  readonly title: string;
  /** The rule of law that the check rests on. */
  readonly law: string | null;
  readonly verdict: Verdict;
  readonly ms: number;
}

/** A row of checks that build on one another. */
export interface Inspection {
  /** Runs one check: what it gives, or null when it did not pass. Never throws. */
  readonly check: <Result>(
    title: string,
    work: () => Promise<Result>,
    law?: Citation,
  ) => Promise<Result | null>;
}

class Failed extends Error {}
class Skipped extends Error {}

/** Opens an inspection whose checks are told one by one. */
export function openInspection(chapter: string, tell: (checked: Checked) => void): Inspection {
  return {
    check: async (title, work, law) => {
      const began = performance.now();
      let result: Awaited<ReturnType<typeof work>> | null = null;
      let verdict: Verdict = { kind: 'passed' };
      try {
        result = await work();
      } catch (error) {
        verdict = { kind: error instanceof Skipped ? 'skipped' : 'failed', reason: reasonOf(error) };
      }
      const ms = Math.round(performance.now() - began);
      tell({ chapter, title, law: law === undefined ? null : citationIn(law, 'en'), verdict, ms });
      return result;
    },
  };
}

/** Fails the check unless the condition holds. */
export function expectThat(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Failed(otherwise);
}

/** Fails the check unless both are deeply equal. */
export function expectSame(what: string, found: unknown, expected: unknown): void {
  expectThat(
    isDeepStrictEqual(found, expected),
    `${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`,
  );
}

/** What a check before this one gave. Skips this one when that did not pass. */
export function needed<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new Skipped(`needs ${what}`);
  return value;
}

/** Skips the check: it does not apply to this deployment, or lacks something. */
export function skip(reason: string): never {
  throw new Skipped(reason);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  // The client's errors tell both already.
  const code = 'code' in error && typeof error.code === 'string' && !message.includes(error.code);
  const why = cause instanceof Error && !message.includes(cause.message);
  return `${code ? `${String(error.code)}: ` : ''}${message}${why ? ` (${cause.message})` : ''}`;
}
