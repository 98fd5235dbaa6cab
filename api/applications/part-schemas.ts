import { Type } from 'typebox';
import { commandTable } from '../../workflows/application/command-table.ts';
import { roles } from '../../workflows/case/actor.ts';
import { type CommandName } from '../../workflows/application/commands.ts';
import { Day, Instant, orNull, Sha256, Uuid } from '../http/value-schemas.ts';
import { hearingOutcomeCodes } from '../../regulation/hearing-outcomes.ts';
import { termNames } from '../../regulation/terms.ts';
import { deadlineCauses } from '../../workflows/application/deadlines.ts';
import { oneOf } from '../http/words.ts';
import { finalStages } from '../../workflows/application/stages.ts';

// The parts of an application as the API shows it. A `title` is the name of the type in the document.

const Digest = Type.String({ ...Sha256, description: 'SHA-256, lower-case hex' });

/** An instant, or null while it has not come. */
function instantOrNull(description: string) {
  return orNull(Instant, { description });
}

export const commandNames = Object.keys(commandTable) as CommandName[];

export const WhyNot = Type.Object(
  {
    code: Type.String({
      description: 'The code of the problem it would be refused with',
      ...oneOf('ProblemCode'),
    }),
    law: orNull(Type.String(), { description: 'The rule of law behind it, in the language of the answer' }),
    text: Type.String({ description: 'The same in words' }),
  },
  { title: 'WhyNot', description: 'Why something is not possible' },
);

export const Action = Type.Object(
  {
    name: Type.Enum([...commandNames, 'advance-clock'], {
      description: 'The command; `advance-clock` moves the clock of a sandbox application',
    }),
    method: Type.Literal('POST'),
    href: Type.String({ description: 'Where to send it' }),
    role: Type.Enum([...roles], { description: 'As whom you would act' }),
    allowed: Type.Boolean({ description: 'Whether it would be taken now' }),
    until: orNull(Instant, {
      description: 'From this instant on it will be refused; null when none is known',
    }),
    opensAt: orNull(Instant, {
      description: 'From this instant on it will be taken; null when none is known',
    }),
    whyNot: orNull(WhyNot, { description: 'Why it would be refused now; null when it is allowed' }),
  },
  { title: 'Action', description: 'What the caller may do now, until when; or why not, and from when.' },
);

const hearingPlan = {
  at: Type.String({ ...Instant, description: 'When it is to be held' }),
  way: Type.Enum(['written', 'in-person', 'video']),
};

export const Notice = Type.Object(
  {
    id: Type.String({ ...Uuid, description: 'Name it in the proof of receipt' }),
    status: Type.Enum(['approved', 'sent', 'void'], {
      description: '`approved`: on its way; `void`: it does not count any more',
    }),
    approvedAt: Type.String({ ...Instant, description: 'When the head approved it' }),
    sentAt: instantOrNull('When it was posted, by the evidence'),
    sentOn: orNull(Day, { description: 'The day of that, `N`: terms are counted from it' }),
    hearing: Type.Object(hearingPlan, {
      title: 'HearingPlan',
      description: 'When and how the hearing is held; the place is in the letter',
    }),
  },
  { title: 'Notice', description: 'A notice of a preliminary refusal' },
);

export const Hearing = Type.Object(
  {
    noticeId: Uuid,
    receivedAt: instantOrNull('When the notice reached the applicant, as proved'),
    receiptProof: orNull(Type.Enum(['evidence', 'own-act']), {
      description: '`own-act`: the applicant acted on it, so he had it',
    }),
    windowEndsAt: instantOrNull('Until then the applicant may object, ask for an oral hearing, or waive'),
    objectedAt: Type.Array(Instant, { description: 'When he objected' }),
    oralRequestedAt: instantOrNull('When he asked for an oral hearing'),
    waivedAt: instantOrNull('When he asked to do without a hearing'),
    unansweredDocuments: Type.Boolean({
      description: 'Documents were supplied and no record speaks of them',
    }),
    supplies: Type.Optional(
      Type.Integer({ description: 'How often documents were supplied at it; absent: not yet' }),
    ),
    record: orNull(
      Type.Object(
        {
          form: Type.Enum(['written', 'oral', 'none-came', 'waived']),
          outcome: Type.Enum(hearingOutcomeCodes, {
            description: 'What it says of the preliminary refusal, not of the objection',
          }),
          at: Instant,
        },
        { title: 'HearingRecord' },
      ),
      { description: 'What the hearing came to' },
    ),
    closedAt: instantOrNull('When the hearing was over'),
  },
  { title: 'Hearing', description: 'The hearing that a sent notice opened' },
);

