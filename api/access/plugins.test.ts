import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { shippedShelf } from '../../calendars/shelf.ts';
import { calendarRoutes } from '../calendars/routes.ts';
import { deadlineRoutes } from '../deadlines/routes.ts';
import { problems } from '../http/answering.ts';
import { Problem } from '../http/problem.ts';
import { problemTable } from '../http/table.ts';
import { fieldTexts } from '../http/texts-fields.ts';
import { apiVersion } from '../version.ts';
import type { Caller } from './auth-caller.ts';
import { openapi } from '../document/openapi.ts';
import { jsonBody } from '../http/json-body.ts';
import { rateLimit } from './rate-limit.ts';
import { requestHead, routing } from '../http/request-head.ts';
import { security } from './security.ts';
import { strictRequests } from '../http/strict-requests.ts';
import { versions } from '../http/versions.ts';

const dates = { since: '2027-01-01', sunset: '2028-01-01', link: 'https://portal.example/changes' };
const deprecations = [
  { operationId: 'old', ...dates },
  { operationId: 'older', parameter: 'by', ...dates },
];

const probes = ['/healthz', '/readyz', '/v1/healthz', '/v1/readyz'];

async function app(perMinute = 1000) {
  const server = Fastify();
  await server.register(versions, { deprecations });
  await server.register(security);
  await server.register(rateLimit, { perMinute });
  await server.register(problems);
  await server.register(openapi, { deprecations });
  await server.register(deadlineRoutes, { calendars: shippedShelf() });
  await server.register(calendarRoutes, { calendars: shippedShelf() });
  server.addHook('onRequest', async ({ headers }) => {
    if (headers.authorization === 'Bearer bad') throw new Problem('unauthenticated');
  });
  server.decorateRequest('caller', {
    getter() {
      const [client = '', staffId] = String(this.headers.authorization).split('#');
      const [clientId = '', applicant] = client.split('!');
      return {
        clientId,
        subject: '',
        roles: [],
        ...(applicant && { applicant }),
        ...(staffId && { staff: { staffId } }),
      } as unknown as Caller;
    },
  });
  server.get('/v1/staff', () => 'ok');
  server.post('/v1/texts', () => 'ok');
  for (const probe of probes) server.get(probe, () => 'ok');
  const tags = ['Calendar'];
  server.get('/old', { schema: { operationId: 'old', tags } }, () => 'ok');
  const querystring = { type: 'object', properties: { by: { type: 'string' } } };
  server.get('/older', { schema: { operationId: 'older', tags, querystring } }, () => 'ok');
  return server;
}

interface Document {
  readonly openapi: string;
  readonly paths: Record<
    string,
    Record<string, { operationId?: string; responses: Record<string, unknown> }>
  >;
  readonly components: { readonly schemas: Record<string, unknown> };
}

