import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { keyHeader } from '../../requests/headers.ts';
import { requestKeyOf, sayReplayed } from '../../requests/idempotency.ts';
import { bodyLimits } from '../../http/body-limits.ts';
import type { ApiDeps } from '../../deps.ts';
import { languageOf } from '../../http/language.ts';
import { problemResponses } from '../../http/schemas.ts';
import { Problem } from '../../http/problem.ts';
import { keyedId } from '../../requests/keyed-id.ts';
import type { CalendarAmendment } from '../../../prisma/generated/client.ts';
import { BrokenRecord } from '../../../prisma/stored-json.ts';
import { approve } from './approve.ts';
import { dryRunRoutes } from './dry-run-routes.ts';
import { presentAmendment } from './presenter.ts';
import { readAmendment } from './reading.ts';
import { previewRoutes } from './preview-routes.ts';
import { readProgress } from './progress.ts';
import { propose } from './propose.ts';
import { editorOf, rehearsalOf } from './rehearsal.ts';
import { startReplannings } from './replanning.ts';
import { AmendmentSummary, AmendmentView, DescribedProposal, Edition, Hash, Proposal } from './schemas.ts';

const path = '/v1/calendars/kz/amendments';
const tags = ['Calendar'];
const headers = Type.Object(keyHeader);
/** The calendar changed at run time: proposed by one person, approved by another, brought to every open application. */
export const amendmentRoutes: FastifyPluginAsyncTypebox<
  Pick<ApiDeps, 'db' | 'calendars' | 'workflows' | 'now' | 'broken'>
> = async (app, deps) => {
  const { db, calendars } = deps;
  await app.register(previewRoutes, deps);
  await app.register(dryRunRoutes, deps);

  app.get(
    path,
    {
      schema: {
        operationId: 'listAmendments',
        tags,
        summary: 'Calendar amendments entered here, the newest first',
        description:
          'Those that came with a release are among the editions; these were proposed and approved here.',
        response: {
          200: Type.Object(
            {
              amendments: Type.Array(AmendmentSummary),
              broken: Type.Optional(
                Type.Array(Type.String(), {
                  description: 'Editions whose record cannot be read: ours to mend, operators are told',
                }),
              ),
            },
            { title: 'Amendments' },
          ),
          ...problemResponses(401, 403),
        },
      },
    },
    async (request, reply) => {
      const language = languageOf(request);
      reply.header('content-language', language);
      // A handful a year: no pages.
      const rows = await db.calendarAmendment.findMany({ orderBy: [{ proposedAt: 'desc' }] });
      const broken: string[] = [];
      const amendments = await Promise.all(
        rows.map((row) =>
          presentAmendment(calendars, row, language).catch((error: unknown) => {
            if (!(error instanceof BrokenRecord)) throw error;
            deps.broken.note(error);
            broken.push(row.edition);
            return null;
          }),
        ),
      );
      return {
        amendments: amendments.filter((each) => each !== null),
        ...(broken.length === 0 ? {} : { broken }),
      };
    },
  );

  app.get(
    `${path}/:edition`,
    {
      schema: {
        operationId: 'readAmendment',
        tags,
        summary: 'One amendment: who proposed and approved it, and how far it has been brought',
        description:
          '`progress` counts the open applications that follow it already, those whose workflows are still to be woken for it, and names those that do not follow it.',
        params: Edition,
        response: { 200: AmendmentView, ...problemResponses(401, 403, 404) },
      },
    },
    async (request, reply) => {
      const language = languageOf(request);
      reply.header('content-language', language);
      return viewOf(await readAmendment(db, request.params.edition), language);
    },
  );

  app.post(
    path,
    {
      bodyLimit: bodyLimits.forms,
      config: {
        describedBody: Type.Object(
          { proposal: DescribedProposal, hash: Hash },
          { additionalProperties: false },
        ),
      },
      schema: {
        operationId: 'proposeAmendment',
        tags,
        summary: 'Propose a calendar amendment with the dry run that was looked at',
        description:
          'It is stored with a dry run of its own moment: that one is approved, and its `hash` is in the answer. Refused with ' +
          '`amendment-stale` when it would be another amendment than the one looked at, or the newest edition is another ' +
          'one by now; what applications did meanwhile refuses nothing. Needs an Idempotency-Key.',
        headers,
        body: Type.Object({ proposal: Proposal, hash: Hash }, { additionalProperties: false }),
        response: { 201: AmendmentView, ...problemResponses(400, 401, 403, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const language = languageOf(request);
      const editor = editorOf(request);
      const { owner, key, bodyHash } = requestKeyOf(request);
      const requestId = keyedId('amendment', owner, key);
      const repeat = await findRepeat(requestId, bodyHash);
      if (repeat === null) {
        const { proposal, hash } = request.body;
        const rehearsal = await rehearsalOf(deps, proposal, '/proposal');
        const made = { rehearsal, hash, editor, requestId, requestHash: bodyHash };
        return send(await propose(deps, made));
      }
      sayReplayed(reply, true);
      return send(repeat);

      async function send(row: CalendarAmendment) {
        return reply
          .code(201)
          .header('location', `${path}/${row.edition}`)
          .header('content-language', language)
          .send(await viewOf(row, language));
      }
    },
  );

  app.post(
    `${path}/:edition/approval`,
    {
      bodyLimit: bodyLimits.codes,
      schema: {
        operationId: 'approveAmendment',
        tags,
        summary: 'Approve and apply an amendment that another person proposed',
        description:
          'Bound to the hash of the stored dry run, which is held against the open applications again. Those received since, ' +
          'and those whose own procedure went on, hold up nothing: they follow by the same rule and are counted in ' +
          '`dryRun.since`. When something that was foreseen goes elsewhere, something becomes overdue that nobody foresaw, or the ' +
          'newest edition is another one, it is refused with `amendment-stale` and the difference. The dry run that found ' +
          'it is stored then: its `current` hash may be approved once it has been looked at, however long that takes.',
        params: Edition,
        headers,
        body: Type.Object({ hash: Hash }, { additionalProperties: false }),
        response: { 200: AmendmentView, ...problemResponses(400, 401, 403, 404, 409, 413, 415) },
      },
    },
    async (request, reply) => {
      const language = languageOf(request);
      const editor = editorOf(request);
      requestKeyOf(request);
      const before = await readAmendment(db, request.params.edition);
      const row = await approve(deps, before, { ...request.body, editor });
      // Applied is applied: when Temporal is away, the relay starts the re-planning later.
      await startReplannings(deps);
      sayReplayed(reply, before.status === 'applied').header('content-language', language);
      return viewOf(row, language);
    },
  );

  async function findRepeat(requestId: string, requestHash: string): Promise<CalendarAmendment | null> {
    const row = await db.calendarAmendment.findUnique({ where: { requestId } });
    if (row !== null && row.requestHash !== requestHash) throw new Problem('idempotency-key-reused');
    return row;
  }

  async function viewOf(row: CalendarAmendment, language: ReturnType<typeof languageOf>) {
    const progress = row.status === 'applied' ? await readProgress(deps, row.edition) : null;
    return { ...(await presentAmendment(calendars, row, language)), progress };
  }
};
