import { Type } from 'typebox';
import { termNames } from '../regulation/terms.ts';
import { deadlineCauses } from '../workflows/application/deadlines.ts';
import { actSchema, certaintySchema, plainDateSchema } from './act.ts';

const instantSchema = Type.String({ format: 'date-time', examples: ['2026-12-08T13:30:00.000Z'] });

/** One step of a proof. */
export const stepSchema = Type.Union(
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
  { title: 'ProofStep', description: 'One calendar day: counted, or passed over by an act' },
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
  law: Type.String({
    description: 'The rule of law behind it, in the language of the answer',
    examples: ['Order 219, annex 1, item 3; APPC 76(2) and 91(2)'],
  }),
  calendarEdition: Type.String({ examples: ['kz-2026-03-18'] }),
  certainty: certaintySchema,
  anchor: { ...plainDateSchema, description: 'The day the term is counted from: day 0' },
  workingDays: Type.Integer({ description: 'The length of the term', examples: [8] }),
  cause: Type.Enum([...deadlineCauses], { description: 'Why the term stands where it stands' }),
  walk: Type.Optional(
    Type.Array(stepSchema, { description: 'The proof, day by day; the last step is `dueOn`' }),
  ),
};

/** A term of the law with its proof, before anything has happened. */
export const termSchema = Type.Object(termProperties, { title: 'Term' });

/** A term of one application. */
export const deadlineSchema = Type.Object(
  {
    ...termProperties,
    status: Type.Enum(['open', 'met', 'missed', 'moved', 'not-needed'], {
      description: '`moved`: it stood until a recorded cause put another in its place',
    }),
  },
  { title: 'Deadline', description: 'A term of the law as it falls for one application' },
);
