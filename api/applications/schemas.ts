import { Type } from 'typebox';
import { stages } from '../../regulation/statuses.ts';
import { subtypes } from '../../regulation/subtypes.ts';
import { deadlineSchema } from '../../proofs/deadline-schemas.ts';
import { Applicant, BrokenParts } from './applicants.ts';
import {
  Action,
  CorrelationView,
  DraftSummary,
  Hearing,
  Links,
  Notice,
  PortalStatus,
  ResultSummary,
  Sandbox,
  WaitingTerm,
} from './part-schemas.ts';
import { ProposalView } from './proposal.ts';
import { ReturnedView } from './returned.ts';
import { Day, Instant, orNull, Uuid } from '../http/value-schemas.ts';

export const ApplicationParams = Type.Object({
  id: Type.String({ format: 'uuid', description: 'Id of the application' }),
});

export const Resource = Type.Object(
  {
    id: Uuid,
    number: Type.String({ description: 'The number that people use', examples: ['219-2026-000001'] }),
    subtype: Type.Enum([...subtypes], {
      description: 'Processing in the customs territory, outside it, or for domestic consumption',
    }),
    applicant: Type.Optional(Applicant),
    broken: Type.Optional(BrokenParts),
    stage: Type.Enum([...stages], { description: 'Where it stands' }),
    overdue: Type.Boolean({ description: 'The term is over and there is no result yet' }),
    deemedRefusedAt: orNull(Instant, {
      description: 'When the law took silence for a refusal (APPC 91(2)); null when it did not',
    }),
    version: Type.Integer({ description: 'Counts legal facts; the `ETag`', minimum: 1 }),
    receivedAt: Type.String({ ...Instant, description: 'When it was received, in its own time' }),
    registeredOn: orNull(Day, { description: 'The registration day R; null until then' }),
    resultDueOn: Type.String({ ...Day, description: 'The day on which the result is due' }),
    resultDueAt: Type.String({ ...Instant, description: 'The end of the term; exclusive' }),
    executor: orNull(Type.String(), { description: 'Staff id of the officer who examines it' }),
    deadlines: Type.Array(deadlineSchema, {
      description: 'Every term that ever stood, moved ones included; the last of each name counts',
    }),
    waitingTerms: Type.Array(WaitingTerm, {
      description:
        'Terms that have begun and end beyond all days known: each is counted by the next edition of the calendar',
    }),
    actions: Type.Array(Action),
    notices: Type.Array(Notice, { description: 'Oldest first; the last one counts' }),
    hearing: orNull(Hearing),
    withdrawnAt: orNull(Instant, { description: 'When the applicant withdrew it' }),
    proposal: Type.Optional(
      orNull(ProposalView, {
        description: 'Shown to officers only, and in no list; null when none lies with the head',
      }),
    ),
    returned: Type.Optional(
      orNull(ReturnedView, {
        description:
          'What the head returned, until a new finding or draft answers it. Shown to officers only, and in no list; null when nothing waits so',
      }),
    ),
    draft: Type.Optional(orNull(DraftSummary, { description: 'Shown to officers only' })),
    result: orNull(ResultSummary),
    calendarEdition: Type.String({ description: 'The calendar that open terms follow' }),
    regulationEdition: Type.String({ description: 'The edition of the Rules it is decided by' }),
    portalStatus: PortalStatus,
    sandbox: orNull(Sandbox, { description: 'Null for a real application' }),
    correlation: CorrelationView,
    links: Links,
  },
  { title: 'Application' },
);

/** Where an answer will be found, when it takes longer than a request may. */
export const PendingCommand = Type.Object(
  {
    commandId: Uuid,
    status: Type.Literal('pending'),
    href: Type.String({ description: 'Where its outcome will be' }),
    applicationId: Uuid,
    resultDueOn: Type.Optional(
      Type.String({ ...Day, description: 'Of a submission: the day on which the result is due' }),
    ),
  },
  {
    title: 'PendingCommand',
    description: 'The request is committed and cannot get lost; it is decided a little later',
  },
);
