import { Type, type Static } from 'typebox';
import { dayIn, type Edition } from '../../calendars/edition.ts';
import { editionById } from '../../calendars/kz/editions.ts';
import { addDays } from '../../calendars/plain-date.ts';
import { walkTerm } from '../../calendars/walk.ts';
import type { RegulationEdition } from '../../regulation/edition.ts';
import { termNames } from '../../regulation/terms.ts';
import { textIn, type Language, type Text } from '../../regulation/text.ts';
import type { Deadline } from '../../workflows/application/deadlines.ts';
import { actSchema, certaintySchema, plainDateSchema, presentAct } from '../calendars/presenter.ts';

const instantSchema = Type.String({ format: 'date-time', examples: ['2026-12-08T13:30:00.000Z'] });

const stepSchema = Type.Union(
  [
    Type.Object(
      {
        on: plainDateSchema,
        counts: Type.Integer({
          description: 'Which working day of the term it is; 0 is the day of registration',
        }),
      },
      { additionalProperties: false },
    ),
    Type.Object(
      { on: plainDateSchema, skipped: Type.String({ examples: ['Independence Day'] }), act: actSchema },
      { additionalProperties: false },
    ),
  ],
  { description: 'One calendar day: counted, or passed over by an act' },
);

const termProperties = {
  term: Type.Enum([...termNames]),
  text: Type.String({ description: 'The term in words', examples: ['Result of the public service'] }),
  dueOn: plainDateSchema,
  dueAt: Type.Optional({
    ...instantSchema,
    description: 'The act must be done before this instant; it is exclusive',
  }),
  opensAt: Type.Optional({ ...instantSchema, description: 'The act is allowed from this instant on' }),
  law: Type.String({ examples: ['Order 219, annex 1, item 3; APPC 76(2) and 91(2)'] }),
  calendarEdition: Type.String({ examples: ['kz-2026-03-18'] }),
  certainty: certaintySchema,
  anchor: { ...plainDateSchema, description: 'The day the term is counted from: day 0' },
  workingDays: Type.Integer({ description: 'The length of the term', examples: [8] }),
  cause: Type.Enum(
    [
      'receipt-of-application',
      'registration',
      'notice',
      'receipt-of-notice',
      'oral-request',
      'waiver',
    ] as const satisfies readonly Deadline['cause'][],
    { description: 'Why the term stands where it stands' },
  ),
  walk: Type.Optional(
    Type.Array(stepSchema, { description: 'The proof, day by day; the last step is `dueOn`' }),
  ),
};

/** A term of the law with its proof, before anything has happened. */
export const termSchema = Type.Object(termProperties);

/** A term of one application. */
export const deadlineSchema = Type.Object({
  ...termProperties,
  status: Type.Enum(['open', 'met', 'missed', 'moved', 'not-needed'], {
    description: '`moved`: it stood until a recorded cause put another in its place',
  }),
});

export interface Presentation {
  readonly language: Language;
  readonly regulation: RegulationEdition;
  /** The edition the deadline was counted by; looked up by its id unless given. */
  readonly edition?: Edition;
  /** Whether to prove it day by day. */
  readonly walk: boolean;
}

/** A deadline as the API shows it, with its status. */
export function presentDeadline(
  deadline: Deadline,
  presentation: Presentation,
): Static<typeof deadlineSchema> {
  return { ...presentTerm(deadline, presentation), status: deadline.status };
}

/** A term as the preview shows it. */
export function presentTerm(deadline: Deadline, presentation: Presentation): Static<typeof termSchema> {
  const { language, regulation, edition, walk } = presentation;
  const { term, edge, on, at, calendarEdition, certainty, anchor, workingDays, cause } = deadline;
  const rule = regulation.terms[term];
  const steps = walk ? walkOf(deadline, edition ?? editionById(calendarEdition), presentation) : null;
  return {
    term,
    text: textIn(rule.text, language),
    dueOn: on,
    ...(edge === 'opens' ? { opensAt: at } : { dueAt: at }),
    law: rule.law,
    calendarEdition,
    certainty,
    anchor,
    workingDays,
    cause,
    ...(steps === null ? {} : { walk: steps }),
  };
}

type Step = Static<typeof stepSchema>;

/**
 * The proof of a deadline. None where no count of days leads to it: after a waiver, and for a refusal held back by the
 * objection window, whose own deadline carries the proof.
 */
function walkOf(deadline: Deadline, edition: Edition, presentation: Presentation): Step[] | null {
  if (deadline.term === 'registration') return registrationWalk(deadline, edition, presentation);
  if (deadline.workingDays < 1) return null;
  const steps = walkTerm(edition, deadline.anchor, deadline.workingDays);
  if (steps.at(-1)?.on !== deadline.on) return null;
  return steps.map((step) =>
    'counts' in step
      ? { on: step.on, counts: step.counts }
      : {
          on: step.on,
          skipped: textIn(step.skipped, presentation.language),
          act: presentAct(step.act, presentation.language),
        },
  );
}

const afterHours: Text = {
  kk: 'Жұмыс уақыты аяқталғаннан кейін түскен',
  ru: 'Поступило после окончания рабочего времени',
  en: 'Received after office hours',
};

/** The days from receipt on that passed without registration, then the registration day as day 0. */
function registrationWalk(
  { anchor, on }: Deadline,
  edition: Edition,
  { language, regulation }: Presentation,
): Step[] {
  const steps: Step[] = [];
  for (let day = anchor; day < on; day = addDays(day, 1)) {
    const { working, reason, act } = dayIn(edition, day);
    // Only the day of receipt can be a working day here: it was over for the office.
    steps.push(
      working
        ? {
            on: day,
            skipped: textIn(afterHours, language),
            act: { name: regulation.officeHours.law, link: regulation.source },
          }
        : { on: day, skipped: textIn(reason, language), act: presentAct(act, language) },
    );
  }
  return [...steps, { on, counts: 0 }];
}
