import type { Prisma, PrismaClient } from '../prisma/client.ts';
import { currentEpoch, isSure, positionsOfEpoch, sequencesOfEpoch } from '../prisma/record-epochs.ts';
import { locks } from '../prisma/locks.ts';
import { repeatUntil, type Rhythm } from '../rounds.ts';

const applicationsPerPage = 200;
/** Of one round and so of one moment: fewer than are posted again at once (api/webhooks/), which goes on by the moment. */
const eventsPerRound = 5_000;
const roundTimeoutMs = 30_000;

interface WaitingEvent {
  readonly id: string;
  readonly applicationId: string;
  readonly trailSeq: number;
}

interface Trail {
  readonly applicationId: string;
  /** The events of this application that have their places. */
  readonly published: number;
  /** The numbers of the lines that are there. */
  readonly lines: readonly number[];
}

interface Places {
  readonly id: string;
  readonly sequence: number;
}

/**
 * Gives waiting events their places, queues their deliveries, and gives the number of events. Places are given by one
 * publisher at a time and seen only when its transaction has ended, so nobody who read up to a place can miss an event that
 * was committed late. Zero also when another publisher is at it, or nobody has looked yet whether PostgreSQL was set back
 * (`isSure`).
 */
export async function publishEvents(db: PrismaClient): Promise<number> {
  const [any] = await db.$queryRaw<[{ waits: boolean }]>`
    SELECT EXISTS (SELECT FROM portal_events WHERE position IS NULL) AS waits`;
  if (!any.waits) return 0;
  return db.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ held: boolean }[]>`
        SELECT ${isSure} AND pg_try_advisory_xact_lock(${locks.publisher}) AS held`;
      if (!lock?.held) return 0;
      // Applications whose events all wait for an older turn do not keep the others from being told.
      for (
        let page = await readWaiting(tx, null);
        page.events.length > 0;
        page = await readWaiting(tx, page)
      ) {
        const places = placesOf(page.events, await readTrails(tx, page.events));
        if (places.length > 0) {
          await givePlaces(tx, places);
          return places.length;
        }
      }
      return 0;
    },
    { timeout: roundTimeoutMs },
  );
}

/** Waiting events, and where the next page begins: after its last application. */
interface Page {
  readonly events: readonly WaitingEvent[];
  readonly since: string | null;
  readonly applicationId: string | null;
}

/** The applications that wait longest, with their waiting events in order. */
async function readWaiting(tx: Prisma.TransactionClient, after: Page | null): Promise<Page> {
  const { since, applicationId } = after ?? { since: null, applicationId: null };
  const events = await tx.$queryRaw<(WaitingEvent & { readonly since: string })[]>`
    WITH first AS (
      SELECT application_id, min(written_at) AS since FROM portal_events WHERE position IS NULL
      GROUP BY application_id
      HAVING ${since}::timestamptz IS NULL
        OR (min(written_at), application_id) > (${since}::timestamptz, ${applicationId}::uuid)
      ORDER BY since, application_id LIMIT ${applicationsPerPage}
    )
    SELECT event.id::text, event.application_id::text AS "applicationId", event.trail_seq AS "trailSeq",
      first.since::text
    FROM portal_events event JOIN first USING (application_id)
    WHERE event.position IS NULL ORDER BY first.since, event.application_id, event.trail_seq LIMIT ${eventsPerRound}`;
  const last = events.at(-1);
  return { events, since: last?.since ?? null, applicationId: last?.applicationId ?? null };
}

function readTrails(tx: Prisma.TransactionClient, events: readonly WaitingEvent[]): Promise<Trail[]> {
  const ids = [...new Set(events.map(({ applicationId }) => applicationId))];
  return tx.$queryRaw<Trail[]>`
    SELECT trail.application_id::text AS "applicationId",
      (SELECT count(*)::int FROM portal_events event
        WHERE event.application_id = trail.application_id AND event.position IS NOT NULL) AS published,
      array_agg(trail.seq ORDER BY trail.seq) AS lines
    FROM audit_events trail WHERE trail.application_id = ANY(${ids}::uuid[]) GROUP BY trail.application_id`;
}

/**
 * All of one round are published in one moment, and no round in an earlier one than the round before, whatever the clock
 * does. Should the record be set back during the round, nothing is given.
 */
async function givePlaces(tx: Prisma.TransactionClient, places: readonly Places[]): Promise<void> {
  await tx.$executeRaw`
    WITH place AS (
      SELECT * FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(places)}::jsonb) AS (id uuid, sequence int))
        WITH ORDINALITY AS place(id, sequence, nth)
    ), newest AS (
      SELECT position, published_at FROM portal_events WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1
    ), round AS MATERIALIZED (
      SELECT greatest(coalesce(max(position), 0), (epoch.epoch - 1) * ${positionsOfEpoch}::bigint) AS position,
        (epoch.epoch - 1) * ${sequencesOfEpoch}::int AS sequence, greatest(clock_timestamp(), max(published_at)) AS at
      FROM (SELECT ${currentEpoch} AS epoch) epoch LEFT JOIN newest ON true WHERE ${isSure} GROUP BY epoch.epoch
    ), event AS (
      UPDATE portal_events event SET sequence = round.sequence + place.sequence, position = round.position + place.nth,
        published_at = round.at
      FROM place, round WHERE event.id = place.id
      RETURNING event.id, event.application_id, event.client_id, event.fact, event.position
    )
    INSERT INTO webhook_deliveries (webhook_id, event_id, application_id, position)
    SELECT webhook.id, event.id, event.application_id, event.position
    FROM event JOIN webhooks webhook ON webhook.client_id = event.client_id
    WHERE webhook.status = 'active' AND (webhook.events = '{}' OR event.fact = ANY(webhook.events))
    ORDER BY event.position`;
}

/**
 * The places of waiting events, in their order. An event waits on while a line of the trail before it is missing: an
 * older turn that is written late must not be overtaken.
 */
export function placesOf(waiting: readonly WaitingEvent[], trails: readonly Trail[]): readonly Places[] {
  const trailOf = new Map(trails.map((trail) => [trail.applicationId, trail]));
  const given = new Map<string, number>();
  return waiting.flatMap(({ id, applicationId, trailSeq }) => {
    const trail = trailOf.get(applicationId);
    const linesUpToIt = trail?.lines.filter((seq) => seq <= trailSeq).length ?? 0;
    if (trail === undefined || linesUpToIt < trailSeq) return [];
    const sequence = (given.get(applicationId) ?? trail.published) + 1;
    given.set(applicationId, sequence);
    return [{ id, sequence }];
  });
}

/** Publishes until `signal` is aborted; resolves after the round under way. Never rejects. */
export function publishUntil(
  signal: AbortSignal,
  { db, ...rhythm }: Rhythm & { readonly db: PrismaClient },
): Promise<void> {
  return repeatUntil(signal, rhythm, async () => (await publishEvents(db)) > 0);
}
