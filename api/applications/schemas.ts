import { Type } from 'typebox';
import { stages } from '../../regulation/statuses.ts';
import { subtypes } from '../../regulation/subtypes.ts';
import { deadlineSchema } from '../deadlines/presenter.ts';

const Instant = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date' });
const orNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

export const ApplicationParams = Type.Object({ id: Type.String({ format: 'uuid' }) });

export const Action = Type.Object(
  {
    name: Type.String(),
    method: Type.Literal('POST'),
    href: Type.String(),
    role: Type.String(),
    allowed: Type.Boolean(),
    until: orNull(Instant),
    opensAt: orNull(Instant),
    whyNot: orNull(Type.Object({ code: Type.String(), law: orNull(Type.String()), text: Type.String() })),
  },
  { title: 'Action', description: 'What the caller may do now, until when; or why not, and from when.' },
);

export const Resource = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    number: Type.String(),
    subtype: Type.Enum([...subtypes]),
    stage: Type.Enum([...stages]),
    overdue: Type.Boolean(),
    deemedRefusedAt: orNull(Instant),
    version: Type.Integer(),
    receivedAt: Instant,
    registeredOn: orNull(Day),
    resultDueOn: Day,
    resultDueAt: Instant,
    executor: orNull(Type.String()),
    deadlines: Type.Array(deadlineSchema),
    actions: Type.Array(Action),
    notices: Type.Array(Type.Object({}, { additionalProperties: true })),
    hearing: orNull(Type.Object({}, { additionalProperties: true })),
    withdrawnAt: orNull(Instant),
    draft: Type.Optional(orNull(Type.Object({}, { additionalProperties: true }))),
    result: orNull(Type.Object({}, { additionalProperties: true })),
    calendarEdition: Type.String(),
    regulationEdition: Type.String(),
    portalStatus: Type.Object({ code: Type.String(), text: Type.String(), actionNeeded: Type.Boolean() }),
    sandbox: orNull(Type.Object({ now: Instant, clock: Type.Unknown() })),
    links: Type.Record(Type.String(), Type.String()),
  },
  { title: 'Application' },
);

/** Where an answer will be found, when it takes longer than a request may. */
export const PendingCommand = Type.Object(
  {
    commandId: Type.String({ format: 'uuid' }),
    status: Type.Literal('pending'),
    href: Type.String(),
    applicationId: Type.String({ format: 'uuid' }),
    resultDueOn: Type.Optional(Day),
  },
  { title: 'PendingCommand' },
);
