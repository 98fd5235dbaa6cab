import { Type } from 'typebox';
import { keptDays } from '../../delivery/retention.ts';
import { portalFacts } from '../../workflows/application/portal-facts.ts';
import { At, body } from '../requests/body-schemas.ts';
import { deliveryTexts } from './texts.ts';
import { Instant, orNull, Uuid } from '../http/value-schemas.ts';

const Url = Type.String({
  maxLength: 2_000,
  description:
    'HTTPS, of the public internet, without credentials; a developer’s own stack takes HTTP and its own machine too',
  examples: ['https://portal.example.kz/hooks/otinish'],
});
const Facts = Type.Array(Type.Enum([...portalFacts]), {
  maxItems: portalFacts.length,
  uniqueItems: true,
  description: 'Facts that are posted; all, also those yet to come, when empty',
});
const Reason = Type.Union([
  Type.Object({
    code: Type.Enum(Object.keys(deliveryTexts) as (keyof typeof deliveryTexts)[]),
    text: Type.String({ description: 'The same in words' }),
  }),
  Type.Null(),
]);

export const WebhookParams = Type.Object({ id: { ...Uuid, description: 'Id of the webhook' } });

/** How long a repeat of a request about a webhook is known as one. */
export const keysAreKept = `The key is remembered for ${keptDays} days.`;

export const webhookStatuses = ['active', 'failing', 'gone'] as const;
export const deliveryStatuses = ['waiting', 'delivered', 'dead'] as const;

export const NewWebhook = body({ url: Url, events: Type.Optional(Facts) });

const webhook = {
  id: Uuid,
  url: Url,
  events: Facts,
  status: Type.Enum([...webhookStatuses], {
    description:
      '`failing`: too much in a row was given up; `gone`: it answered 410. Neither is called with events',
  }),
  reason: Reason,
  createdAt: Instant,
  formerSecretUntil: orNull(Instant, {
    description: 'Until then the secret before the last rotation signs too',
  }),
  links: Type.Object({ self: Type.String(), deliveries: Type.String() }),
};

export const WebhookView = Type.Object(webhook, { title: 'Webhook' });

export const WebhookWithSecret = Type.Object(
  {
    ...webhook,
    secret: Type.String({
      pattern: '^whsec_',
      description: 'Shown here only: keep it, each delivery is signed with it',
    }),
  },
  { title: 'WebhookWithSecret' },
);

export const WebhookList = Type.Object({ items: Type.Array(WebhookView) }, { title: 'Webhooks' });

export const DeliveriesQuery = Type.Object(
  {
    status: Type.Optional(Type.Enum([...deliveryStatuses], { description: '`dead`: given up' })),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'Length of a page' }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 200, description: '`next` of the page before' })),
  },
  { additionalProperties: false },
);

export const Deliveries = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: Type.String({ description: 'The `webhook-id` it carries: the event’s own id' }),
        event: Type.Union(
          [
            Type.Object({ fact: Type.Enum([...portalFacts]), applicationId: Uuid, sequence: Type.String() }),
            Type.Null(),
          ],
          { description: 'Null for a test ping' },
        ),
        status: Type.Enum([...deliveryStatuses]),
        attempts: Type.Integer({ description: 'Attempts begun since it was queued last' }),
        queuedAt: Instant,
        attemptedAt: orNull(Instant),
        nextAttemptAt: orNull(Instant, {
          description: 'Not before; an earlier event of the same application may hold it back longer',
        }),
        lastStatus: orNull(Type.Integer(), {
          description: 'HTTP status of the last answer',
        }),
        lastReason: Reason,
      }),
    ),
    next: orNull(Type.String(), { description: 'Cursor of the next page, or null' }),
  },
  { title: 'Deliveries', description: 'Queued last first.' },
);

export const Redelivery = body({
  eventId: Type.Optional({ ...Uuid, description: 'One event' }),
  since: Type.Optional({ ...At, description: 'Every event published at or after this moment, in real time' }),
});

export const Queued = Type.Object(
  {
    queued: Type.Integer({ description: 'Events that will be posted again, with their own ids' }),
    nextSince: orNull(Instant, {
      description: 'There are more: ask again with this `since`. Null when that was all',
    }),
  },
  { title: 'Redelivery' },
);

export const Pinged = Type.Object(
  { id: Type.String({ description: 'The `webhook-id` the ping will carry' }), href: Type.String() },
  { title: 'TestPing' },
);

/** Responses for the document alone: what is sent is typed by its presenter. */
export function answers(responses: Record<number, unknown>): Record<number, unknown> {
  return responses;
}
