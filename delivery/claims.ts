import type { PrismaClient } from '../prisma/client.ts';
import type { PublishedEvent } from './cloud-event.ts';

/** A webhook with something due. */
export interface DueWebhook {
  readonly id: string;
  readonly url: string;
  /** Sealed for the webhook's id, the newest first. */
  readonly secrets: readonly string[];
}

/** An attempt that was begun: nobody else begins one before its lease is over. */
export interface Claim {
  readonly id: string;
  readonly webhookId: string;
  readonly applicationId: string | null;
  /** Counts this one; a result that comes after its lease was taken over is known by it. */
  readonly attempts: number;
  readonly queuedAt: Date;
  /** Null for a test ping. */
  readonly event: PublishedEvent | null;
}

/** The webhooks that have something due now. A failing one is called for test pings only. */
export function readDueWebhooks(db: PrismaClient): Promise<readonly DueWebhook[]> {
  return db.$queryRaw<DueWebhook[]>`
    SELECT webhook.id::text, webhook.url,
      CASE WHEN webhook.former_secret_until > now() THEN ARRAY[webhook.secret, webhook.former_secret]
        ELSE ARRAY[webhook.secret] END AS secrets
    FROM webhooks webhook
    WHERE webhook.status IN ('active', 'failing') AND EXISTS (
      SELECT FROM webhook_deliveries delivery
      WHERE delivery.webhook_id = webhook.id AND delivery.status = 'waiting' AND delivery.next_at <= now()
        AND (webhook.status = 'active' OR delivery.event_id IS NULL))`;
}

/**
 * Begins attempts: of each webhook at most its share, those that are due longest first. Of the events of one application
 * only the first that waits can be begun, so a later one never overtakes it, whoever else is at it.
 */
export async function claimDeliveries(
  db: PrismaClient,
  shares: ReadonlyMap<string, number>,
  leaseMs: number,
): Promise<readonly Claim[]> {
  const rooms = [...shares].map(([webhookId, room]) => ({ webhookId, room }));
  const rows = await db.$queryRaw<ClaimRow[]>`
    WITH share AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rooms)}::jsonb) AS share("webhookId" uuid, room int)
    ), due AS (
      SELECT picked.id FROM share JOIN webhooks webhook ON webhook.id = share."webhookId"
      CROSS JOIN LATERAL (
        SELECT delivery.id FROM webhook_deliveries delivery
        WHERE delivery.webhook_id = webhook.id AND delivery.status = 'waiting' AND delivery.next_at <= now()
          AND (webhook.status = 'active' OR webhook.status = 'failing' AND delivery.event_id IS NULL)
          AND NOT EXISTS (
            SELECT FROM webhook_deliveries earlier
            WHERE earlier.webhook_id = delivery.webhook_id AND earlier.application_id = delivery.application_id
              AND earlier.status = 'waiting' AND earlier.position < delivery.position)
        ORDER BY delivery.next_at, delivery.position LIMIT share.room
        FOR UPDATE OF delivery SKIP LOCKED
      ) picked
    ), begun AS (
      UPDATE webhook_deliveries delivery SET attempts = delivery.attempts + 1, attempted_at = now(),
        next_at = now() + make_interval(secs => ${leaseMs / 1_000}::float)
      FROM due WHERE delivery.id = due.id
      RETURNING delivery.id, delivery.webhook_id, delivery.application_id, delivery.attempts, delivery.created_at,
        delivery.event_id, delivery.position
    )
    SELECT begun.id::text, begun.webhook_id::text AS "webhookId", begun.application_id::text AS "applicationId",
      begun.attempts, begun.created_at AS "queuedAt", event.id::text AS "eventId", event.number, event.sandbox,
      event.fact, event.version, event.at, event.data, event.sequence, event.stage
    FROM begun LEFT JOIN portal_events event ON event.id = begun.event_id ORDER BY begun.position`;
  return rows.map(claimOf);
}

type ClaimRow = Omit<Claim, 'event'> &
  Omit<PublishedEvent, 'id' | 'applicationId'> & { readonly eventId: string | null };

function claimOf({ id, webhookId, applicationId, attempts, queuedAt, eventId, ...event }: ClaimRow): Claim {
  const told = eventId === null || applicationId === null ? null : { ...event, id: eventId, applicationId };
  return { id, webhookId, applicationId, attempts, queuedAt, event: told };
}
