// Deliveries that arrived, and the keys of requests about webhooks, are kept for a time and then deleted. Events stay.
import type { PrismaClient } from '../prisma/client.ts';
import { pause, repeatUntil, type Rhythm } from '../rounds.ts';

/**
 * So many days a delivery is kept after its last attempt, and the key of a request about a webhook after it was taken:
 * longer than anybody tries again or disputes. The only home of this number; the API's description shows it.
 */
export const keptDays = 90;

type Statements = Pick<PrismaClient, '$executeRaw'>;

/**
 * Deletes at most `limit` deliveries that are kept no longer, and gives their number: those that arrived, pings whatever came
 * of them, and what a removed webhook left behind. What waits or was given up stays for as long as its webhook. Several may
 * do so at once: each passes by what another, or a redelivery, holds.
 */
export function pruneDeliveries(db: Statements, limit: number): Promise<number> {
  // By webhook and age, since that is an index; one made again lately is old by it and stays all the same.
  return db.$executeRaw`
    WITH old AS (
      SELECT picked.id FROM webhooks webhook CROSS JOIN LATERAL (
        SELECT delivery.id FROM webhook_deliveries delivery
        WHERE delivery.webhook_id = webhook.id
          AND delivery.created_at < CASE webhook.status WHEN 'removed' THEN now()
            ELSE now() - make_interval(days => ${keptDays}::int) END
          AND (webhook.status = 'removed'
            OR (delivery.status = 'delivered' OR delivery.event_id IS NULL AND delivery.status = 'dead')
              AND coalesce(delivery.attempted_at, delivery.created_at) < now() - make_interval(days => ${keptDays}::int))
        ORDER BY delivery.created_at, delivery.id LIMIT ${limit}::int
        FOR UPDATE SKIP LOCKED
      ) picked LIMIT ${limit}::int
    )
    DELETE FROM webhook_deliveries delivery USING old WHERE delivery.id = old.id`;
}

/** Deletes at most `limit` requests about webhooks whose keys are remembered no longer, and gives their number. */
export function pruneRequests(db: Statements, limit: number): Promise<number> {
  return db.$executeRaw`
    WITH old AS (
      SELECT id FROM webhook_requests WHERE taken_at < now() - make_interval(days => ${keptDays}::int)
      LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    )
    DELETE FROM webhook_requests request USING old WHERE request.id = old.id`;
}

/** How the pruning runs: every so often, and after a failure no sooner. */
export type Pruning = Omit<Rhythm, 'afterFailureMs'> & {
  readonly db: Statements;
  /** Rows that one statement deletes at most, 1,000 unless given. */
  readonly batch?: number;
};

const defaultBatch = 1_000;
// What piled up over years goes in steps that leave the disk to the deliveries.
const restBetweenBatchesMs = 100;

/** Prunes until `signal` is aborted; resolves after the batch under way. Never rejects. */
export function pruneUntil(
  signal: AbortSignal,
  { db, everyMs, onFailure, batch = defaultBatch }: Pruning,
): Promise<void> {
  return repeatUntil(signal, { everyMs, afterFailureMs: everyMs, onFailure }, async () => {
    const pruned = [await pruneDeliveries(db, batch), await pruneRequests(db, batch)];
    const more = pruned.includes(batch);
    if (more) await pause(restBetweenBatchesMs, signal);
    return more;
  });
}
