import { setTimeout as sleep } from 'node:timers/promises';

import type { PrismaClient } from '../prisma/client.ts';

/** One publisher at a time over all workers: a number that means nothing else in this database. */
const publisherLock = 219_002;
const applicationsPerRound = 200;
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
 * was committed late. Zero also when another publisher is at it.
 */
export async function publishEvents(db: PrismaClient): Promise<number> {
  const [any] = await db.$queryRaw<[{ waits: boolean }]>`
    SELECT EXISTS (SELECT FROM portal_events WHERE position IS NULL) AS waits`;
  if (!any.waits) return 0;
  return db.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ held: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(${publisherLock}) AS held`;
      if (!lock?.held) return 0;
      const waiting = await tx.$queryRaw<WaitingEvent[]>`
        WITH first AS (
          SELECT application_id, min(written_at) AS since FROM portal_events WHERE position IS NULL
          GROUP BY application_id ORDER BY since LIMIT ${applicationsPerRound}
        )
        SELECT event.id::text, event.application_id::text AS "applicationId", event.trail_seq AS "trailSeq"
        FROM portal_events event JOIN first USING (application_id)
        WHERE event.position IS NULL ORDER BY first.since, event.application_id, event.trail_seq`;
      if (waiting.length === 0) return 0;

      const ids = [...new Set(waiting.map(({ applicationId }) => applicationId))];
      const trails = await tx.$queryRaw<Trail[]>`
        SELECT trail.application_id::text AS "applicationId",
          (SELECT count(*)::int FROM portal_events event
            WHERE event.application_id = trail.application_id AND event.position IS NOT NULL) AS published,
          array_agg(trail.seq ORDER BY trail.seq) AS lines
        FROM audit_events trail WHERE trail.application_id = ANY(${ids}::uuid[]) GROUP BY trail.application_id`;
      const places = placesOf(waiting, trails);
      if (places.length === 0) return 0;

      await tx.$executeRaw`
        WITH place AS (
          SELECT * FROM ROWS FROM (jsonb_to_recordset(${JSON.stringify(places)}::jsonb) AS (id uuid, sequence int))
            WITH ORDINALITY AS place(id, sequence, nth)
        ), event AS (
          UPDATE portal_events event SET sequence = place.sequence,
            position = (SELECT coalesce(max(position), 0) FROM portal_events) + place.nth,
            published_at = clock_timestamp()
          FROM place WHERE event.id = place.id
          RETURNING event.id, event.application_id, event.client_id, event.fact, event.position
        )
        INSERT INTO webhook_deliveries (webhook_id, event_id, application_id, position)
        SELECT webhook.id, event.id, event.application_id, event.position
        FROM event JOIN webhooks webhook ON webhook.client_id = event.client_id
        WHERE webhook.status = 'active' AND (webhook.events = '{}' OR event.fact = ANY(webhook.events))
        ORDER BY event.position`;
      return places.length;
    },
    { timeout: roundTimeoutMs },
  );
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

/** How the publisher runs. */
export interface Publishing {
  readonly db: PrismaClient;
  /** How long it rests when nothing waits. */
  readonly everyMs: number;
  /** Told of a failed round; the events stay and the next round tries again. */
  readonly onFailure: (error: unknown) => void;
}

// A database that is down is not asked, and not complained of, four times a second.
const restsAfterFailure = 20;

/** Publishes until `signal` is aborted; resolves after the round under way. Never rejects. */
export async function publishUntil(
  signal: AbortSignal,
  { db, everyMs, onFailure }: Publishing,
): Promise<void> {
  while (!signal.aborted) {
    let restMs = everyMs;
    try {
      if ((await publishEvents(db)) > 0) restMs = 0;
    } catch (error) {
      onFailure(error);
      restMs *= restsAfterFailure;
    }
    if (restMs > 0) await sleep(restMs, undefined, { signal }).catch(() => undefined);
  }
}
