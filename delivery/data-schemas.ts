import { Type, type TProperties, type TSchema } from 'typebox';

import { stages } from '../regulation/statuses.ts';
import { termNames } from '../regulation/terms.ts';
import type { PortalFact } from '../workflows/application/portal-facts.ts';

const Uuid = Type.String({ format: 'uuid' });
const Instant = Type.String({ format: 'date-time' });
const Day = Type.String({ format: 'date', description: 'A day in Astana' });
const Address = Type.String({ format: 'uri' });

// What is prepared for the head stays in the house.
const shownStages = stages.filter((stage) => stage !== 'preliminary-refusal');

const shared = {
  applicationId: Uuid,
  number: Type.String({ description: 'The number of the application', examples: ['219-2026-000001'] }),
  version: Type.Integer({ minimum: 1, description: 'The ETag of the application after it' }),
  stage: Type.Enum([...shownStages], {
    description:
      'The stage that portals see after it, as `GET /v1/applications/{id}` shows it at this version',
  }),
  links: Type.Object(
    { application: Address, events: Address, deadlines: Address, documents: Address },
    { description: 'Where to read more: the event itself is thin' },
  ),
};

const resultDueOn = { ...Day, description: 'The day on which the result is due from now on' };
const noticeId = Uuid;
const form = Type.Enum(['written', 'oral', 'none-came', 'waived']);
const document = {
  documentId: { ...Uuid, description: 'The signed act, among the documents of the application' },
  late: Type.Boolean({ description: 'Signed after the term of the result had ended' }),
};

function about<Own extends TProperties>(description: string, own: Own) {
  return { ...Type.Object({ ...shared, ...own }), description };
}

/** What the `data` of each event holds. Members may be added; none is taken away or changes its meaning within `v1`. */
export const dataSchemas = {
  received: about('The application was received.', {}),
  registered: about('It was registered; the term of the result runs from that day.', {
    registeredOn: Day,
    resultDueOn,
  }),
  'executor-appointed': about('An executor was appointed and examines it.', {}),
  'executor-replaced': about('Another executor took it over.', {}),
  'completeness-confirmed': about('The package of documents was found complete.', {}),
  'conformity-confirmed': about('It was found to conform; the document is drafted.', {}),
  'notice-sent': about(
    'A notice of a preliminary refusal lies in the personal cabinet: a hearing is open. What was found is learnt of with it.',
    { noticeId, sentOn: { ...Day, description: 'The day of the notice' } },
  ),
  'notice-voided': about('A notice that lies in the personal cabinet does not count.', { noticeId }),
  'notice-received': about('Receipt of the notice was proved: the applicant’s window to object runs.', {
    noticeId,
    channel: Type.String({ examples: ['cabinet'] }),
    receivedAt: Instant,
  }),
  'objection-recorded': about('The applicant objected.', {}),
  'oral-hearing-requested': about('The applicant asked for an oral hearing.', {}),
  'hearing-waived': about('The applicant waived the hearing.', {}),
  'documents-supplied': about('The applicant supplied documents at the hearing.', {}),
  'hearing-recorded': about('The summary or the minutes of the hearing were made.', { form }),
  'hearing-closed': about(
    'The hearing is closed. With stage `conformity-check` the defects count as cured.',
    {
      form,
    },
  ),
  'hearing-reopened': about('The hearing is open again.', {}),
  withdrawn: about('The applicant withdrew; an act that ends the procedure follows.', {}),
  issued: about('The document was signed and issued.', document),
  refused: about('A reasoned refusal was signed.', document),
  terminated: about('The act that ends a withdrawn procedure was signed.', document),
  'deadlines-moved': about('Deadlines moved, by the cause that is named and no other.', {
    resultDueOn,
    cause: Type.Enum(['calendar-amendment', 'notice'], {
      description: '`notice`: the result waits for the three working days after a notice',
    }),
    calendarEdition: Type.String({ description: 'The edition of the calendar they are counted by now' }),
    moves: Type.Array(
      Type.Object({
        term: Type.Enum([...termNames]),
        from: Type.Union([Instant, Type.Null()], {
          description: 'Null: the term waited for an edition of the calendar that knows its end',
        }),
        to: Instant,
      }),
      { description: 'Ends of terms before and after' },
    ),
  }),
  overdue: about('The term ended without a result; the review goes on.', {}),
  'deemed-refused': about('The law counts the silence as a refusal, which can be appealed.', {}),
  'record-set-back': about(
    'The record was restored from an older copy: what you know of the application of before, up to this version, may not stand any more. Read it again.',
    {},
  ),
} as const satisfies Record<PortalFact, TSchema & { readonly description: string }>;

/** What the `data` of a test ping holds. */
export const pingSchema = {
  ...Type.Object({ webhookId: Uuid }),
  description: 'Nothing happened: a portal asked to be called.',
};
