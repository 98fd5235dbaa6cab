/** Stands before every id that a row can have. */
export const beforeAllIds = '00000000-0000-0000-0000-000000000000';

/**
 * Rows in order of their ids, a page at a time: memory holds one, however many there are. `read` gives at most `size` rows
 * behind an id, in that order; a page has at least one.
 */
export async function* idPages<Row>(
  read: (after: string) => Promise<readonly Row[]>,
  { size, idOf, after = beforeAllIds }: IdPaging<Row>,
): AsyncGenerator<readonly Row[]> {
  for (let from = after; ;) {
    const rows = await read(from);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    if (rows.length < size) return;
    from = idOf(last);
  }
}

interface IdPaging<Row> {
  readonly size: number;
  readonly idOf: (row: Row) => string;
  /** Where to begin; before all unless given. */
  readonly after?: string;
}
