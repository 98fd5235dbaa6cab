import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { nextEdition } from '../../../calendars/edition.ts';
import { parseInstant } from '../../../calendars/instant.ts';
import { parseUuid } from '../../../workflows/case/ids.ts';
import { isMoment, readCursor, writeCursor } from '../../http/list-cursor.ts';
import { digestOfJson } from '../../../proofs/digest.ts';
import { bodyLimits } from '../../http/body-limits.ts';
import type { ApiDeps } from '../../deps.ts';
import { languageOf } from '../../http/language.ts';
import { problemResponses } from '../../http/schemas.ts';
import { presentEdition } from '../presenter.ts';
import { dryRunCsv } from './dry-run-csv.ts';
import { dryRun, rehearse } from './dry-run.ts';
import type { Affected, BrokenApplication, DryRunCounts, Rehearsal } from './dry-run.ts';
import { presentAffected } from './presenter.ts';
import { rehearsalOf } from './rehearsal.ts';
import { DescribedProposal, Preview, PreviewQuery, Proposal } from './schemas.ts';

/** What an amendment would do to every open application. Nothing is changed and nothing is stored. */
export const previewRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'db' | 'calendars' | 'now' | 'broken'>
> = (app, deps) => {
  app.post(
    '/v1/calendars/kz/amendments/preview',
    {
      bodyLimit: bodyLimits.forms,
      config: { describedBody: DescribedProposal, cost: 100 },
      schema: {
        operationId: 'previewAmendment',
        tags: ['Calendar'],
        summary: 'Dry run of a calendar amendment over all open applications',
        description:
          'Changes and stores nothing. The first page carries counts over all applications; further pages are of the ' +
          'same moment and the same proposal. `Accept: text/csv` gives the whole dry run as CSV, one line for each move.',
        querystring: PreviewQuery,
        body: Proposal,
        response: {
          200: {
            content: {
              'application/json': { schema: Preview },
              'text/csv': { schema: Type.String() },
            },
          } as unknown as typeof Preview,
          ...problemResponses(400, 401, 403, 413, 415),
        },
      },
    },
    async (request, reply) => {
      const rehearsal = await rehearsalOf(deps, request.body, '');
      if (wantsCsv(request.headers.accept)) {
        return reply
          .header('content-disposition', `attachment; filename="${rehearsal.record.id}.csv"`)
          .type('text/csv; charset=utf-8')
          .send(Readable.from(dryRunCsv(deps, rehearsal)));
      }
      const language = languageOf(request);
      const { limit = 100, cursor } = request.query;
      const of = digestOfJson(request.body);
      const page =
        cursor === undefined
          ? await firstPage(deps, rehearsal, limit)
          : await laterPage(deps, rehearsal, limit, placeOf(cursor, of));
      const last = page.items.at(-1);
      const { record, base } = rehearsal;
      reply.header('content-language', language).header('cache-control', 'no-store');
      return {
        edition: record.id,
        baseEdition: base.id,
        amendment: presentEdition(nextEdition(base, record), language),
        hash: page.hash,
        ...(page.counts ? { counts: page.counts } : {}),
        items: page.items.map(presentAffected),
        ...(page.broken.length === 0 ? {} : { broken: page.broken }),
        next: page.more && last ? writeCursor([of, page.hash, page.loadedAt, last.applicationId]) : null,
      };
    },
  );
  return Promise.resolve();
};

interface Page {
  readonly items: readonly Affected[];
  /** Some of those that cannot be read, as far as the page has looked. */
  readonly broken: BrokenApplication[];
  readonly more: boolean;
  readonly hash: string;
  readonly loadedAt: Rehearsal['loadedAt'];
  /** Over all applications: only a first page has looked at all. */
  readonly counts?: DryRunCounts;
}

type Deps = Pick<ApiDeps, 'db' | 'calendars' | 'broken'>;
const mostBroken = 100;

async function firstPage(deps: Deps, rehearsal: Rehearsal, limit: number): Promise<Page> {
  const items: Affected[] = [];
  const broken: BrokenApplication[] = [];
  let more = false;
  const { counts, hash } = await dryRun(deps, rehearsal, ({ affected, broken: found }) => {
    broken.push(...found.slice(0, mostBroken - broken.length));
    more ||= items.length + affected.length > limit;
    items.push(...affected.slice(0, limit - items.length));
  });
  return { items, broken, more, counts, hash, loadedAt: rehearsal.loadedAt };
}

interface Place {
  readonly hash: string;
  readonly loadedAt: Rehearsal['loadedAt'];
  readonly after: string;
}

/** Only as far as the page reaches; the moment is that of the first page. */
async function laterPage(deps: Deps, rehearsal: Rehearsal, limit: number, place: Place): Promise<Page> {
  const { hash, loadedAt, after } = place;
  const items: Affected[] = [];
  const broken: BrokenApplication[] = [];
  for await (const { affected, broken: found } of rehearse(deps, { ...rehearsal, loadedAt }, after)) {
    items.push(...affected.slice(0, limit + 1 - items.length));
    broken.push(...found.slice(0, mostBroken - broken.length));
    if (items.length > limit) break;
  }
  return { items: items.slice(0, limit), broken, more: items.length > limit, hash, loadedAt };
}

/** The place a cursor names. Throws `invalid-query` for one of another proposal. */
function placeOf(cursor: string, of: string): Place {
  const [, hash = '', at = '', after = ''] = readCursor(
    cursor,
    ([proposal, , moment = '', id = '']) => proposal === of && isMoment(moment) && parseUuid(id) !== null,
  );
  return { hash, loadedAt: parseInstant(at), after };
}

function wantsCsv(accept: string | undefined): boolean {
  return accept !== undefined && /^\s*text\/csv\b/i.test(accept);
}
