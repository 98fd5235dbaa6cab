import { Type, type Static, type TSchema } from 'typebox';
import { stages } from '../../../regulation/statuses.ts';
import { termNames } from '../../../regulation/terms.ts';
import { milestoneKinds } from '../../../workflows/application/milestones.ts';
import { editionSchema } from '../presenter.ts';
import { plainDateSchema } from '../../../proofs/act.ts';
import { BrokenRecords, Instant, orNull, personText, Sha256, Uuid } from '../../http/value-schemas.ts';

const day = Type.String({ minLength: 1, maxLength: 40, examples: ['2026-12-17'] });
const longest = 1_000;
// What is missing of an act is told by calendars/amendment-checks.ts.
const line = personText({ maxLength: longest, mayBeBlank: true });
const text = Type.Union([
  line,
  Type.Object(
    {
      kk: line,
      ru: line,
      en: line,
    },
    { additionalProperties: false },
  ),
]);

function proposal<Day extends TSchema>(day: Day, title: string) {
  return Type.Object(
    {
      id: Type.Optional(
        Type.String({
          maxLength: 40,
          description: 'kz-<knownOn> unless given, with -2, -3 when taken',
          examples: ['kz-2026-11-25'],
        }),
      ),
      act: Type.Object(
        {
          name: Type.Optional({ ...text, description: 'In three languages, or one text for all' }),
          number: Type.Optional(personText({ maxLength: 100, mayBeBlank: true, examples: ['401'] })),
          date: Type.Optional({ ...day, description: 'The date of the act, today at the latest' }),
          link: Type.Optional(
            Type.String({
              maxLength: longest,
              description: 'An https address: it is shown to everybody',
              examples: ['https://adilet.zan.kz/rus/docs/V2400034473'],
            }),
          ),
        },
        { additionalProperties: false, description: 'The act that changes the days; all four are needed' },
      ),
      knownOn: Type.Optional({ ...day, description: 'The day one could know of it; today unless given' }),
      effectiveOn: Type.Optional({ ...day, description: 'The first day it governs' }),
      officialUntil: Type.Optional({ ...day, description: 'Given when the act publishes a year' }),
      days: Type.Array(
        Type.Object(
          {
            date: day,
            working: Type.Boolean({ description: 'true: worked from now on; false: a day off' }),
            reason: Type.Optional(text),
          },
          { additionalProperties: false },
        ),
        { maxItems: 366 },
      ),
    },
    { additionalProperties: false, title },
  );
}

/** What an editor enters. What its values must be is judged by calendars/amendment-checks.ts, all faults at once. */
export const Proposal = proposal(day, 'CheckedProposal');

/** The same for readers: its days are days. */
export const DescribedProposal = proposal(
  Type.String({ format: 'date', examples: ['2026-12-17'] }),
  'AmendmentProposal',
);

export const Hash = Type.String({
  ...Sha256,
  description: 'The hash of the dry run that was looked at',
});

export const Edition = Type.Object({
  edition: Type.String({
    maxLength: 40,
    description: 'Id of the edition that it makes',
    examples: ['kz-2026-11-25'],
  }),
});

export const PreviewQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 500, default: 100, description: 'How many on a page' }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 400, description: 'From `next` of the page before' })),
  },
  { additionalProperties: false },
);

/** What moves in one application. */
export const EffectView = Type.Object(
  {
    moves: Type.Array(
      Type.Object({
        term: Type.Enum([...termNames]),
        from: Instant,
        to: Instant,
        fromOn: plainDateSchema,
        toOn: plainDateSchema,
        overdue: Type.Boolean({
          description:
            'Counted by the new calendar alone it would be over already: it ends with the first working day after loading',
        }),
      }),
    ),
    gates: Type.Array(
      Type.Object({
        gate: Type.Enum(['soft-gate', 'refusal-gate', 'term-lapse']),
        from: Instant,
        to: Instant,
      }),
    ),
    atOnce: Type.Array(Type.Enum([...milestoneKinds]), {
      description: 'Reminders whose new instant has passed: settled at once',
    }),
    waiting: Type.Optional(
      Type.Array(
        Type.Object(
          {
            term: Type.Enum([...termNames]),
            countedFrom: plainDateSchema,
            to: orNull(Instant, {
              description: 'Where this calendar puts its end; null: it does not know it',
            }),
            toOn: orNull(plainDateSchema),
          },
          { title: 'WaitingOutcome' },
        ),
        {
          description:
            'Terms that waited for a calendar which knows their end, and what becomes of them; not there when none does',
        },
      ),
    ),
  },
  { title: 'AmendmentEffect' },
);