export const WaitingTerm = Type.Object(
  {
    term: Type.Enum([...termNames]),
    countedFrom: Type.String({ ...Day, description: 'The day it is counted from' }),
    cause: Type.Enum([...deadlineCauses], { description: 'What it is counted from' }),
  },
  { title: 'WaitingTerm', description: 'A term whose end no calendar knows yet' },
);

export const DraftSummary = Type.Object(
  {
    draftId: Type.String({ ...Uuid, description: 'Name it when you sign' }),
    result: Type.Enum(['issue', 'refuse', 'terminate']),
    sha256: Digest,
    late: Type.Boolean({ description: 'Handed over after the term: the result says so' }),
    preparedAt: Instant,
    href: Type.String({ description: 'Where the whole draft is read' }),
  },
  { title: 'DraftSummary', description: 'The draft that lies with the head' },
);

export const ResultSummary = Type.Object(
  {
    kind: Type.Enum([...finalStages]),
    documentId: Uuid,
    signedAt: Instant,
    signedBy: Type.Optional(Type.String({ description: 'Staff id; shown to officers' })),
    late: Type.Boolean({ description: 'Signed after the term' }),
    href: Type.String({ description: 'Where the document is read' }),
  },
  { title: 'ResultSummary', description: 'The signed result' },
);

const clock = Type.Union(
  [
    Type.Object({ kind: Type.Literal('standing'), at: Instant }),
    Type.Object({
      kind: Type.Literal('running'),
      startsAt: Instant,
      from: Type.String({ ...Instant, description: 'The real moment at which it started' }),
      speed: Type.Number({ description: 'How many times as fast as the world' }),
    }),
  ],
  { title: 'SandboxClock' },
);

export const Sandbox = Type.Object(
  { now: Type.String({ ...Instant, description: 'The application’s own time' }), clock },
  { title: 'Sandbox', description: 'The application lives in a time of its own' },
);

export const PortalStatus = Type.Object(
  {
    code: Type.String({ description: 'Stable code of what the personal cabinet shows' }),
    text: Type.String({ description: 'The same in words, its date filled in' }),
    actionNeeded: Type.Boolean({ description: 'Whether the applicant can act now' }),
  },
  { title: 'PortalStatus', description: 'What the applicant is shown (Order 219, clause 3)' },
);

export const CorrelationView = Type.Object(
  {
    messageId: orNull(Type.String(), {
      description: 'The sender’s own name for the message, `X-Message-Id`',
    }),
    traceId: orNull(Type.String(), { description: 'The W3C trace that brought it' }),
  },
  { title: 'Correlation', description: 'How the sender and our log find the request again' },
);

export const Links = Type.Object(
  {
    self: Type.String(),
    deadlines: Type.String(),
    outlook: Type.String(),
    events: Type.String(),
    documents: Type.String(),
    submission: Type.Optional(Type.String({ description: 'What was submitted; not for operators' })),
    draft: Type.Optional(Type.String({ description: 'For officers, while there is a draft' })),
    advance: Type.Optional(Type.String({ description: 'Where a standing sandbox clock is moved' })),
    temporal: Type.Optional(Type.String({ description: 'The workflow in the operators’ UI; for staff' })),
  },
  { title: 'ApplicationLinks', description: 'Addresses of what belongs to the application' },
);
