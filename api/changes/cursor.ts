import { cursorUnknown, writeCursor } from '../http/list-cursor.ts';

const kind = 'changes';

/** A place among all events, as a text that nobody has to understand. */
export function cursorAt(position: number): string {
  return writeCursor([kind, String(position)]);
}

/** The place that a cursor names. Throws `invalid-query` for a text that no answer of ours ever held. */
export function positionOf(cursor: string, newest: number): number {
  const [, digits = ''] = /^\["changes","(0|[1-9]\d{0,14})"\]$/.exec(textOf(cursor)) ?? [];
  const position = digits === '' ? Number.NaN : Number(digits);
  // A place beyond the newest event would silently miss what comes before it.
  if (position <= newest && cursorAt(position) === cursor) return position;
  throw cursorUnknown('/after', 'query');
}

function textOf(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString();
}
