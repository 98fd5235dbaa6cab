import { Type } from 'typebox';
import { cloudEventSchema, pingEventSchema } from '../../delivery/cloud-event.ts';
import { dataSchemas, pingSchema } from '../../delivery/data-schemas.ts';
import { portalFacts, type PortalFact } from '../../workflows/application/portal-facts.ts';

const description = `What a portal is told of its applications. Each event is a CloudEvent 1.0 in structured JSON, posted to the portal's webhook
and signed by the Standard Webhooks specification; \`GET /v1/changes\` gives the same events to those who poll. An event comes at least once,
and those of one application in the order of \`sequence\`. See \`docs/events.md\`.`;

const headers = Type.Object({
  'webhook-id': Type.String({ description: 'The event’s own id, the same at every attempt' }),
  'webhook-timestamp': Type.String({
    pattern: '^\\d+$',
    description: 'When this attempt was signed, in seconds',
  }),
  'webhook-signature': Type.String({
    description:
      '`v1,` and the HMAC-SHA256 of id, timestamp and body; several, by spaces, while a secret is changed',
  }),
});

/** What every kind of event is made of, as AsyncAPI 3 describes it. Made of the same schemas that events are checked against. */
export function asyncApiDocument(publicUrl: string): Record<string, unknown> {
  const messages = Object.fromEntries([
    ...portalFacts.map((fact) => [fact, messageOf(fact)] as const),
    [
      'webhook-ping',
      {
        name: 'kz.otinish.webhook.ping.v1',
        title: 'webhook-ping',
        summary: pingSchema.description,
        headers,
        payload: pingEventSchema,
      },
    ] as const,
  ]);
  const names = Object.keys(messages);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Otinish events', version: '1.0.0', description },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      webhook: {
        // Each portal names its own.
        address: null,
        title: 'The webhook of a portal',
        description: `Registered by \`POST ${publicUrl}/v1/webhooks\`.`,
        messages: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
      },
    },
    operations: {
      deliver: {
        action: 'send',
        channel: { $ref: '#/channels/webhook' },
        summary: 'Posts an event; any 2xx accepts it, 410 stops the webhook, everything else is tried again.',
        bindings: { http: { method: 'POST', bindingVersion: '0.3.0' } },
        messages: names.map((name) => ({ $ref: `#/channels/webhook/messages/${name}` })),
      },
    },
    components: { messages },
  };
}

function messageOf(fact: PortalFact) {
  const payload = cloudEventSchema(fact);
  const summary = dataSchemas[fact].description;
  return { name: payload.properties.type.const, title: fact, summary, headers, payload };
}
