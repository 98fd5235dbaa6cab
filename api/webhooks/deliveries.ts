import type { Prisma, WebhookDelivery } from '../../prisma/generated/client.ts';
import type { Language } from '../../regulation/text.ts';
import { parseUuid } from '../../workflows/case/ids.ts';
import { isMoment, readCursor, writeCursor } from '../http/list-cursor.ts';
import type { RequestKey } from '../requests/idempotency.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { keyedId } from '../requests/keyed-id.ts';
import { takeRequest, type TakenRequest } from './taken-requests.ts';
import { presentReason } from './texts.ts';

type Deps = Pick<ApiDeps, 'db'>;

/** Events that one request may ask for again. */
const redeliveredAtOnce = 10_000;

/** One page of what was queued for a webhook, queued last first. */
export async function listDeliveries(
  { db }: Deps,
  webhookId: string,
  filter: { readonly status?: string; readonly limit?: number; readonly cursor?: string },
  language: Language,
) {
  const { status, limit = 50, cursor } = filter;
  const rows = await db.webhookDelivery.findMany({
    where: {
      webhookId,
      ...(status === undefined ? {} : { status }),
      ...(cursor === undefined ? {} : before(cursor)),
    },
    include: { event: { select: { fact: true, sequence: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => presentDelivery(row, language)),
    next: rows.length > limit && last ? writeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}

function before(cursor: string): Prisma.WebhookDeliveryWhereInput {
  const [at = '', id = ''] = readCursor(
    cursor,
    ([time = '', tie = '']) => isMoment(time) && parseUuid(tie) !== null,
  );
  const createdAt = new Date(at);
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

function presentDelivery(
  row: WebhookDelivery & {
    readonly event: { readonly fact: string; readonly sequence: number | null } | null;
  },
  language: Language,
) {
  const { id, eventId, applicationId, event, status, attempts, createdAt, attemptedAt, nextAt } = row;
  return {
    id: eventId ?? id,
    event: event && { fact: event.fact, applicationId, sequence: String(event.sequence) },
    status,
    attempts,
    queuedAt: createdAt.toISOString(),
    attemptedAt: attemptedAt?.toISOString() ?? null,
    nextAttemptAt: status === 'waiting' ? nextAt.toISOString() : null,
    lastStatus: row.lastStatus,
    lastReason: presentReason(row.lastReason, language),
  };
}

/** Queues a test ping, once for one request; gives the id it will carry, and whether it was queued before. */
export async function queuePing(
  { db }: Deps,
  webhookId: string,
  { owner, key }: RequestKey,
): Promise<TakenRequest> {
  const id = keyedId(`webhook-ping/${webhookId}`, owner, key);
  const data = [{ id, webhookId, requestedBy: id }];
  const { count } = await db.webhookDelivery.createMany({ data, skipDuplicates: true });
  return { id, again: count === 0 };
}

/** What is asked for again: one event, or all since a moment. */
export type Again = { readonly eventId: string } | { readonly since: string };

/**
 * Queues events of the webhook's client once more, the oldest first. Throws `invalid-body` for an event that is not there or
 * not the client's, `idempotency-key-reused` for the key of another one. A repeat of a request queues nothing anew.
 */
export async function redeliver(
  { db }: Deps,
  webhook: { readonly id: string; readonly clientId: string; readonly events: readonly string[] },
  again: Again,
  request: RequestKey,
): Promise<{ readonly queued: number; readonly nextSince: string | null; readonly repeated: boolean }> {
  const [eventId, since] = 'eventId' in again ? [again.eventId, null] : [null, again.since];
  // What is named is wanted, whatever the webhook asks for otherwise.
  const facts = eventId === null ? [...webhook.events] : [];
  return db.$transaction(async (tx) => {
    const { id: requestedBy, again: repeated } = await takeRequest(
      tx,
      `webhook-redelivery/${webhook.id}`,
      request,
    );
    const [found] = await tx.$queryRaw<[{ queued: number; until: Date | null }]>`
    WITH event AS (
      SELECT id, application_id, position, published_at FROM portal_events
      WHERE client_id = ${webhook.clientId} AND position IS NOT NULL
        AND (${eventId}::uuid IS NULL OR id = ${eventId}::uuid)
        AND (${since}::timestamptz IS NULL OR published_at >= ${since}::timestamptz)
        AND (cardinality(${facts}::text[]) = 0 OR fact = ANY(${facts}::text[]))
      ORDER BY position LIMIT ${redeliveredAtOnce}::int
    ), queued AS (
      INSERT INTO webhook_deliveries (webhook_id, event_id, application_id, position, requested_by)
      SELECT ${webhook.id}::uuid, id, application_id, position, ${requestedBy}::uuid FROM event
      WHERE NOT ${repeated}
      ON CONFLICT (webhook_id, event_id) DO UPDATE SET status = 'waiting', attempts = 0, next_at = now(),
        requested_by = excluded.requested_by
      WHERE webhook_deliveries.requested_by IS DISTINCT FROM excluded.requested_by
    )
    SELECT count(*)::int AS queued, max(published_at) AS until FROM event`;
    if (found.queued === 0 && eventId !== null)
      throw new Problem('invalid-body', { errors: [{ pointer: '/eventId', code: 'event-unknown' }] });
    const more = found.queued === redeliveredAtOnce;
    const nextSince = more ? (found.until?.toISOString() ?? null) : null;
    return { queued: found.queued, nextSince, repeated };
  });
}
