import { randomUUID } from 'node:crypto';
import { at, describedAt, expectProblem } from '../wire.ts';
import { expectSame, expectThat, skip, type Inspection } from '../inspection.ts';
import type { Scene } from '../scene.ts';

/** What a portal calls. A deployment may offer more. */
const operations = [
  'POST /v1/deadlines/preview',
  'POST /v1/uploads',
  'POST /v1/applications',
  'GET /v1/applications',
  'POST /v1/applications/search',
  'GET /v1/applications/{id}',
  'GET /v1/applications/{id}/deadlines',
  'GET /v1/applications/{id}/events',
  'GET /v1/applications/{id}/documents',
  'GET /v1/applications/{id}/documents/{documentId}',
  'POST /v1/applications/{id}/documents',
  'POST /v1/applications/{id}/objection',
  'POST /v1/applications/{id}/oral-hearing-request',
  'POST /v1/applications/{id}/hearing-waiver',
  'POST /v1/applications/{id}/withdrawal',
  'GET /v1/commands/{id}',
  'POST /v1/sandbox/applications/{id}/advance',
];

/** Before anything is submitted: what is open, who is let in, and how refusals are worded. */
export async function deployment({ check }: Inspection, { wire, description }: Scene): Promise<void> {
  await check('describes itself as OpenAPI 3.1, with every operation a portal needs', async () => {
    expectThat(String(at(description, 'openapi')).startsWith('3.1'), 'the description is not OpenAPI 3.1');
    const missing = operations.filter((operation) => {
      const [method = '', path = ''] = operation.split(' ');
      return describedAt(description, path, method.toLowerCase()) === undefined;
    });
    expectSame('operations missing', missing, []);
  });

  await check('says which version of the API answers', async () => {
    const version = (await wire('/openapi.json', { token: null })).headers.get('api-version');
    if (version === null) skip('not offered by this deployment: no API-Version header');
    expectThat(/^\d+\.\d+\.\d+/.test(version), `API-Version is ${version}`);
  });

  await check('lets nobody in without a token, or with a broken one', async () => {
    for (const token of [null, 'broken', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJwb3J0YWwtMSJ9.']) {
      const answer = await wire('/v1/applications', { token });
      expectProblem(answer, 401, 'unauthenticated');
      expectThat(answer.headers.has('www-authenticate'), 'the answer has no WWW-Authenticate');
    }
  });

  await check('answers 404 with a problem where there is nothing', async () => {
    expectProblem(await wire(`/v1/${randomUUID()}`), 404);
  });

  await check('speaks Kazakh, Russian and English, with one code for all', async () => {
    const answers = await Promise.all(
      ['kk', 'ru', 'en'].map((language) =>
        wire(`/v1/applications/${randomUUID()}`, { headers: { 'accept-language': language } }),
      ),
    );
    for (const answer of answers) expectProblem(answer, 404, 'not-found');
    expectSame(
      'languages of the answers',
      answers.map(({ headers }) => headers.get('content-language')),
      ['kk', 'ru', 'en'],
    );
    expectThat(new Set(answers.map(({ json }) => at(json, 'detail'))).size === 3, 'the texts do not differ');
  });

  await check('keeps personal answers out of caches, and browsers from guessing', async () => {
    const { headers } = await wire('/v1/applications');
    expectThat(/no-store|private/.test(headers.get('cache-control') ?? ''), 'Cache-Control lets it be kept');
    expectSame('X-Content-Type-Options', headers.get('x-content-type-options'), 'nosniff');
  });

  await check('says how much may be asked', async () => {
    const { headers } = await wire('/v1/applications');
    const names = [...headers.keys()].filter((name) => name.startsWith('ratelimit'));
    expectThat(names.length > 0, 'no RateLimit header');
  });
}
