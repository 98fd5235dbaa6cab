import type { PrismaClient } from '../prisma/client.ts';
import { isOpen } from '../prisma/open-applications.ts';
import type { Alarm } from './alarms.ts';

/** Usually it is milliseconds; the relay makes up for what was lost within seconds. */
const patienceSeconds = 60;
const mostNamed = 20;

/**
 * `case-stands-still` with the applications in which something waits for more than a minute: a command for its outcome, or a
 * milestone of the world's time to be settled, or a notice to be posted. It asks the records alone, so it sees a standstill whatever its cause.
 */
export async function readStandstill(db: Pick<PrismaClient, '$queryRaw'>): Promise<readonly Alarm[]> {
  const rows = await db.$queryRaw<{ number: string; count: number }[]>`
    SELECT number, (count(*) OVER ())::int AS count FROM applications
    WHERE id IN (
      SELECT application_id FROM commands
      WHERE decided_at IS NULL AND received_at < clock_timestamp() - make_interval(secs => ${patienceSeconds})
      UNION
      SELECT id FROM applications
      WHERE ${isOpen} AND clock->>'kind' = 'real'
        AND next_milestone_at < clock_timestamp() - make_interval(secs => ${patienceSeconds})
      UNION
      -- A notice that is approved and not posted: instants in RFC 3339, all in UTC, compare as texts.
      SELECT id FROM applications
      WHERE stage = 'preliminary-refusal' AND clock->>'kind' = 'real'
        AND state->'notices'->-1->>'status' = 'approved'
        AND state->'notices'->-1->>'approvedAt' < to_char(
          (clock_timestamp() - make_interval(secs => ${patienceSeconds})) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    ORDER BY number LIMIT ${mostNamed}`;
  const [first] = rows;
  if (first === undefined) return [];
  return [{ code: 'case-stands-still', count: first.count, about: rows.map(({ number }) => number) }];
}
