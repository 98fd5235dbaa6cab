// Letters that wait in the outbox go to the cabinet: each once, and those of one application in their order.
import type { PrismaClient } from '../prisma/client.ts';
import { repeatUntil, type Rhythm } from '../rounds.ts';

type Statements = Pick<PrismaClient, '$executeRaw'>;

/**
 * Posts at most `limit` waiting letters and gives their number. It takes the first waiting letter of each application,
 * so that of several posters none can overtake another; they pass by what one of them holds.
 */
export function postLetters(db: Statements, limit: number): Promise<number> {
  return db.$executeRaw`
    WITH waiting AS (
      SELECT letter.id FROM outbox_letters letter
      WHERE letter.posted_at IS NULL AND NOT EXISTS (
        SELECT FROM outbox_letters earlier
        WHERE earlier.application_id = letter.application_id AND earlier.posted_at IS NULL
          AND earlier.seq < letter.seq)
      ORDER BY letter.application_id LIMIT ${limit}::int
      FOR UPDATE SKIP LOCKED
    ), posted AS (
      UPDATE outbox_letters letter SET posted_at = date_trunc('milliseconds', clock_timestamp())
      FROM waiting WHERE letter.id = waiting.id
      RETURNING letter.*
    )
    INSERT INTO cabinet_letters (id, application_id, client_id, kind, at, data, posted_at)
    SELECT posted.id, posted.application_id, application.client_id, posted.kind, posted.at, posted.data, posted.posted_at
    FROM posted JOIN applications application ON application.id = posted.application_id
    ON CONFLICT (id) DO NOTHING`;
}

const batch = 100;

/** Posts letters until `signal` is aborted; resolves after the round under way. Never rejects. */
export function postLettersUntil(
  signal: AbortSignal,
  { db, ...rhythm }: Rhythm & { readonly db: Statements },
): Promise<void> {
  return repeatUntil(signal, rhythm, async () => (await postLetters(db, batch)) > 0);
}
