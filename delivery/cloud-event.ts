import { Type, type Static } from 'typebox';

import { BrokenRecord, isJsonObject } from '../prisma/stored-json.ts';
import type { PortalFact } from '../workflows/application/portal-facts.ts';
import { dataSchemas, pingSchema } from './data-schemas.ts';

/** A published event as its row holds it. */
export interface PublishedEvent {
  readonly id: string;
  readonly applicationId: string;
  readonly number: string;
  readonly sandbox: boolean;
  readonly fact: PortalFact;
  readonly version: number;
  readonly at: Date;
  readonly data: unknown;
  readonly sequence: number;
  readonly stage: string;
}

const attributes = {
  specversion: Type.Literal('1.0'),
  id: Type.String({
    format: 'uuid',
    description: 'Names the event for ever; deliveries carry it as `webhook-id`',
  }),
  source: Type.String({ format: 'uri-reference' }),
  time: Type.String({
    format: 'date-time',
    description: 'When it happened in law; in a sandbox the application’s own time',
  }),
  datacontenttype: Type.Literal('application/json'),
  dataschema: Type.String({ format: 'uri', description: 'The JSON Schema of `data`' }),
};

/** The schema of a whole event (CloudEvents 1.0, JSON format, structured mode). */
export function cloudEventSchema(fact: PortalFact) {
  return Type.Object({
    ...attributes,
    type: Type.Literal(typeOf(fact)),
    subject: Type.String({ format: 'uuid', description: 'The application' }),
    sequence: Type.String({
      pattern: '^[1-9][0-9]*$',
      description: 'Counts the events of one application from 1 without gaps',
    }),
    sandbox: Type.Optional(Type.Literal(true, { description: 'The application lives in a time of its own' })),
    data: dataSchemas[fact],
  });
}

/** The schema of a test ping. */
export const pingEventSchema = Type.Object({
  ...attributes,
  type: Type.Literal('kz.otinish.webhook.ping.v1'),
  subject: Type.String({ format: 'uuid', description: 'The webhook' }),
  data: pingSchema,
});

/** Any event as lists show it. */
export const AnyCloudEvent = Type.Object({
  ...attributes,
  type: Type.String({ examples: [typeOf('registered')] }),
  subject: Type.String({ format: 'uuid' }),
  sequence: Type.String(),
  sandbox: Type.Optional(Type.Boolean()),
  broken: Type.Optional(
    Type.Literal(true, {
      description:
        'What happened cannot be read any more: `data` names the application alone, which is to be read instead',
    }),
  ),
  data: Type.Object({}, { additionalProperties: true }),
});
export type CloudEvent = Static<typeof AnyCloudEvent>;

/** The stable type of an event. */
export function typeOf(fact: PortalFact): string {
  return `kz.otinish.application.${fact}.v1`;
}

/** Where the JSON Schema of an event's data is served. */
export function dataSchemaPath(name: PortalFact | 'webhook-ping'): string {
  return `/v1/event-schemas/${name}.v1.json`;
}

/**
 * A published event as portals get it, the same by webhook and by polling. `publicUrl` is where the API is reached. One whose
 * data is lost is told all the same, so that its place and those after it are not: `records` hears of it.
 */
export function cloudEventOf(
  event: PublishedEvent,
  publicUrl: string,
  records: { note(error: BrokenRecord): void },
): CloudEvent {
  const { id, applicationId, fact, at, number, version, stage, sandbox, sequence, data } = event;
  const whole = isJsonObject(data);
  if (!whole) records.note(new BrokenRecord({ table: 'events', id }, 'its data is not what we write'));
  const application = `${publicUrl}/v1/applications/${applicationId}`;
  return {
    specversion: '1.0',
    id,
    source: `${publicUrl}/v1/applications`,
    type: typeOf(fact),
    subject: applicationId,
    time: at.toISOString(),
    datacontenttype: 'application/json',
    dataschema: `${publicUrl}${dataSchemaPath(fact)}`,
    sequence: String(sequence),
    ...(sandbox ? { sandbox } : {}),
    ...(whole ? {} : { broken: true as const }),
    data: {
      applicationId,
      number,
      version,
      stage,
      ...(whole ? data : {}),
      links: {
        application,
        events: `${application}/events`,
        deadlines: `${application}/deadlines`,
        documents: `${application}/documents`,
      },
    },
  };
}

/** A test ping: an event of no application, named like its delivery. */
export function pingEventOf(
  ping: { readonly id: string; readonly webhookId: string; readonly at: Date },
  publicUrl: string,
): Static<typeof pingEventSchema> {
  const { id, webhookId, at } = ping;
  return {
    specversion: '1.0',
    id,
    source: `${publicUrl}/v1/webhooks`,
    type: 'kz.otinish.webhook.ping.v1',
    subject: webhookId,
    time: at.toISOString(),
    datacontenttype: 'application/json',
    dataschema: `${publicUrl}${dataSchemaPath('webhook-ping')}`,
    data: { webhookId },
  };
}
