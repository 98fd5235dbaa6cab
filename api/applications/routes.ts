import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Prisma } from '../../prisma/generated/client.ts';
import { sharesOf } from '../access/scope.ts';
import { answerOnce } from '../commands/answer.ts';
import { body } from '../commands/body-schemas.ts';
import { commandHeaders } from '../commands/headers.ts';
import { requestKeyOf } from '../commands/idempotency.ts';
import { tagOf } from '../commands/if-match.ts';
import { bodyLimits } from '../body-limits.ts';
import type { ApiDeps } from '../deps.ts';
import { problemResponses } from '../problems/schemas.ts';
import { faultsOf } from '../problems/validation.ts';
import { applicantIn, faultsOfSubmission, refuseFaulty } from './check-submission.ts';
import { uploadFaults } from '../uploads/claiming.ts';
import { pageAddress } from '../list-cursor.ts';
import { listApplications, ListQuery } from './list.ts';
import { onlookerOf, readVisible } from './reading.ts';
import { instantOf } from './stored.ts';
import { receiveSubmission } from './receive-submission.ts';
import { ApplicationParams, PendingCommand, Resource } from './schemas.ts';
import { showApplication, showApplications } from './showing.ts';
import { DescribedSubmission, SubmissionBody, type Submission } from './submission-schemas.ts';
import { BrokenRecords, orNull } from '../value-schemas.ts';
import { shapes } from '../value-shapes.ts';

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

/**
 * Throws when anything is wrong with a submission, with all of it. Its files are looked at with the rest when there is a rest;
 * else they are when they are claimed.
 */
async function refuseAtOnce(
  { db, config, now }: ApiDeps,
  { body, caller, validationError }: FastifyRequest,
): Promise<void> {
  const { clientId, applicant: confinedTo } = caller;
  const faults = faultsOfSubmission(body, faultsOf(validationError?.validation ?? []), {
    sandbox: config.sandbox,
    now: instantOf(now()),
    confinedTo,
  });
  if (faults.length === 0) return;
  const applicantId = Prisma.sql`${confinedTo ?? applicantIn(body)?.id ?? null}::text`;
  const { documents } = (body ?? {}) as { readonly documents?: unknown };
  refuseFaulty(body, faults, await uploadFaults(db, documents, { clientId, applicantId }));
}

/** Submitting, listing, searching and reading applications. */
export const applicationRoutes: FastifyPluginAsyncTypebox<ApiDeps> = (app, deps) => {
  app.post(
    '/v1/applications',
    {
      bodyLimit: bodyLimits.forms,
      config: { describedBody: DescribedSubmission },
      // The regulation's faults are told together with the schema's.
      attachValidation: true,
      schema: {
        summary: 'Submit an application',
        description:
          'Upload the files first and name them here. Everything wrong is told at once and nothing of it is kept. What was taken has a number and a date on which its result is due.',
        tags,
        operationId: 'submitApplication',
        headers: commandHeaders(null),
        body: SubmissionBody,
        response: {
          201: Resource,
          202: PendingCommand,
          ...problemResponses(400, 401, 403, 413, 415, 422),
        } as Record<number, unknown>,
      },
    },
    async (request, reply) => {
      const { validationError } = request;
      if (validationError !== undefined && validationError.validationContext !== 'body')
        throw validationError;
      const key = requestKeyOf(request);
      // Checked inside: a repeat is answered from what is stored, whatever the rules and the registers say by then.
      return answerOnce({ deps, request, reply, key }, async () => {
        await refuseAtOnce(deps, request);
        // Neither its schema nor the regulation finds fault with it.
        return receiveSubmission(deps, request.body as Submission, key, request.caller.clientId);
      });
    },
  );

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
