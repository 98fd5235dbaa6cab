import swagger from '@fastify/swagger';
import scalar from '@scalar/fastify-api-reference';
import type { TSchema } from 'typebox';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { deprecations as ours, type Deprecation } from '../deprecations.ts';
import { completeDocument } from './complete.ts';
import { errorsPage, errorsPagePolicy } from './errors-page.ts';
import { readExamples } from './examples.ts';
import type { OpenApi } from '../http/shape.ts';
import { startIn } from './start.ts';
import { apiVersion } from '../version.ts';
import { languageOf } from '../http/language.ts';

const conventions = `# Conventions

Order No. 219 of Kazakhstan: applications for the document on the conditions of processing goods are decided within
8 working days. Dates are \`YYYY-MM-DD\` in Astana, instants RFC 3339 in UTC, both of the years 0001 to 9999 and without leap seconds. Texts come in kk, ru or en by \`Accept-Language\`.

**Changing something** takes an \`Idempotency-Key\`; the same key and request give the same answer. Officers' commands also take
\`If-Match\` with the \`ETag\` they read. A command that is not decided at once answers 202 with a link to its outcome.

**Problems** are \`application/problem+json\` (RFC 9457): branch on \`code\`, show \`detail\`; \`errors\` lists every value at fault.
Each operation names the codes that it can give.

**Versions**: \`API-Version\` on every answer. Within \`/v1\` members, codes and operations are added, never changed or taken away; ignore
what you do not know. What is to go says \`Deprecation\` and \`Sunset\` at least a year before.

**Your own names**: \`X-Message-Id\` and \`traceparent\` are kept with what a request changes, and shown as \`correlation\`.`;

const tags = [
  { name: 'Deadlines', description: 'Legal dates, counted and proved' },
  { name: 'Calendar', description: 'Working days of Kazakhstan, by edition' },
  { name: 'Applications', description: 'Submitting and reading applications' },
  { name: 'Commands', description: 'What may be done to an application' },
  { name: 'Uploads', description: 'Files, before an application claims them' },
  { name: 'Changes', description: 'What happened to your applications: polled, and described' },
  { name: 'Webhooks', description: 'Addresses of yours that events are posted to, and what came of it' },
  { name: 'Staff', description: 'The register of officers and their substitutions' },
  { name: 'Operations', description: 'What falls due, and whether the service is well' },
];

export interface OpenApiOptions {
  /** Whom integrators write to. */
  readonly contact?: { readonly url: string; readonly email: string };
  readonly deprecations?: readonly Deprecation[];
  /** Where portals reach the API, without a slash at the end. */
  readonly publicUrl?: string;
  /** Whose tokens are taken here. */
  readonly issuers?: readonly { readonly issuer: string }[];
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body as the document describes it, when the route's own schema leaves that to the regulation. */
    readonly describedBody?: TSchema;
  }
}

const nobody = { url: 'https://otinish.example', email: 'integration@otinish.example' };

/**
 * The API's own description, made from the routes' schemas: `/v1/openapi.json`, the same at `/openapi.json`, and a page to
 * try it at `/docs`. Register it before `auth` and before every route: it describes what is registered after it.
 */
export const openapi = fp<OpenApiOptions>(
  async (app, { contact = nobody, deprecations = ours, publicUrl = nobody.url, issuers = [] }) => {
    const root = `/v${apiVersion.split('.')[0] ?? ''}`;
    const trusted = issuers.map(({ issuer }) => issuer);
    const start = (['en', 'kk', 'ru'] as const).map((language) =>
      startIn(language, trusted, `${publicUrl}${root}`),
    );
    const completion = { examples: readExamples(), deprecations };
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Otinish',
          version: apiVersion,
          // English first, as everything after it; then the others, to which it leads.
          description: [start[0], conventions, ...start.slice(1)].join('\n\n'),
          contact: { name: 'Otinish', ...contact },
          license: { name: 'MIT', identifier: 'MIT' },
        },
        // Addresses keep their `/v1`: the document says it once, as the Dutch API Design Rules ask.
        servers: [{ url: root, description: 'This installation' }],
        tags,
        components: {
          securitySchemes: {
            bearer: {
              type: 'http',
              scheme: 'bearer',
              bearerFormat: 'JWT',
              description: 'An access token of an issuer that this installation trusts',
            },
          },
        },
        security: [{ bearer: [] }],
      },
      // Schemas keep their own names: clients are generated from them.
      refResolver: {
        buildLocalReference: (json, _base, _fragment, index) =>
          typeof json.$id === 'string' ? json.$id : `schema-${index}`,
      },
      hideUntagged: true,
      transform: ({ schema, url, route }) => {
        const { describedBody } = route.config ?? {};
        return { schema: describedBody ? { ...schema, body: describedBody } : schema, url };
      },
      // The library's type knows fewer places for examples than the standard.
      transformObject: ({ openapiObject }: object & { openapiObject?: unknown }) =>
        completeDocument(openapiObject as OpenApi, completion) as never,
    });

    let written: string | undefined;
    for (const url of ['/openapi.json', '/v1/openapi.json']) {
      app.get(url, { schema: { hide: true } }, (_request, reply) =>
        reply
          .header('cache-control', 'public, max-age=300')
          .header('content-language', 'en')
          .type('application/json; charset=utf-8')
          // A megabyte that stays as it is: written once.
          .send((written ??= JSON.stringify(app.swagger()))),
      );
    }
    // Whoever looks for the service by its name alone finds how to begin.
    app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/docs/'));
    app.get('/docs/errors', { schema: { hide: true } }, (request, reply) => {
      const language = languageOf(request);
      return reply
        .type('text/html; charset=utf-8')
        .header('content-language', language)
        .header('content-security-policy', errorsPagePolicy)
        .send(errorsPage(language));
    });
    await app.register(tryOut);
  },
  { name: 'openapi' },
);

/** The page is served whole from here: its policy lets it load nothing from anywhere else. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
].join('; ');

async function tryOut(app: FastifyInstance): Promise<void> {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', pagePolicy);
  });
  await app.register(scalar, {
    routePrefix: '/docs',
    configuration: {
      url: '/openapi.json',
      pageTitle: 'Otinish API',
      withDefaultFonts: false,
      // Nothing of the viewer's makers: what they offer (agents, MCP, sharing, hosting) sends the description to them.
      telemetry: false,
      agent: { disabled: true },
      mcp: { disabled: true },
      showDeveloperTools: 'never',
      hideClientButton: true,
      customCss: 'a[href^="https://www.scalar.com"] { display: none }',
    },
  });
}
