import { Type, type Static } from 'typebox';
import type { Application } from '../../prisma/generated/client.ts';
import { citationIn } from '../../regulation/citation-text.ts';
import { termNames } from '../../regulation/terms.ts';
import { textIn, type Language } from '../../regulation/text.ts';
import { outcomes } from '../../workflows/application/prospect-acts.ts';
import { prospectsOf, type Prospect, type ProspectAct } from '../../workflows/application/prospects.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';
import type { RegulationEdition } from '../../regulation/edition.ts';
import { viewFor, type Reader } from '../access/actors.ts';
import { basisOf } from '../basis.ts';
import type { ApiDeps } from '../deps.ts';
import { actTexts, outcomeTexts, termOver } from '../http/outlook-texts.ts';
import { commandNames, WhyNot } from './part-schemas.ts';
import { instantOf, stateOf, timeOf } from './stored.ts';
import { presentWhyNot } from './why-not.ts';
import { Instant, orNull, Uuid } from '../http/value-schemas.ts';

const ActSchema = Type.Object(
  {
    act: Type.Enum([...commandNames, 'post-notice'], {
      description: 'A command, or the posting of a notice',
    }),
    text: Type.String({ description: 'The same in words' }),
    by: Type.String({ description: 'Whose act it is' }),
    from: Type.String({
      ...Instant,
      description: 'The earliest lawful moment, if all before it is done as early as it can be',
    }),
    latest: orNull({
      ...Instant,
      description:
        'The latest lawful moment, exclusive: from it on the outcome cannot come in time; null: none',
    }),
    term: orNull(
      Type.Object(
        { term: Type.Enum([...termNames]), dueAt: Instant, law: Type.String() },
        {
          title: 'ActTerm',
          description: 'The term of the law for this very act; done later it is accepted and marked late',
        },
      ),
    ),
  },
  { title: 'ProspectAct' },
);

const OutcomeSchema = Type.Object(
  {
    outcome: Type.Enum([...outcomes]),
    text: Type.String({ description: 'The same in words' }),
    status: Type.Enum(['reached', 'possible', 'late-only', 'impossible'], {
      description: '`late-only`: still allowed, but not within the term any more',
    }),
    earliestAt: orNull(Instant, { description: 'When it comes at the earliest' }),
    acts: Type.Array(ActSchema, { description: 'What still lies on the way, in order' }),
    whyNot: orNull(WhyNot, { description: 'Why not, or why not in time' }),
  },
  { title: 'Prospect' },
);

export const Outlook = Type.Object(
  {
    applicationId: Uuid,
    number: Type.String(),
    version: Type.Integer(),
    at: Type.String({ ...Instant, description: 'The application’s own time at which this was tried' }),
    calendarEdition: Type.String(),
    outcomes: Type.Array(OutcomeSchema),
  },
  { title: 'Outlook' },
);

/** What may still become of an application at a moment, until when, and what may not, and why. */
export async function readOutlook(
  { calendars, now }: Pick<ApiDeps, 'calendars' | 'now'>,
  row: Application,
  reader: Reader,
  language: Language,
): Promise<Static<typeof Outlook>> {
  const state = viewFor(reader, stateOf(row));
  const basis = await basisOf(calendars, await editionOf(state, calendars), state.regulationEdition);
  const at = timeOf(row, instantOf(now()));
  const { id: applicationId, number, version } = state;
  return {
    applicationId,
    number,
    version,
    at,
    calendarEdition: basis.calendar.days.edition,
    outcomes: prospectsOf(state, at, basis).map((each) => presentProspect(each, language, basis.regulation)),
  };
}

/** Until registration pins it, the newest calendar counts. */
async function editionOf(state: ApplicationState, calendars: ApiDeps['calendars']): Promise<string> {
  return state.stage === 'received' ? (await calendars.newest()).id : state.calendarEdition;
}

function presentProspect(
  { outcome, status, earliestAt, acts, whyNot }: Prospect,
  language: Language,
  regulation: RegulationEdition,
): Static<typeof OutcomeSchema> {
  const overdue = {
    code: 'term-over',
    law: citationIn(regulation.terms.result.law, language),
    text: textIn(termOver, language),
  };
  return {
    outcome,
    text: textIn(outcomeTexts[outcome], language),
    status,
    earliestAt,
    acts: acts.map((act) => presentAct(act, language, regulation)),
    whyNot: whyNot ? presentWhyNot(whyNot, language) : status === 'late-only' ? overdue : null,
  };
}

function presentAct(
  { act, by, from, until, term }: ProspectAct,
  language: Language,
  { terms }: RegulationEdition,
): Static<typeof ActSchema> {
  const text = actTexts[act];
  return {
    act,
    text: text === undefined ? act : textIn(text, language),
    by,
    from,
    latest: until,
    term: term && { term: term.name, dueAt: term.at, law: citationIn(terms[term.name].law, language) },
  };
}
