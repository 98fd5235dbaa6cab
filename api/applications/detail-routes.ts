import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { readerOf } from '../access/actors.ts';
import { canonicalText } from '../../proofs/digest.ts';
import type { ApiDeps } from '../deps.ts';
import { languageOf } from '../http/language.ts';
import { problemResponses } from '../http/schemas.ts';
import { Problem } from '../http/problem.ts';
import { fileNameFor } from '../uploads/file-names.ts';
import { openStoredFile } from '../uploads/file-store.ts';
import { DocumentList, documentContent } from './document-schemas.ts';
import { documentIdOf, presentDocument, readDocuments, readLetter, readResult } from './documents.ts';
import { DraftView, readDraft } from './draft.ts';
import { EventsPage, EventsQuery, readEvents } from './events.ts';
import { Outlook, readOutlook } from './outlook.ts';
import { proofPage, proofPagePolicy } from './proof-page.ts';
import { ProofQuery, readDeadlineProof, wantsPage } from './proof-reading.ts';
import { proofDocumentSchema } from '../../proofs/schema.ts';
import { readVisible } from './reading.ts';
import { SubmittedView } from './submitted-schemas.ts';
import { readSubmission } from './submitted.ts';
import { ApplicationParams } from './schemas.ts';

const tags = ['Applications'];

function answers(schema: object): Record<number, unknown> {
  return { 200: schema, ...problemResponses(400, 401, 403, 404) };
}

/** What belongs to one application: what was submitted, its terms with their proof, its trail, its draft, its documents. */
export const detailRoutes: FastifyPluginAsyncTypebox<ApiDeps> = (app, deps) => {
  app.get(
    '/v1/applications/:id/deadlines',
    {
      config: { cost: 8 },
      schema: {
        summary: 'Every term with its proof, day by day: JSON to keep and to check, or a page to read',
        description:
          'The JSON is canonical (RFC 8785); `npx otinish verify-proof FILE` counts it again without a network.',
        tags,
        operationId: 'getDeadlines',
        params: ApplicationParams,
        querystring: ProofQuery,
        response: answers({
          description: 'The proof; a browser that asks for `text/html` gets it as a page',
          content: {
            'application/json': { schema: proofDocumentSchema },
            'text/html': { schema: Type.String({ description: 'The same as a page to read' }) },
          },
        }),
      },
    },
    async (request, reply) => {
      const row = await readVisible(deps, request, request.params.id);
      const { lang = languageOf(request), download } = request.query;
      const proof = await readDeadlineProof(deps, row.id, readerOf(request.caller, row), lang);
      reply.header('content-language', lang).header('vary', 'Accept');
      if (wantsPage(request, request.query)) {
        return reply
          .type('text/html; charset=utf-8')
          .header('content-security-policy', proofPagePolicy)
          .send(proofPage(proof));
      }
      if (download !== undefined)
        reply.header('content-disposition', `attachment; filename="otinish-${proof.number}-deadlines.json"`);
      return reply.type('application/json; charset=utf-8').send(canonicalText(proof));
    },
  );

  app.get(
    '/v1/applications/:id/outlook',
    {
      config: { cost: 20 },
      schema: {
        summary: 'What may still become of it, and the latest lawful moment of every act on the way',
        description:
          'Found by trying each way with the rules that will judge it. What is not possible says why.',
        tags,
        operationId: 'getOutlook',
        params: ApplicationParams,
        response: answers(Outlook),
      },
    },
    async (request, reply) => {
      const row = await readVisible(deps, request, request.params.id);
      const language = languageOf(request);
      reply.header('content-language', language);
      return readOutlook(deps, row, readerOf(request.caller, row), language);
    },
  );

  app.get(
    '/v1/applications/:id/events',
    {
      schema: {
        summary: 'The trail; officers also see drafts, refused commands and texts',
        description: 'Every legal fact in its order, with who did it and when in law. Append only.',
        tags,
        operationId: 'getEvents',
        params: ApplicationParams,
        querystring: EventsQuery,
        response: answers(EventsPage),
      },
    },
    async (request) => {
      const row = await readVisible(deps, request, request.params.id);
      return readEvents(deps, row.id, readerOf(request.caller, row), request.query);
    },
  );

  app.get(
    '/v1/applications/:id/submission',
    {
      schema: {
        summary: 'What was submitted: form, contact, representative, statements and papers',
        description:
          'Every line of the form with the caption, condition and law of the edition it is decided by, in three languages; `law` in the one asked for.',
        tags,
        operationId: 'getSubmission',
        params: ApplicationParams,
        response: answers(SubmittedView),
      },
    },
    async (request, reply) => {
      const row = await readVisible(deps, request, request.params.id);
      const language = languageOf(request);
      reply.header('content-language', language);
      return readSubmission(deps, row, language);
    },
  );

  app.get(
    '/v1/applications/:id/draft',
    {
      schema: {
        summary: 'The draft that lies with the head, exactly as he will sign it',
        description:
          '404 while there is none. `sha256` is what a signature names. `follows` tells which finding and which hearing it comes after.',
        tags,
        operationId: 'getDraft',
        params: ApplicationParams,
        response: answers(DraftView),
      },
    },
    async (request) => {
      const row = await readVisible(deps, request, request.params.id);
      if (readerOf(request.caller, row) !== 'officer') throw new Problem('not-found');
      return readDraft(deps, row);
    },
  );

  app.get(
    '/v1/applications/:id/documents',
    {
      schema: {
        summary: 'Files, letters and the result',
        description: 'What the applicant gave, what he was written, and what was decided.',
        tags,
        operationId: 'getDocuments',
        params: ApplicationParams,
        response: answers(DocumentList),
      },
    },
    async (request) => {
      const row = await readVisible(deps, request, request.params.id);
      const { documents, broken } = await readDocuments(deps, row);
      if (broken !== null) deps.broken.note(broken);
      const language = languageOf(request);
      const items = documents.map((document) => presentDocument(row, document, language));
      return { items, ...(broken === null ? {} : { broken: true }) };
    },
  );

  app.get(
    '/v1/applications/:id/documents/:documentId',
    {
      schema: {
        summary: 'One file, letter or result',
        description:
          'Letters and results are JSON; a file comes as it was uploaded, to be saved and not shown.',
        tags,
        operationId: 'getDocument',
        params: Type.Object({
          ...ApplicationParams.properties,
          documentId: Type.String({ format: 'uuid', description: 'Id of the document' }),
        }),
        response: answers({ description: 'The document', content: documentContent }),
      },
    },
    async (request, reply) => {
      const { id, documentId } = request.params;
      const row = await readVisible(deps, request, id);
      const { documents, broken } = await readDocuments(deps, row);
      const document = documents.find((each) => documentIdOf(each) === documentId.toLowerCase());
      switch (document?.source) {
        case undefined:
          // It may be the result.
          throw broken ?? new Problem('not-found');
        case 'letter':
          return readLetter(deps, row, document.letter, languageOf(request));
        case 'result':
          return readResult(deps, row);
        case 'upload': {
          const { sha256, mediaType, fileName, sizeBytes } = document.upload;
          return reply
            .type(mediaType)
            .header('content-length', sizeBytes)
            .header(
              'content-disposition',
              `attachment; filename*=UTF-8''${encodeURIComponent(fileNameFor(fileName, mediaType))}`,
            )
            .send(await openStoredFile(deps.config.filesDir, sha256));
        }
      }
    },
  );
  return Promise.resolve();
};
