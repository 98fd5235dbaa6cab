import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { parseInstant, type Instant } from '../../../calendars/instant.ts';
import type { CalendarAmendment } from '../../../prisma/generated/client.ts';
import { parseUuid } from '../../../workflows/case/ids.ts';
import { isMoment, readCursor, writeCursor } from '../../http/list-cursor.ts';
import type { ApiDeps } from '../../deps.ts';
import { languageOf } from '../../http/language.ts';
import { Problem } from '../../http/problem.ts';
import { problemResponses } from '../../http/schemas.ts';
import { countSince, nothingSince } from './compared.ts';
import type { Compared, ComparedKind, Since } from './compared.ts';
import { comparedPages, dryRunAt } from './comparison.ts';
import { ComparedDryRun, ComparedQuery } from './dry-run-schemas.ts';
import { presentCompared } from './presenter.ts';
import { readAmendment } from './reading.ts';
import { rehearsalOfProposal } from './rehearsal.ts';
import { Edition } from './schemas.ts';

type Deps = Pick<ApiDeps, 'db' | 'calendars' | 'now' | 'broken'>;

/** What is approved with a proposal, application by application, beside what a dry run finds by now. */
export const dryRunRoutes: FastifyPluginAsyncTypebox<Deps> = (app, deps) => {
  app.get(
    '/v1/calendars/kz/amendments/:edition/dry-run',
    {
      config: { cost: 100 },
      schema: {
        operationId: 'readDryRun',
        tags: ['Calendar'],
        summary: 'The stored dry run of a proposal, beside what one finds by now',
        description:
          'What an approval is bound to, and what it would find otherwise: in order of ids, each application as it was foreseen and as it ' +
          'is found now. Those received since stand among them. The first page carries `since` over all applications; further pages are ' +
          'of the same moment. Changes and stores nothing.',
        params: Edition,
        querystring: ComparedQuery,
        response: { 200: ComparedDryRun, ...problemResponses(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const row = await readAmendment(deps.db, request.params.edition);
      const { edition, dryRunHash } = row;
      if (row.status === 'applied') throw new Problem('amendment-already-applied', { params: { edition } });
      const { limit = 100, cursor, kind } = request.query;
      const of = [edition, dryRunHash ?? '', kind ?? ''];
      const page = await readPage(deps, row, {
        limit,
        kind,
        ...(cursor === undefined ? {} : { place: placeOf(cursor, of) }),
      });
      const last = page.items.at(-1);
      reply.header('content-language', languageOf(request)).header('cache-control', 'no-store');
      return {
        edition,
        hash: dryRunHash ?? '',
        foreseenAt: dryRunAt(row),
        at: page.at,
        ...(page.since ? { since: page.since } : {}),
        items: page.items.map(presentCompared),
        next: page.more && last ? writeCursor([...of, page.at, last.applicationId]) : null,
      };
    },
  );
  return Promise.resolve();
};

interface Asked {
  readonly limit: number;
  readonly kind: ComparedKind | undefined;
  /** Set on later pages. */
  readonly place?: Place;
}

interface Place {
  readonly at: Instant;
  readonly after: string;
}

interface Page {
  readonly at: Instant;
  readonly items: readonly Compared[];
  readonly more: boolean;
  /** Over all applications: only a first page has looked at all. */
  readonly since?: Since;
}

async function readPage(deps: Deps, row: CalendarAmendment, { limit, kind, place }: Asked): Promise<Page> {
  const now = await rehearsalOfProposal(deps, row);
  const at = place?.at ?? now.loadedAt;
  const items: Compared[] = [];
  const since = nothingSince();
  for await (const page of comparedPages(deps, row, { ...now, loadedAt: at }, place?.after)) {
    for (const each of page) countSince(since, each);
    const asked = page.filter((each) => kind === undefined || each.kind === kind);
    items.push(...asked.slice(0, limit + 1 - items.length));
    // A later page goes only as far as it reaches.
    if (place && items.length > limit) break;
  }
  const more = items.length > limit;
  return { at, items: items.slice(0, limit), more, ...(place ? {} : { since }) };
}

/** The place a cursor names. Throws `invalid-query` for one of another list, or of a dry run that has been made anew. */
function placeOf(cursor: string, of: readonly string[]): Place {
  const [at = '', after = ''] = readCursor(
    cursor,
    ([edition, hash, kind, moment = '', id = '']) =>
      of.join() === [edition, hash, kind].join() && isMoment(moment) && parseUuid(id) !== null,
  ).slice(of.length);
  return { at: parseInstant(at), after };
}
