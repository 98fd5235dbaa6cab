import { amendmentClient } from '../activities/replanning.ts';
import type { PrismaClient } from '../prisma/client.ts';
import type { Alarm } from './alarms.ts';

/** A page of a hundred applications takes a second at most, and the last ones follow within a few. */
const patienceSeconds = 60;

/**
 * `replanning-stands-still` with the calendar editions that are applied, that not every open application follows, and towards
 * which no application has come for more than a minute. It asks the records alone, so it sees a standstill whatever its cause.
 */
export async function readStillReplannings(db: Pick<PrismaClient, '$queryRaw'>): Promise<readonly Alarm[]> {
  const rows = await db.$queryRaw<{ edition: string }[]>`
    SELECT edition FROM calendar_amendments amendment
    WHERE status = 'applied' AND finished_at IS NULL
      AND greatest(applied_at, (
        SELECT max(greatest(received_at, decided_at)) FROM commands
        WHERE client_id = ${amendmentClient} AND command ->> 'edition' = amendment.edition
      )) < clock_timestamp() - make_interval(secs => ${patienceSeconds})
    ORDER BY applied_at`;
  if (rows.length === 0) return [];
  return [{ code: 'replanning-stands-still', count: rows.length, about: rows.map(({ edition }) => edition) }];
}
