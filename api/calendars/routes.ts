import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { dayIn, type Edition } from '../../calendars/edition.ts';
import { kzZoneName } from '../../calendars/kz/calendar-days.ts';
import { dayNumber, fromDayNumber, parsePlainDate } from '../../calendars/plain-date.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import type { ApiDeps } from '../deps.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import { problemResponses } from '../http/schemas.ts';
import { choiceProperties, chosenEdition } from './choice.ts';
import { daySchema, editionSchema, presentDay, presentEdition } from './presenter.ts';
import { plainDateSchema } from '../../proofs/act.ts';

/** Three years with a leap day. */
const maxDays = 1096;
/** A new edition is seen by everybody within this time. */
const cacheControl = 'public, max-age=300';

const DaysQuery = Type.Object(
  {
    from: Type.String({ format: 'date', description: 'First day', examples: ['2026-12-01'] }),
    to: Type.String({ format: 'date', description: 'Last day, included', examples: ['2026-12-31'] }),
    ...choiceProperties,
  },
  { additionalProperties: false },
);

const Days = Type.Object(
  {
    edition: Type.String({ examples: ['kz-2026-03-18'] }),
    zone: Type.String({ examples: [kzZoneName] }),
    from: plainDateSchema,
    to: plainDateSchema,
    workingDays: Type.Integer({ description: 'How many of the days are worked', examples: [22] }),
    days: Type.Array(daySchema),
  },
  { title: 'CalendarDays' },
);

const Editions = Type.Object(
  {
    editions: Type.Array(editionSchema, { description: 'Oldest first; the last one counts now' }),
  },
  { title: 'CalendarEditions' },
);

/** The working-day calendar of Kazakhstan, open to everybody: what every deadline was counted by. */
export const calendarRoutes: FastifyPluginAsyncTypebox<Pick<ApiDeps, 'calendars'>> = (app, { calendars }) => {
  app.get(
    '/v1/calendars/kz/days',
    {
      schema: {
        operationId: 'listCalendarDays',
        tags: ['Calendar'],
        summary: 'Days of the calendar, each with its reason and act',
        description: `At most ${maxDays} days at once. Days outside the data are refused, never guessed.`,
        querystring: DaysQuery,
        response: { 200: Days, ...problemResponses(400) },
      },
    },
    async (request, reply) => {
      const edition = await chosenEdition(calendars, request.query, 'query');
      const { from, to } = readSpan(request.query, edition);
      const language = languageOf(request);
      const span = Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, index) =>
        presentDay(dayIn(edition, fromDayNumber(dayNumber(from) + index)), language),
      );
      reply.header('cache-control', cacheControl).header('content-language', language);
      return {
        edition: edition.id,
        zone: kzZoneName,
        from,
        to,
        workingDays: span.filter(({ working }) => working).length,
        days: span,
      };
    },
  );

  app.get(
    '/v1/calendars/kz/editions',
    {
      schema: {
        operationId: 'listCalendarEditions',
        tags: ['Calendar'],
        summary: 'Every edition of the calendar, with the act behind it and the days it moved',
        description:
          'Editions are never changed, only followed by newer ones: what was counted by one can be counted again.',
        security: [],
        response: { 200: Editions, ...problemResponses() },
      },
    },
    async (request, reply) => {
      const language = languageOf(request);
      reply.header('cache-control', cacheControl).header('content-language', language);
      return { editions: (await calendars.editions()).map((edition) => presentEdition(edition, language)) };
    },
  );
  return Promise.resolve();
};

/** The days asked for. Throws `invalid-query` with the parameter at fault. */
function readSpan(
  query: { readonly from: string; readonly to: string },
  edition: Edition,
): { readonly from: PlainDate; readonly to: PlainDate } {
  const [from, to] = [parsePlainDate(query.from), parsePlainDate(query.to)];
  const { firstDay, lastDay } = edition.coverage;
  const at = (pointer: '/from' | '/to') => ({ pointer, in: 'query' }) as const;
  const outside = (place: '/from' | '/to') => {
    const fault = {
      code: 'date-outside-calendar',
      params: { from: firstDay, until: lastDay },
    } as const;
    return new Problem(fault.code, { ...fault, errors: [{ ...at(place), ...fault }] });
  };
  if (from < firstDay) throw outside('/from');
  if (to > lastDay) throw outside('/to');
  if (to < from) {
    const fault = { code: 'dates-reversed', params: { from, to } } as const;
    throw new Problem(fault.code, { ...fault, errors: [{ ...at('/to'), ...fault }] });
  }
  if (dayNumber(to) - dayNumber(from) >= maxDays) {
    const fault = { code: 'span-too-long', params: { max: maxDays } } as const;
    throw new Problem(fault.code, { ...fault, errors: [{ ...at('/to'), ...fault }] });
  }
  return { from, to };
}
