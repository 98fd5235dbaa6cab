import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { dataSchemaPath } from '../../delivery/cloud-event.ts';
import { dataSchemas, pingSchema } from '../../delivery/data-schemas.ts';
import { portalFacts } from '../../workflows/application/portal-facts.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { problemResponses } from '../http/schemas.ts';
import { asyncApiDocument } from './asyncapi.ts';

const tags = ['Changes'];
const cacheControl = 'public, max-age=300';
const Document = Type.Object({}, { additionalProperties: true });

/** What events are made of, for everybody: `/asyncapi.json`, and a JSON Schema of the data of each. */
export const eventContractRoutes: FastifyPluginAsyncTypebox<ApiDeps> = (app, { config }) => {
  const document = asyncApiDocument(config.publicUrl);
  const schemas = new Map<string, object>(
    [...portalFacts, 'webhook-ping' as const].map((name) => {
      const path = dataSchemaPath(name);
      const schema = name === 'webhook-ping' ? pingSchema : dataSchemas[name];
      return [
        path,
        {
          $schema: 'https://json-schema.org/draft/2020-12/schema',
          $id: `${config.publicUrl}${path}`,
          ...schema,
        },
      ];
    }),
  );

  const readAsyncApi = (_request: FastifyRequest, reply: FastifyReply) =>
    reply.header('cache-control', cacheControl).send(document);
  // Where tools look for it.
  app.get('/asyncapi.json', { schema: { hide: true } }, readAsyncApi);
  app.get(
    '/v1/event-schemas/asyncapi.json',
    {
      schema: {
        operationId: 'readAsyncApi',
        tags,
        summary: 'What is posted to webhooks, as AsyncAPI 3',
        description: 'Every event with its headers and its data. The same is answered at `/asyncapi.json`.',
        response: { 200: Document, ...problemResponses() },
      },
    },
    readAsyncApi,
  );

  app.get(
    '/v1/event-schemas/:file',
    {
      schema: {
        operationId: 'readEventSchema',
        tags,
        summary: 'The JSON Schema of the data of an event',
        description: 'Each event names it as `dataschema`, for example `issued.v1.json`.',
        params: Type.Object({
          file: Type.String({
            maxLength: 100,
            description: 'Fact and version',
            examples: ['issued.v1.json'],
          }),
        }),
        response: {
          200: {
            description: 'A JSON Schema, 2020-12',
            content: {
              'application/schema+json': {
                schema: Document,
                examples: { issued: { summary: 'How it begins', value: { type: 'object' } } },
              },
            },
          },
          ...problemResponses(404),
        } as unknown as Record<number, unknown>,
      },
    },
    async (request, reply) => {
      const schema = schemas.get(`/v1/event-schemas/${request.params.file}`);
      if (schema === undefined) throw new Problem('not-found');
      return reply
        .type('application/schema+json; charset=utf-8')
        .header('cache-control', cacheControl)
        .send(schema);
    },
  );
  return Promise.resolve();
};
