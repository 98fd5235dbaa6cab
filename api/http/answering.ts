import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Instant } from '../../calendars/instant.ts';
import { plainDateAt, timeAt } from '../../calendars/zone.ts';
import type { BrokenRecords } from '../../operations/broken-records.ts';
import type { Citation } from '../../regulation/citation.ts';
import { citationIn } from '../../regulation/citation-text.ts';
import { dateIn, filledIn, places, textIn } from '../../regulation/text.ts';
import type { FillingOf, Language, TextParams } from '../../regulation/text.ts';
import type { Refusal, RefusalCode } from '../../workflows/application/refusals.ts';
import { refusals } from '../../workflows/application/refusals.ts';
import { localZone } from '../../calendars/kz/local-zone.ts';
import { loggedPointer } from '../logging.ts';
import { languageOf, languagePlugin } from './language.ts';
import { learnAddresses } from './route-addresses.ts';
import { acceptedBy, problemOf } from './causes.ts';
import { mostFaults } from './most-faults.ts';
import { problemTable, problemType, titles } from './table.ts';
import type { ProblemCode } from './table.ts';
import { fieldTexts } from './texts-fields.ts';
import { problemTexts } from './texts.ts';
import { problemSchema } from './schemas.ts';
import { validatorCompiler } from './validation.ts';
import { Problem } from './problem.ts';
import { inWords } from './in-words.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a request that was refused unread, by its address. Throws `too-many-requests` past the limit. */
    countStranger(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  }
}

/** A refused command as an answer, with what is allowed instead and from when. */
export function problemOfRefusal(refusal: Refusal): Problem {
  const { code, stage, params, opensAt, allowed } = refusal;
  return new Problem(code, {
    // A reason is made with all that its text needs; by now code and params are apart.
    params: params as FillingOf<(typeof problemTexts)[RefusalCode]>,
    extensions: { stage, allowed, ...(opensAt === null ? {} : { opensAt }), params },
  });
}

/** The body of an answer about a problem (RFC 9457), in the language of the caller. */
export function problemBody(problem: Problem, language: Language, traceId: string): Record<string, unknown> {
  const { code, params, errors, extensions } = problem;
  const { status, title } = problemTable[code];
  const law = lawOf(problem);
  return {
    type: problemType(code),
    title: textIn(titles[title], language),
    status,
    detail: detailOf(code, params, language),
    code,
    ...(law === null ? {} : { law: citationIn(law, language, 'spelled') }),
    ...(errors.length === 0
      ? {}
      : {
          errors: errors.slice(0, mostFaults).map((fault) => ({
            pointer: fault.pointer,
            ...(fault.in === undefined ? {} : { in: fault.in }),
            code: fault.code,
            ...(fault.line && { line: { no: fault.line.no, caption: textIn(fault.line.caption, language) } }),
            text: filledIn(fieldTexts[fault.code], readable(fault.params ?? {}, language), language),
          })),
        }),
    ...extensions,
    traceId,
  };
}

/** What a code says, with its places filled; from when it is possible, when the text does not say so itself. */
export function detailOf(code: ProblemCode, params: TextParams, language: Language): string {
  const text = problemTexts[code];
  const told = readable(params, language);
  const detail = filledIn(text, told, language);
  if (told['opensAt'] === undefined || places(text[language]).includes('opensAt')) return detail;
  return `${detail}. ${filledIn(possibleFrom, told, language)}`;
}

const possibleFrom = {
  kk: '{opensAt} сәтінен бастап мүмкін (Астана уақыты)',
  ru: 'Возможно с {opensAt} (время Астаны)',
  en: 'Possible from {opensAt} on (Astana)',
} as const;

function lawOf({ code, law }: Problem): Citation | null {
  if (law !== undefined) return law;
  return code in refusals ? refusals[code as keyof typeof refusals].law : null;
}

/** Days and instants in a text are read by people in Astana; the answer's own members stay as they are. */
function readable(params: TextParams, language: Language): TextParams {
  const read = (value: string | number) => {
    if (isDate(value)) return dateIn(value, language);
    if (!isInstant(value)) return value;
    return `${dateIn(plainDateAt(localZone, value), language)} ${timeAt(localZone, value).slice(0, 5)}`;
  };
  // What a sender called a field is told as he called it.
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      name === 'field' ? value : read(inWords(name, value, language)),
    ]),
  );
}

function isDate(value: string | number): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

function isInstant(value: string | number): value is Instant {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value);
}

/** Answers with a problem. Faults of ours are logged whole and told without detail; the caller's are one line. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // Nobody is there any more to be answered, and nothing of ours failed.
  const hungUp = error instanceof Error && error === request.raw.errored;
  const problem = hungUp
    ? new Problem('request-malformed', { cause: error })
    : problemOf(error, acceptedBy(request));
  const { status } = problemTable[problem.code];
  if (status >= 500) request.log.error({ err: error, code: problem.code }, 'the request failed');
  else request.log.info({ code: problem.code, pointers: problem.errors.map(loggedPointer) }, 'refused');

  const language = languageOf(request);
  if (status === 401 && !reply.hasHeader('www-authenticate')) reply.header('www-authenticate', 'Bearer');
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.retryAfterSeconds));
  if (status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', '5');
  return reply
    .code(status)
    .type('application/problem+json; charset=utf-8')
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send(problemBody(problem, language, request.id));
}

/**
 * Everything a request may be refused for before a route sees it, and the one error handler. Register it after
 * `security` and before every route: it learns their addresses to tell 405 from 404.
 */
export const problems = fp(
  async (app, { broken }: { readonly broken?: BrokenRecords }) => {
    await app.register(languagePlugin);
    app.addSchema(problemSchema);
    app.setValidatorCompiler(validatorCompiler);
    app.removeContentTypeParser('text/plain');

    const addresses = learnAddresses(app);
    const refuseAddress = ({ url }: FastifyRequest, reply: FastifyReply): Problem => {
      const allowed = addresses.methodsAt(url).join(', ');
      if (allowed === '') return new Problem('not-found');
      void reply.header('allow', allowed);
      return new Problem('method-not-allowed', { params: { allowed } });
    };

    // Before the body: what nobody waits for is not read.
    app.addHook('onRequest', (request, reply, done) => {
      const { is404, url, method } = request;
      if (is404 || (method !== 'OPTIONS' && addresses.isOtherwiseNamed(url, method)))
        throw refuseAddress(request, reply);
      done();
    });
    app.setNotFoundHandler((request, reply) => sendProblem(refuseAddress(request, reply), request, reply));
    app.setErrorHandler(async (error, request, reply) => {
      broken?.note(error);
      const refused = await limitStranger(app, request, reply);
      return sendProblem(refused ?? error, request, reply);
    });
  },
  { name: 'problems' },
);

/** Who was refused before anybody knew him may not try without end: past the limit that is the answer. */
async function limitStranger(
  app: FastifyInstance,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (reply.hasHeader('ratelimit') || !app.hasDecorator('countStranger')) return null;
  return app.countStranger(request, reply).then(
    () => null,
    (refused: unknown) => refused,
  );
}
