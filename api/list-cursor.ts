import { Problem } from './problems/problem.ts';

/** The place after which the next page begins, as a text that nobody has to understand. */
export function writeCursor(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Whether a part of a cursor is a moment, as `toISOString` writes those that PostgreSQL knows. */
export function isMoment(text: string): boolean {
  return /^(?!0000)\d{4}-\d\d-\d\dT[\d:.]{12}Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** The place that a cursor names. Throws `invalid-query` for a text that is no cursor of this list. */
export function readCursor(cursor: string, check: (place: readonly string[]) => boolean): readonly string[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.every((part) => typeof part === 'string') && check(place)) return place;
  } catch {
    // Not even JSON: refused like any other text.
  }
  throw new Problem('invalid-query', { errors: [{ pointer: '/cursor', in: 'query', code: 'value-wrong' }] });
}

/** The address of the page that begins at a cursor, beside the address of this one. */
export function pageAddress(url: string, cursor: string): string {
  const address = new URL(url, 'http://localhost');
  address.searchParams.set('cursor', cursor);
  return `${address.pathname}${address.search}`;
}
