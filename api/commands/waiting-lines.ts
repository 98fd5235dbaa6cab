import type { PrismaClient } from '../../prisma/generated/client.ts';

/** The commands of one application that wait, in their order. */
export interface WaitingLine {
  readonly applicationId: string;
  readonly ids: readonly string[];
  /** When the oldest of them was received, as PostgreSQL writes it. */
  readonly since: string;
}

/** All lines that wait, page by page and round after round: one that cannot be delivered keeps no other from its turn. */
export interface WaitingLines {
  /** The next page, the line that waits longest first. After the last one the first comes again. */
  read(): Promise<readonly WaitingLine[]>;
  /** The next page begins after this line. */
  goOnAfter(line: WaitingLine): void;
}

// Younger ones are still in the hands of the request that brought them.
const requestsOwnMs = 2_000;
// A re-planning signals its applications itself: only a signal that was lost is made up for.
const replanningsOwnMs = 20_000;

/**
 * The lines of commands that no request holds any more and that are undecided, or decided without Temporal's word for it.
 * What comes after the last one of when a walk over all of them began waits for the next walk, so that each ends.
 */
export function openWaitingLines(db: PrismaClient, pageSize: number): WaitingLines {
  let last: WaitingLine | null = null;
  let until: string | null = null;

  async function readPage(): Promise<readonly WaitingLine[]> {
    const { since, applicationId } = last ?? { since: null, applicationId: null };
    const rows = await db.$queryRaw<(WaitingLine & { readonly newest: string })[]>`
      SELECT application_id::text AS "applicationId", min(received_at)::text AS since,
        array_agg(id::text ORDER BY seq) AS ids, (max(min(received_at)) OVER ())::text AS newest
      FROM commands
      WHERE (decided_at IS NULL OR confirmed_at IS NULL AND name <> 'amend-calendar')
        AND received_at < clock_timestamp() - make_interval(secs =>
          CASE name WHEN 'amend-calendar' THEN ${replanningsOwnMs / 1_000}::float ELSE ${requestsOwnMs / 1_000}::float END)
      GROUP BY application_id
      HAVING ${since}::timestamptz IS NULL
        OR (min(received_at), application_id) > (${since}::timestamptz, ${applicationId}::uuid)
          AND min(received_at) <= ${until}::timestamptz
      ORDER BY min(received_at), application_id LIMIT ${pageSize}`;
    if (last === null) until = rows[0]?.newest ?? null;
    return rows;
  }

  return {
    read: async () => {
      const page = await readPage();
      if (page.length > 0 || last === null) return page;
      last = null;
      return readPage();
    },
    goOnAfter: (line) => {
      last = line;
    },
  };
}
