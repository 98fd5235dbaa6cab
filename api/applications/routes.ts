import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { sharesOf } from '../access/scope.ts';
import { body } from '../requests/body-schemas.ts';
import { tagOf } from '../requests/if-match.ts';
import { bodyLimits } from '../http/body-limits.ts';
import type { ApiDeps } from '../deps.ts';
import { problemResponses } from '../http/schemas.ts';
import { pageAddress } from '../http/list-cursor.ts';
import { listApplications, ListQuery } from './list.ts';
import { onlookerOf, readVisible } from './reading.ts';
import { ApplicationParams, Resource } from './schemas.ts';
import { showApplication, showApplications } from './showing.ts';
import { BrokenRecords, orNull } from '../http/value-schemas.ts';
import { shapes } from '../http/value-shapes.ts';

const Page = Type.Object(
  {
    items: Type.Array(Resource),
    broken: Type.Optional(BrokenRecords),
    next: orNull(Type.String(), {
      description: 'Address of the next page; of a search, its cursor; null at the end',
    }),
  },
  { title: 'ApplicationPage', description: 'One page of applications' },
);
const SearchBody = body({
  applicantId: Type.String({ pattern: shapes.iinOrBin.pattern, description: 'IIN or BIN' }),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 300 })),
});
const tags = ['Applications'];

/** Listing, searching and reading applications. */
export const applicationRoutes: FastifyPluginAsyncTypebox<ApiDeps> = (app, deps) => {
  app.get(
    '/v1/applications',
    {
      schema: {
        summary: 'List the applications you may see',
        description:
          'A portal’s own, an executor’s appointed ones, those of a head’s unit. Others do not exist for you.',
        tags,
        operationId: 'listApplications',
        querystring: ListQuery,
        response: { 200: Page, ...problemResponses(400, 401, 403) } as Record<number, unknown>,
      },
    },
    async (request) => {
      const { stage, ...filter } = request.query;
      const { rows, next } = await listApplications(deps, sharesOf(request, stage), filter);
      return {
        ...(await showApplications(deps, rows, onlookerOf(request, deps))),
        next: next && pageAddress(request.url, next),
      };
    },
  );

  app.post(
    '/v1/applications/search',
    {
      bodyLimit: bodyLimits.codes,
      schema: {
        summary: 'Search by applicant; identifiers never stand in an address',
        description:
          'Changes nothing and needs no Idempotency-Key: it is a POST so that the identifier stays out of addresses and logs.',
        tags,
        operationId: 'searchApplications',
        body: SearchBody,
        response: { 200: Page, ...problemResponses(400, 401, 403) } as Record<number, unknown>,
      },
    },
    async (request) => {
      const { rows, next } = await listApplications(deps, sharesOf(request), request.body);
      return { ...(await showApplications(deps, rows, onlookerOf(request, deps))), next };
    },
  );

  app.get(
    '/v1/applications/:id',
    {
      schema: {
        summary: 'One application, with what you may do now',
        description:
          '`actions` says what you may do, until when, and why not: ask again to see an opening come. The `ETag` is the version: name it when you decide.',
        tags,
        operationId: 'getApplication',
        params: ApplicationParams,
        response: { 200: Resource, ...problemResponses(401, 403, 404) } as Record<number, unknown>,
      },
    },
    async (request, reply) => {
      const row = await readVisible(deps, request, request.params.id);
      // The tag is for If-Match alone: one version looks another way at another hour, to another reader, in another language.
      reply.header('etag', tagOf(row.version));
      return showApplication(deps, row, onlookerOf(request, deps));
    },
  );
  return Promise.resolve();
};
