import { Type, type TSchema } from 'typebox';
import { languages } from '../regulation/text.ts';
import { actSchema, certaintySchema, plainDateSchema } from './act.ts';
import { deadlineSchema, stepSchema } from './deadline-schemas.ts';
import { proofFormat } from './proof.ts';

const text = Type.String();
const Instant = Type.String({ format: 'date-time' });
const Uuid = Type.String({ format: 'uuid' });
const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const exactly = { additionalProperties: false };

const outcome = { on: plainDateSchema, at: Instant, utcOffset: text, certainty: certaintySchema };
const count = {
  kind: Type.Literal('count'),
  calendarEdition: text,
  anchor: plainDateSchema,
  workingDays: Type.Integer(),
  hour: Type.String({ description: '`24:00` is the end of the day', examples: ['18:30'] }),
  ...outcome,
};
const walk = Type.Array(stepSchema);

const proofSchema = Type.Union(
  [
    Type.Object(count, exactly),
    Type.Object(
      {
        kind: Type.Literal('reception'),
        calendarEdition: text,
        from: Instant,
        closes: text,
        closed: Type.Object({ skipped: text, act: actSchema }, exactly),
        hour: text,
        ...outcome,
      },
      exactly,
    ),
    Type.Object({ kind: Type.Literal('act'), calendarEdition: text, ...outcome }, exactly),
    Type.Object(
      {
        kind: Type.Literal('latest'),
        parts: Type.Array(Type.Object({ ...count, walk }, exactly), { minItems: 2, maxItems: 2 }),
        ...outcome,
      },
      exactly,
    ),
    Type.Null(),
  ],
  { description: 'What the term was counted from, by which clock; null when nothing counted leads to it' },
);

const item = {
  ...deadlineSchema.properties,
  law: Type.String({
    description: 'The rule of law behind it, under the seal in English whatever the language',
    examples: ['Order 219, annex 1, item 3; APPC 76(2) and 91(2)'],
  }),
  proof: proofSchema,
};
const localized = Type.Object({ kk: text, ru: text, en: text }, exactly);
const act = Type.Object(
  { name: localized, number: Type.Optional(text), date: Type.Optional(plainDateSchema), link: text },
  exactly,
);

const recordSchema = Type.Object(
  {
    id: text,
    act,
    knownOn: plainDateSchema,
    knownOnIs: Type.Enum(['exact', 'at-latest']),
    effectiveOn: plainDateSchema,
    coverage: Type.Object(
      { firstDay: plainDateSchema, lastDay: plainDateSchema, officialUntil: plainDateSchema },
      exactly,
    ),
    changes: Type.Array(
      Type.Object(
        { date: plainDateSchema, working: Type.Boolean(), kind: text, reason: localized, act },
        exactly,
      ),
    ),
  },
  {
    ...exactly,
    description: 'Of an edition entered at run time: all of it, so that it need not be asked for',
  },
);

/** The answer of `GET /v1/applications/{id}/deadlines`, which is also a file to keep. */
export const proofDocumentSchema = Type.Object(
  {
    format: Type.Literal(proofFormat),
    language: Type.Enum([...languages]),
    applicationId: Uuid,
    number: text,
    version: Type.Integer(),
    regulationEdition: text,
    zone: text,
    editions: Type.Array(
      Type.Object(
        {
          id: text,
          act: actSchema,
          knownOn: plainDateSchema,
          effectiveOn: plainDateSchema,
          officialUntil: plainDateSchema,
          follows: Type.Optional(text),
          record: Type.Optional(recordSchema),
        },
        exactly,
      ),
    ),
    items: Type.Array(Type.Object(item, exactly)),
    history: Type.Array(
      Type.Object(
        {
          ...item,
          movedBy: Type.Object(
            {
              cause: text,
              to: Instant,
              line: orNull(Type.Integer({ description: '`seq` of the line of the trail that moved it' })),
              event: orNull(text),
              at: orNull(Instant),
              calendarEdition: Type.Optional(text),
              act: Type.Optional(actSchema),
            },
            exactly,
          ),
        },
        exactly,
      ),
      { description: 'Every earlier value with what put another in its place' },
    ),
    chain: Type.Object(
      {
        head: Type.String({ description: 'The last hash of the audit trail' }),
        length: Type.Integer({ description: 'How many lines the trail has' }),
      },
      exactly,
    ),
    sha256: Type.String({ description: 'SHA-256 of all the rest in its canonical form (RFC 8785)' }),
  },
  { ...exactly, title: 'DeadlineProof' },
);
