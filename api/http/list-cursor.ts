import { instantIn } from './instants.ts';
import { Problem } from './problem.ts';

/** The place after which the next page begins, as a text that nobody has to understand. */
export function writeCursor(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Whether a part of a cursor is a moment, as `toISOString` writes those that PostgreSQL knows. */
export function isMoment(text: string): boolean {
  return instantIn(text) === text;
}

/**
 * The place that a cursor names. Throws `invalid-query`, or `invalid-body` where it stood there, for a text that is no cursor of
 * this list.
 */
export function readCursor(
  cursor: string,
  check: (place: readonly string[]) => boolean,
  stoodIn: 'query' | 'body' = 'query',
): readonly string[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    // Reading skips what is not of its alphabet: only what is written the same way is one of ours.
    if (isTexts(place) && writeCursor(place) === cursor && check(place)) return place;
  } catch {
    // Not even JSON: refused like any other text.
  }
  throw cursorUnknown('/cursor', stoodIn);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((part) => typeof part === 'string');
}

/** The refusal of a text that no answer of ours ever gave as the place where a page begins. */
export function cursorUnknown(pointer: string, stoodIn: 'query' | 'body'): Problem {
  const fault = { pointer, code: 'cursor-unknown' } as const;
  return stoodIn === 'body'
    ? new Problem('invalid-body', { errors: [fault] })
    : new Problem('invalid-query', { errors: [{ ...fault, in: stoodIn }] });
}

/** The address of the page that begins at a cursor, beside the address of this one. */
export function pageAddress(url: string, cursor: string): string {
  const address = new URL(url, 'http://localhost');
  address.searchParams.set('cursor', cursor);
  return `${address.pathname}${address.search}`;
}
