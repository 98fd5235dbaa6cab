import type { FastifyRequest } from 'fastify';
import type { Webhook } from '../../prisma/generated/client.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';

/** The caller's own webhook; throws `not-found`. What is removed is there only for who removes it again. */
export async function ownWebhook(
  { db }: Pick<ApiDeps, 'db'>,
  { caller }: FastifyRequest,
  id: string,
  removedToo = false,
): Promise<Webhook> {
  const row = await db.webhook.findUnique({ where: { id, clientId: caller.clientId } });
  if (row === null || (row.status === 'removed' && !removedToo)) throw new Problem('not-found');
  return row;
}

/** The webhook when it has one of these statuses; throws `webhook-gone` or `webhook-stopped` for another. */
export function called(webhook: Webhook, statuses: readonly string[]): Webhook {
  const { status } = webhook;
  if (!statuses.includes(status)) throw new Problem(status === 'gone' ? 'webhook-gone' : 'webhook-stopped');
  return webhook;
}