export const AffectedView = Type.Object(
  {
    applicationId: Uuid,
    number: Type.String(),
    stage: Type.Enum([...stages]),
    executor: orNull(Type.String(), { description: 'Staff id' }),
    version: Type.Integer({ description: 'The version that was looked at' }),
    sandbox: Type.Boolean({ description: 'It lives in sandbox time: no approval waits for it' }),
    ...EffectView.properties,
    becomesOverdue: Type.Boolean({ description: 'One of its moves is `overdue`' }),
    gateCloses: Type.Boolean({
      description:
        'By the new calendar alone no notice of refusal could go out any more: a day is left for it',
    }),
  },
  { title: 'AffectedApplication' },
);

const number = Type.Integer({ minimum: 0 });
const byName = Type.Object({}, { additionalProperties: number });
export const CountsView = Type.Object(
  {
    open: Type.Integer({ description: 'Open applications that were looked at' }),
    moved: Type.Integer({ description: 'Those for which something moves' }),
    byStage: { ...byName, description: 'Moved ones by stage' },
    byExecutor: { ...byName, description: 'Moved ones by executor' },
    becomeOverdue: number,
    gatesClosed: number,
    sandbox: Type.Integer({
      minimum: 0,
      description: 'Moved ones in sandbox time: no approval waits for them',
    }),
    waiting: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Open ones with a term that this calendar cannot count either',
      }),
    ),
    broken: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Open ones whose record cannot be read: what would become of them nobody knows',
      }),
    ),
  },
  { title: 'DryRunCounts' },
);

export const SinceView = Type.Object(
  {
    received: Type.Integer({
      minimum: 0,
      description: 'Received since the dry run, and moved by the same rule: nobody has seen them in it',
    }),
    wentOn: Type.Integer({
      minimum: 0,
      description:
        'Their own procedure went on: terms foreseen are over, or terms begun since move too; the rest moves as foreseen',
    }),
    differing: Type.Integer({
      minimum: 0,
      description:
        'Something goes elsewhere than foreseen, or becomes overdue unforeseen: an approval is refused',
    }),
  },
  {
    title: 'SinceDryRun',
    description:
      'Applications found otherwise than in a stored dry run, told apart; those in sandbox time are not counted',
  },
);

export const Preview = Type.Object(
  {
    edition: Type.String({ description: 'The id it will have', examples: ['kz-2026-11-25'] }),
    baseEdition: Type.String({ description: 'The newest edition, which it changes' }),
    amendment: { ...editionSchema, description: 'How the proposal was understood' },
    hash: Type.String({
      description:
        'What a proposal is bound to: this amendment of this edition, whatever applications do meanwhile',
    }),
    counts: Type.Optional({ ...CountsView, description: 'On the first page' }),
    items: Type.Array(AffectedView),
    broken: Type.Optional(BrokenRecords),
    next: orNull(Type.String(), { description: 'Cursor of the next page' }),
  },
  { title: 'AmendmentPreview' },
);

const Signed = Type.Object(
  { by: Type.String({ description: 'Staff id' }), at: Instant },
  { title: 'SignedBy' },
);

export const AmendmentSummary = Type.Object(
  {
    edition: Type.String(),
    status: Type.Enum(['proposed', 'applied']),
    baseEdition: Type.String(),
    amendment: editionSchema,
    hash: orNull(Type.String(), {
      description: 'Of its stored dry run: what an approval is bound to',
    }),
    dryRun: Type.Object(
      {
        at: Instant,
        counts: orNull(CountsView, { description: 'Null when it was proposed before they were kept' }),
        since: orNull(SinceView, {
          description: 'What an approval found otherwise; null until it is applied',
        }),
      },
      {
        title: 'StoredDryRun',
        description:
          'What is approved. Made with the proposal, and anew by a refused approval; application by application it is `GET …/{edition}/dry-run`',
      },
    ),
    proposed: Signed,
    approved: orNull(Signed),
    finishedAt: orNull(Instant, {
      description: 'When every open application followed it',
    }),
  },
  { title: 'AmendmentSummary' },
);

export const AmendmentView = Type.Object(
  {
    ...AmendmentSummary.properties,
    progress: Type.Union(
      [
        Type.Object({
          open: Type.Integer({ description: 'Applications open now' }),
          brought: Type.Integer({ description: 'Those that follow this edition, or a later one' }),
          waiting: Type.Integer({ description: 'Those that do not yet' }),
          asleep: Type.Integer({
            description:
              'Those that follow it in every answer, while their workflows take it with their next command or before their next milestone',
          }),
          failed: Type.Array(
            Type.Object({
              applicationId: Uuid,
              number: Type.String(),
              since: Instant,
            }),
            {
              description: 'Given the amendment a minute ago or more and still not following it; at most 100',
            },
          ),
        }),
        Type.Null(),
      ],
      { description: 'Null until it is applied' },
    ),
  },
  { title: 'Amendment' },
);

export type AffectedItem = Static<typeof AffectedView>;
