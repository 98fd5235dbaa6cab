import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { CalendarError } from '../../calendars/calendar-error.ts';
import { parseInstant, type Instant } from '../../calendars/instant.ts';
import { kzZoneName } from '../../calendars/kz/calendar-days.ts';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import type { Basis } from '../../workflows/case/basis.ts';
import { previewTerms, registeredOn } from '../../workflows/application/outlook.ts';
import { choiceProperties, chosenEdition } from '../calendars/choice.ts';
import { certaintySchema, plainDateSchema } from '../../proofs/act.ts';
import { bodyLimits } from '../http/body-limits.ts';
import type { ApiDeps } from '../deps.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { uncountable } from '../http/outside-calendar.ts';
import { problemResponses } from '../http/schemas.ts';
import { presentTerm } from '../../proofs/deadline.ts';
import { termSchema } from '../../proofs/deadline-schemas.ts';

const PreviewRequest = Type.Object(
  {
    receivedAt: Type.String({
      format: 'date-time',
      maxLength: 64,
      description: 'When the application would be received: RFC 3339, any offset',
      examples: ['2026-12-04T19:10:00+05:00'],
    }),
    ...choiceProperties,
    walk: Type.Optional(
      Type.Boolean({ description: 'Whether every term is proved day by day; true unless given' }),
    ),
  },
  { additionalProperties: false },
);

const Preview = Type.Object(
  {
    receivedAt: Type.String({
      format: 'date-time',
      description: 'The same instant in UTC, to the millisecond',
    }),
    registeredOn: { ...plainDateSchema, description: 'The registration day R' },
    zone: Type.String({ description: 'Days are days of this zone', examples: [kzZoneName] }),
    calendarEdition: Type.String({ examples: ['kz-2026-03-18'] }),
    regulationEdition: Type.String(),
    certainty: certaintySchema,
    terms: Type.Array(termSchema, { description: 'In legal order, both branches' }),
  },
  { title: 'DeadlinePreview' },
);

/** What a submission would be told, counted by the functions that would count it, with nothing stored. */
export const deadlineRoutes: FastifyPluginAsyncTypebox<Pick<ApiDeps, 'calendars'>> = (app, { calendars }) => {
  app.post(
    '/v1/deadlines/preview',
    {
      config: { cost: 4 },
      bodyLimit: bodyLimits.codes,
      schema: {
        operationId: 'previewDeadlines',
        tags: ['Deadlines'],
        summary: 'All legal dates of an application received at an instant',
        description:
          'Counted by the newest calendar, by `edition`, or as anybody could count on the day `knownOn`. The negative branch assumes that the notice goes out and is received on ' +
          'the latest day allowed (D5).',
        body: PreviewRequest,
        response: { 200: Preview, ...problemResponses(400, 413, 415) },
      },
    },
    async (request, reply) => {
      const { receivedAt: text, walk = true, ...choice } = request.body;
      const language = languageOf(request);
      reply.header('content-language', language);
      const edition = await chosenEdition(calendars, choice, 'body');
      const basis = { calendar: calendars.calendarOf(edition), regulation: currentRegulationEdition };
      const provenBy = walk ? [edition] : null;
      try {
        const receivedAt = parseInstant(text);
        const terms = previewTerms(receivedAt, basis).map((deadline) =>
          presentTerm(deadline, { language, regulation: basis.regulation, provenBy }),
        );
        return {
          receivedAt: receivedAt satisfies Instant,
          registeredOn: registeredOn(receivedAt, basis),
          zone: kzZoneName,
          calendarEdition: basis.calendar.days.edition,
          regulationEdition: basis.regulation.id,
          certainty: terms.some((each) => each.certainty === 'projected')
            ? ('projected' as const)
            : ('official' as const),
          terms,
        };
      } catch (error) {
        throw error instanceof CalendarError ? refusedInstant(error, text, basis) : error;
      }
    },
  );
  return Promise.resolve();
};

function refusedInstant(cause: CalendarError, text: string, basis: Basis): Problem {
  if (cause.code === 'instant-invalid')
    return new Problem('invalid-body', {
      errors: [{ pointer: '/receivedAt', code: 'instant-invalid' }],
      cause,
    });
  const count = (at: Instant) => previewTerms(at, basis);
  return uncountable(cause, { at: parseInstant(text), basis, count }, [{ pointer: '/receivedAt' }]);
}
