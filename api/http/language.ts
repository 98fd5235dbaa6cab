import accepts from '@fastify/accepts';
import fp from 'fastify-plugin';
import type { FastifyRequest } from 'fastify';
import { languages, type Language } from '../../regulation/text.ts';

/** What is spoken to who does not ask for a language: both official languages are law, this one most portals read. */
export const defaultLanguage: Language = 'ru';

/** How many write Kazakh: the code of the country. No language has it as a tag. */
const countryForLanguage = 'kz';

/** Reads `Accept-Language`; `languageOf` gives the answer. */
export const languagePlugin = fp(
  async (app) => {
    await app.register(accepts);
    app.addHook('onSend', (request, reply, _payload, done) => {
      if (!reply.hasHeader('content-language') && isText(reply.getHeader('content-type')))
        reply.header('content-language', languageOf(request));
      reply.header('vary', merged(reply.getHeader('vary'), 'Accept-Language'));
      done();
    });
  },
  { name: 'language' },
);

/** The language of the answer: the best of kk, ru, en by `Accept-Language`, else the default. */
export function languageOf(request: FastifyRequest): Language {
  const asked = request.headers['accept-language'];
  if (asked === undefined) return defaultLanguage;
  const preferred = request.languages([defaultLanguage, ...languages, countryForLanguage]);
  if (preferred === countryForLanguage) return 'kk';
  return languages.find((language) => language === preferred) ?? defaultLanguage;
}

/** Answers of ours carry texts of people in one language; files are in whatever language they came. */
function isText(contentType: unknown): boolean {
  return typeof contentType === 'string' && /^application\/(problem\+)?json\b/.test(contentType);
}

function merged(vary: unknown, name: string): string {
  const known = typeof vary === 'string' ? vary : '';
  if (known.toLowerCase().includes(name.toLowerCase())) return known;
  return known === '' ? name : `${known}, ${name}`;
}
