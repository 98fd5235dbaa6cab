import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { languages } from '../../regulation/text.ts';
import type { ApiDeps } from '../deps.ts';
import { languageOf } from '../http/language.ts';
import { problemResponses } from '../http/schemas.ts';
import { choiceProperties, chosenEdition } from './choice.ts';
import { toIcs } from './ics.ts';

const mediaType = 'text/calendar; charset=utf-8';

/** The feed for calendar programs, which can choose a language only by the address. */
export const icsRoute: FastifyPluginAsyncTypebox<Pick<ApiDeps, 'calendars'>> = (app, { calendars }) => {
  app.get(
    '/v1/calendars/kz.ics',
    {
      config: { cost: 60 },
      schema: {
        operationId: 'subscribeToCalendar',
        tags: ['Calendar'],
        summary: 'Days off on weekdays and worked weekends, as an iCalendar feed (RFC 5545)',
        description: 'Each event names its act. Days that are only projected are tentative.',
        querystring: Type.Object(
          {
            ...choiceProperties,
            lang: Type.Optional(Type.Enum([...languages], { description: 'Instead of `Accept-Language`' })),
          },
          { additionalProperties: false },
        ),
        response: {
          200: {
            description: 'The feed',
            headers: { etag: Type.String({ description: 'Changes with the edition and the language' }) },
            content: { 'text/calendar': { schema: Type.String() } },
          },
          304: Type.Null({ description: 'You have this edition' }),
          ...problemResponses(400),
        },
      },
    },
    async (request, reply) => {
      const edition = await chosenEdition(calendars, request.query, 'query');
      const language = request.query.lang ?? languageOf(request);
      const etag = `"${edition.id}.${language}"`;
      reply
        .header('etag', etag)
        .header('cache-control', 'public, max-age=300')
        .header('content-language', language);
      if (matches(request.headers['if-none-match'], etag)) return reply.code(304).send(null);
      return reply
        .type(mediaType)
        .serializer((text: string) => text)
        .send(toIcs(edition, language));
    },
  );
  return Promise.resolve();
};

/** RFC 9110 §13.1.2: any of the tags, weak or strong, or any at all. */
function matches(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}
