// Letters that wait in the outbox go to the cabinet: each once, and those of one application in their order.
import { setTimeout as sleep } from 'node:timers/promises';

import type { PrismaClient } from '../prisma/client.ts';

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

/** How the letter post runs. */
export interface LetterPost {
  readonly db: Statements;
  /** How long it rests when nothing waits. */
  readonly everyMs: number;
  /** Told of a failed round; the letters stay and the next round tries again. */
  readonly onFailure: (error: unknown) => void;
}

const batch = 100;
// A database that is down is not asked, and not complained of, twice a second.
const restsAfterFailure = 10;

/** Posts letters until `signal` is aborted; resolves after the round under way. Never rejects. */
export async function postLettersUntil(signal: AbortSignal, post: LetterPost): Promise<void> {
  while (!signal.aborted) {
    const restMs = await round(post);
    if (restMs > 0) await sleep(restMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Posts one batch and gives how long to rest after it. */
async function round({ db, everyMs, onFailure }: LetterPost): Promise<number> {
  try {
    return (await postLetters(db, batch)) > 0 ? 0 : everyMs;
  } catch (error) {
    onFailure(error);
    return everyMs * restsAfterFailure;
  }
}