describe('the description of the API', () => {
  test('is OpenAPI 3.1 at both addresses, with an id and the problems of each route', async () => {
    const server = await app();
    const reply = await server.inject('/openapi.json');
    const document = reply.json<Document>();

    expect(document.openapi).toBe('3.1.0');
    expect(document.components.schemas).toHaveProperty('Problem');
    const preview = document.paths['/deadlines/preview']?.['post'];
    expect(preview?.operationId).toBe('previewDeadlines');
    expect(preview?.responses['400']).toMatchObject({
      description: expect.stringContaining('`date-outside-calendar`'),
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          examples: { 'date-outside-calendar': { $ref: '#/components/examples/date-outside-calendar' } },
        },
      },
    });
    expect(Object.keys(document.paths).toSorted()).toEqual([
      '/calendars/kz/days',
      '/calendars/kz/editions',
      '/deadlines/preview',
      '/old',
      '/older',
    ]);
    expect(document.paths['/old']?.['get']).toMatchObject({
      deprecated: true,
      description: expect.stringContaining('https://portal.example/changes'),
    });
    expect(document.paths['/older']?.['get']).toMatchObject({
      parameters: expect.arrayContaining([expect.objectContaining({ name: 'by', deprecated: true })]),
    });
    expect((await server.inject('/v1/openapi.json')).body).toBe(reply.body);
  });

  test('starts with a token, an upload and a submission, in three languages, and leads to errors and events', async () => {
    const server = Fastify();
    await server.register(problems);
    await server.register(openapi, {
      publicUrl: 'https://api.example.kz',
      issuers: [{ issuer: 'https://id.example.kz' }],
    });
    const { info } = (await server.inject('/openapi.json')).json<{ info: { description: string } }>();

    expect(info.description.match(/^# .+$/gm)).toEqual(['# Start', '# Conventions', '# Бастау', '# Начало']);
    for (const start of info.description.split(/^# /m).filter((part) => !/^(Conventions|$)/.test(part))) {
      expect(start).toContain('`https://id.example.kz`');
      expect(start).toContain('npm run --silent token -- portal');
      expect(start).toContain('curl https://api.example.kz/v1/uploads');
      expect(start).toContain('curl https://api.example.kz/v1/applications');
      expect(start).toContain('(/docs/errors)');
      expect(start).toContain('(/asyncapi.json)');
      expect(start).not.toMatch(/[{}]/);
    }
  });

  test('is where the root leads', async () => {
    const { statusCode, headers } = await (await app()).inject('/');

    expect([statusCode, headers.location]).toEqual([302, '/docs/']);
  });

  test.each([
    ['kk', 'Бұл өтініш беруші үшін мұндай жүктелген файл жоқ'],
    ['ru', 'Для этого заявителя нет такого загруженного файла'],
    ['en', 'There is no such uploaded file for this applicant'],
  ])('has a page of every problem code with its text, in %s', async (language, text) => {
    const page = await (
      await app()
    ).inject({ url: '/docs/errors', headers: { 'accept-language': language } });

    expect([page.statusCode, page.headers['content-language']]).toEqual([200, language]);
    expect([...page.body.matchAll(/<tr id="([^"]+)"/g)].map(([, code]) => code)).toEqual([
      ...new Set([...Object.keys(problemTable), ...Object.keys(fieldTexts)]),
    ]);
    expect(page.body).toContain('<tr id="bin-check-digit-wrong">');
    expect(page.body).toContain('<i>needed</i>');
    expect(page.body).toContain(text);
    expect(page.body).not.toMatch(/[{]\w+[}]<|<script|(?:src|href)="https?:/);
  });

  test('shows nothing of the makers of its viewer', async () => {
    const { body } = await (await app()).inject('/docs/');
    const given = /createApiReference\('#app', (\{[^]*?\})\)\s*<\/script>/.exec(body)?.[1] ?? '{}';

    expect(JSON.parse(given)).toMatchObject({
      telemetry: false,
      agent: { disabled: true },
      mcp: { disabled: true },
      showDeveloperTools: 'never',
      hideClientButton: true,
      withDefaultFonts: false,
    });
    expect(body).toContain('a[href^="https://www.scalar.com"] { display: none }');
  });

  test('has a page to try it that loads nothing from elsewhere', async () => {
    const server = await app();
    const page = await server.inject('/docs/');

    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.headers['content-security-policy']).toContain("connect-src 'self'");
    expect([...page.body.matchAll(/(?:src|href)="(https?:[^"]+)"/g)]).toEqual([]);
    const script = /<script[^>]+src="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const { statusCode, headers, body } = await server.inject(new URL(script, 'http://local/docs/').pathname);
    expect([statusCode, body.length > 1_000_000]).toEqual([200, true]);
    expect(headers['content-type']).toContain('javascript');
  });
});

describe('the headers of an answer', () => {
  test('let pages of any origin read what is open, and nothing else', async () => {
    const server = await app();
    const origin = { origin: 'https://portal.example' };
    const allowed = async (url: string) =>
      (await server.inject({ url, headers: origin })).headers['access-control-allow-origin'];

    expect(await allowed('/openapi.json')).toBe('*');
    expect(await allowed('/v1/calendars/kz/editions')).toBe('*');
    expect(await allowed('/v1/staff')).toBeUndefined();
    const preflight = await server.inject({
      method: 'OPTIONS',
      url: '/v1/deadlines/preview',
      headers: { ...origin, 'access-control-request-method': 'POST' },
    });
    expect([preflight.statusCode, preflight.headers['access-control-allow-origin']]).toEqual([204, '*']);
  });

  test('are those of the one error handler also where a preflight is refused', async () => {
    const server = Fastify({ ...routing, http: { ...routing.http } });
    await server.register(security);
    await server.register(rateLimit, { perMinute: 6 });
    await server.register(requestHead);
    await server.register(problems);
    await server.register(strictRequests);
    await server.register(jsonBody);
    server.get('/v1/staff', () => 'ok');
    const preflight = (url: string, headers: Readonly<Record<string, string>>) =>
      server.inject({
        method: 'OPTIONS',
        url,
        headers: {
          origin: 'https://portal.example',
          'access-control-request-method': 'POST',
          'accept-language': 'en',
          ...headers,
        },
      });
    const refused = [
      await preflight('/v1/staff?a=1&a=2', {}),
      await preflight('/v1/staff', { 'content-encoding': 'gzip' }),
      await preflight('/v1/staff', { expect: 'a miracle' }),
      await preflight('/v1/staff', { host: 'a/b' }),
      await preflight('/%zz', {}),
      await preflight('/v1/staff', {}),
      await preflight('/v1/staff', {}),
    ];

    expect(refused.map(({ statusCode }) => statusCode)).toEqual([400, 415, 417, 400, 400, 405, 429]);
    for (const { statusCode, headers, body } of refused.filter((each) => each.statusCode !== 204))
      expect([headers['content-type'], JSON.parse(body)]).toEqual([
        'application/problem+json; charset=utf-8',
        expect.objectContaining({ status: statusCode, code: expect.any(String) }),
      ]);
  });

  test('forbid framing, guessing of types and caching of what is not public', async () => {
    const { headers } = await (await app()).inject('/v1/staff');

    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-store');
  });

  test('count down to the limit, past which the answer is a problem', async () => {
    const server = await app(2);
    const replies = [];
    for (let index = 0; index < 3; index += 1) replies.push(await server.inject('/v1/openapi.json'));

    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429]);
    expect(replies[0]?.headers['ratelimit-policy']).toBe('"address";q=2;w=60');
    expect(replies[0]?.headers['ratelimit']).toMatch(/^"address";r=1;t=\d+$/);
    expect(replies[2]?.headers['retry-after']).toMatch(/^[1-9]\d*$/);
    expect(replies[2]?.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
    expect((await server.inject('/nowhere')).statusCode).toBe(429);
  });

  test('do not count what a platform asks of the process, however it asks', async () => {
    const server = await app(2);
    const asked = [...probes, ...probes, '/readyz?from=platform'];
    const replies = [];
    for (const url of asked) replies.push(await server.inject(url));

    expect(replies.map(({ statusCode }) => statusCode)).toEqual(asked.map(() => 200));
    expect(replies.filter(({ headers }) => 'ratelimit' in headers)).toEqual([]);
    expect((await server.inject('/openapi.json')).headers['ratelimit']).toMatch(/^"address";r=1;/);
  });

  test('count each known client by himself, whom no flood of strangers at his address can shut out', async () => {
    const server = await app(2);
    const ask = async (authorization: string) =>
      (await server.inject({ url: '/v1/staff', headers: { authorization } })).statusCode;
    const answers = async (authorization: string) => {
      const statuses = [];
      for (let index = 0; index < 4; index += 1) statuses.push(await ask(authorization));
      return statuses;
    };

    expect(await answers('Bearer bad')).toEqual([401, 401, 429, 429]);
    expect(await answers('Bearer a')).toEqual([200, 200, 429, 429]);
    expect(await answers('Bearer b')).toEqual([200, 200, 429, 429]);
  });

  test('count each officer of a desk by himself, though all come through one client', async () => {
    const server = await app(2);
    const ask = async (authorization: string) =>
      (await server.inject({ url: '/v1/staff', headers: { authorization } })).statusCode;

    for (const officer of ['Bearer desk#head-1', 'Bearer desk#executor-1'])
      expect([await ask(officer), await ask(officer), await ask(officer)]).toEqual([200, 200, 429]);
  });

  test('count an address of version 6 by its network, and one of version 4 however it is written', async () => {
    const server = await app(1);
    const ask = async (remoteAddress: string) =>
      (await server.inject({ url: '/v1/openapi.json', remoteAddress })).statusCode;

    expect([await ask('2001:db8:1:2::3'), await ask('2001:db8:1:2:ffff::4')]).toEqual([200, 429]);
    expect([await ask('2001:db8:1:3::3'), await ask('192.0.2.1'), await ask('::ffff:192.0.2.1')]).toEqual([
      200, 200, 429,
    ]);
  });

  test('count each applicant with a token of his own by himself: he spends nothing of the client', async () => {
    const server = await app(2);
    const ask = async (authorization: string) =>
      (await server.inject({ url: '/v1/staff', headers: { authorization } })).statusCode;

    for (const who of ['Bearer portal!850101100012', 'Bearer portal!281240000015', 'Bearer portal'])
      expect([await ask(who), await ask(who), await ask(who)]).toEqual([200, 200, 429]);
  });

  test.each([
    ['on an open route', 'POST', '/v1/deadlines/preview', 'Bearer a', 413],
    ['on a route of a client', 'GET', '/v1/staff', 'Bearer a', 200],
    ['with a token that is none', 'GET', '/v1/staff', 'Bearer bad', 401],
    ['at an address that is none', 'POST', '/v1/nothing', 'Bearer a', 404],
  ] as const)(
    'charge nothing for a length that is only said, %s',
    async (_where, method, url, authorization, status) => {
      const server = await app(10);
      const headers = { authorization, 'content-type': 'application/json' };
      const address = new URL(await server.listen({ port: 0, host: '127.0.0.1' }));
      const lying = connect(Number(address.port), address.hostname);
      const said = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      lying.write(
        `${method} ${url} HTTP/1.1\r\nhost: x\r\n${said.join('')}content-length: 9000000000000\r\n\r\n{`,
      );
      const [answer] = (await once(lying, 'data')) as [Buffer];
      lying.destroy();
      await server.close();

      expect(String(answer)).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
      expect(String(answer)).toMatch(/^ratelimit: "(client|address)";r=[5-9];/m);
    },
  );

  test('count the bytes of a body, whether it says its length or not', async () => {
    const server = await app(1_000);
    const left = (reply: { readonly headers: object }) =>
      Number(/r=(\d+)/.exec(String((reply.headers as Record<string, unknown>)['ratelimit']))?.[1]);
    const ask = () => server.inject('/v1/calendars/kz/editions');
    const before = left(await ask());
    const large = JSON.stringify({ receivedAt: 'x'.repeat(320_000) });
    const said = await server.inject({
      method: 'POST',
      url: '/v1/texts',
      payload: large,
      headers: { 'content-type': 'application/json' },
    });
    expect(before - left(said)).toBeGreaterThan(19);

    const address = await server.listen({ port: 0, host: '127.0.0.1' });
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const first = left(await ask());
    const sent = request(`${address}/v1/texts`, { method: 'POST', headers });
    sent.end(`{"receivedAt":"${'x'.repeat(320_000)}"}`);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    await once(answer.resume(), 'end');
    await server.close();
    expect(first - left(answer)).toBeLessThan(19);
    expect(first).toBeLessThan(before);
  });

  test('say which version answered, and of what is deprecated since when, until when and what instead', async () => {
    const server = await app();
    const old = await server.inject('/old');
    const fresh = await server.inject('/older');
    const used = await server.inject('/older?by=name');

    expect([old, fresh, used].map(({ headers }) => headers['api-version'])).toEqual(
      [old, fresh, used].map(() => apiVersion),
    );
    for (const { headers } of [old, used])
      expect(headers).toMatchObject({
        deprecation: '@1798761600',
        sunset: 'Sat, 01 Jan 2028 00:00:00 GMT',
        link: '<https://portal.example/changes>; rel="deprecation", <https://portal.example/changes>; rel="sunset"',
      });
    expect(fresh.headers).not.toHaveProperty('deprecation');
  });
});
