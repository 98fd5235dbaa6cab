import type { Webhook } from '../../prisma/generated/client.ts';
import type { Language } from '../../regulation/text.ts';
import { presentReason } from './texts.ts';

/** A webhook as its portal sees it; the secret is shown apart. */
export function presentWebhook(row: Webhook, language: Language) {
  const { id, url, events, status, reason, createdAt, formerSecretUntil } = row;
  return {
    id,
    url,
    events,
    status,
    reason: presentReason(reason, language),
    createdAt: createdAt.toISOString(),
    formerSecretUntil: formerSecretUntil?.toISOString() ?? null,
    links: { self: webhookPath(id), deliveries: deliveriesPath(id) },
  };
}

export function webhookPath(id: string): string {
  return `/v1/webhooks/${id}`;
}

export function deliveriesPath(id: string): string {
  return `${webhookPath(id)}/deliveries`;
}
