import type { PrismaClient } from '../prisma/client.ts';
import type { Claim } from './claims.ts';
import { delayAfter } from './retry-schedule.ts';
import type { Outcome } from './sending.ts';

/** What becomes of a delivery after an attempt. */
export interface Result {
  readonly id: string;
  readonly attempts: number;
  readonly status: 'waiting' | 'delivered' | 'dead';
  readonly nextInMs: number;
  readonly lastStatus: number | null;
  readonly lastReason: string | null;
  /** The subscriber answered 410. */
  readonly gone: boolean;
}

/** After this many deliveries given up with none in between that arrived, a webhook is called no more. */
const givenUpAtMost = 5;

/** What came of an attempt that was let end. */
type Ended = Exclude<Outcome, { readonly kind: 'cut-off' }>;

/** What becomes of a delivery: delivered, given up, or tried again later. A ping is asked for again by who wants it. */
export function resultOf(claim: Claim, outcome: Ended, random: number): Result {
  const { id, attempts, event } = claim;
  const lastStatus = outcome.status;
  if (outcome.kind === 'arrived') {
    return { id, attempts, status: 'delivered', nextInMs: 0, lastStatus, lastReason: null, gone: false };
  }
  if (outcome.kind === 'gone') {
    return { id, attempts, status: 'dead', nextInMs: 0, lastStatus, lastReason: 'gone', gone: true };
  }
  const { reason: lastReason, retryAfterMs } = outcome;
  const delayMs = event === null ? null : delayAfter(attempts, random, retryAfterMs);
  const status = delayMs === null ? 'dead' : 'waiting';
  return { id, attempts, status, nextInMs: delayMs ?? 0, lastStatus, lastReason, gone: false };
}

/**
 * Writes what came of attempts, in one statement. A webhook that answered 410, or gave up too many in a row, stops: what
 * still waits for it is dead. One that arrived at a failing webhook brings it back. A result whose attempt was taken over changes nothing.
 */
export async function settleDeliveries(db: PrismaClient, results: readonly Result[]): Promise<void> {
  if (results.length === 0) return;
  await db.$executeRaw`
    WITH result AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(results)}::jsonb) AS result(id uuid, attempts int, status text,
        "nextInMs" float, "lastStatus" int, "lastReason" text, gone boolean)
    ), refused AS (
      SELECT delivery.webhook_id FROM result
      JOIN webhook_deliveries delivery ON delivery.id = result.id AND delivery.attempts = result.attempts
      WHERE result.gone AND delivery.status = 'waiting'
    ), settled AS (
      UPDATE webhook_deliveries delivery SET last_status = result."lastStatus",
        status = CASE WHEN result.status = 'waiting' AND delivery.webhook_id IN (SELECT webhook_id FROM refused)
          THEN 'dead' ELSE result.status END,
        last_reason = result."lastReason",
        next_at = CASE result.status WHEN 'waiting' THEN now() + make_interval(secs => result."nextInMs" / 1000)
          ELSE delivery.next_at END
      FROM result
      WHERE delivery.id = result.id AND delivery.attempts = result.attempts AND delivery.status = 'waiting'
      RETURNING delivery.webhook_id, delivery.event_id, result.status, result.gone
    ), told AS (
      SELECT webhook_id, bool_or(gone) AS gone, bool_or(status = 'delivered') AS arrived,
        count(*) FILTER (WHERE status = 'dead' AND event_id IS NOT NULL)::int AS given_up
      FROM settled GROUP BY webhook_id
    ), webhook AS (
      UPDATE webhooks webhook SET
        given_up = CASE WHEN told.arrived THEN 0 ELSE webhook.given_up + told.given_up END,
        status = CASE WHEN told.gone THEN 'gone' WHEN told.arrived THEN 'active'
          WHEN webhook.given_up + told.given_up >= ${givenUpAtMost}::int THEN 'failing' ELSE webhook.status END,
        reason = CASE WHEN told.gone THEN 'gone' WHEN told.arrived THEN NULL
          WHEN webhook.given_up + told.given_up >= ${givenUpAtMost}::int THEN 'given-up' ELSE webhook.reason END
      FROM told
      WHERE webhook.id = told.webhook_id AND webhook.status IN ('active', 'failing')
        AND (told.gone OR told.given_up > 0 OR told.arrived AND (webhook.given_up > 0 OR webhook.status = 'failing'))
      RETURNING webhook.id, webhook.status
    )
    UPDATE webhook_deliveries delivery SET status = 'dead', last_reason = 'webhook-stopped'
    FROM webhook
    WHERE delivery.webhook_id = webhook.id AND webhook.status IN ('gone', 'failing') AND delivery.status = 'waiting'
      AND delivery.id NOT IN (SELECT id FROM result)`;
}
