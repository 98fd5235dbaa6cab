import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../test/api-world.ts';
import { operationsOf, type OpenApi } from './http/shape.ts';

// What OWASP's API Security Top 10 (2023) warns of, as far as it is of no single route. Bodies: bad-input.db.test.ts; tokens and
// scopes: the tests of plugins/ and access.

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const origin = 'https://evil.example';

async function asPortal(url: string, headers: Readonly<Record<string, string>> = {}) {
  return world.call('portal-1', 'GET', url, { headers });
}

describe('API4, consumption of resources:', () => {
  test('every page has a largest size, and asking for more is refused', async () => {
    const paged = operationsOf(world.app.swagger() as unknown as OpenApi).flatMap(({ path, operation }) => {
      const limit = operation.parameters?.find(({ name }) => name === 'limit')?.schema;
      return limit === undefined ? [] : [{ path, most: Number(limit['maximum']) }];
    });

    expect(paged.length).toBeGreaterThan(2);
    for (const { path, most } of paged) expect([path, most <= 500]).toEqual([path, true]);
    for (const limit of ['101', '4294967296', '1e3', '0x10'])
      expect((await asPortal(`/v1/applications?limit=${limit}`)).statusCode).toBe(400);
  });

  test('a key, a cursor, a name of a message have a length', async () => {
    const key = { body: {}, key: 'k'.repeat(256) };
    const path = `/v1/applications/${randomUUID()}/withdrawal`;
    expect((await world.call('portal-1', 'POST', path, key)).json()).toMatchObject({
      code: 'idempotency-key-malformed',
    });
    expect((await asPortal(`/v1/applications?cursor=${'a'.repeat(301)}`)).statusCode).toBe(400);
    expect((await asPortal('/v1/applications', { 'x-message-id': 'm'.repeat(129) })).statusCode).toBe(400);
  });

  test('what a client has left is told on every answer of his, also on refused ones', async () => {
    for (const url of ['/v1/applications', '/v1/applications?colour=red', `/v1/applications/${randomUUID()}`])
      expect((await asPortal(url)).headers['ratelimit']).toMatch(/^"client";r=\d+;t=\d+$/);
    expect((await world.app.inject('/v1/nowhere')).headers['ratelimit']).toMatch(/^"address";r=\d+;t=\d+$/);
  });
});

test('API6, flows of business: without a sandbox nobody moves time, whatever he sends', async () => {
  const real = await openApiWorld({ SANDBOX: 'false' });
  try {
    const submitted = await real.call('portal-1', 'POST', '/v1/applications', {
      body: await real.submission(),
    });
    expect(submitted.json()).toMatchObject({ code: 'sandbox-off' });
    const advance = `/v1/sandbox/applications/${randomUUID()}/advance`;
    const moved = await real.call('portal-1', 'POST', advance, { body: { to: '2027-01-01T00:00:00Z' } });
    expect(moved.statusCode).toBe(404);
    expect(await real.db.application.count()).toBe(0);
  } finally {
    await real.close();
  }
});

describe('API8, configuration:', () => {
  test('no origin is reflected, none gets credentials, and closed addresses answer no page of another origin', async () => {
    for (const from of [origin, 'null', 'http://127.0.0.1:3000', `${origin}\\@portal.example`]) {
      const closed = await asPortal('/v1/applications', { origin: from });
      expect(closed.headers).not.toHaveProperty('access-control-allow-origin');
      const open = await world.app.inject({ url: '/v1/calendars/kz/editions', headers: { origin: from } });
      expect(open.headers['access-control-allow-origin']).toBe('*');
      for (const { headers } of [closed, open])
        expect(headers).not.toHaveProperty('access-control-allow-credentials');
    }
  });

  test('a preflight opens the open addresses only', async () => {
    const ask = (url: string, method: string) =>
      world.app.inject({
        method: 'OPTIONS',
        url,
        headers: { origin, 'access-control-request-method': method },
      });

    const open = await ask('/v1/deadlines/preview', 'POST');
    expect([open.statusCode, open.headers['access-control-allow-methods']]).toEqual([204, 'GET, POST']);
    for (const url of ['/v1/applications', `/v1/applications/${randomUUID()}/decision`, '/v1/nowhere']) {
      const { statusCode, headers } = await ask(url, 'POST');
      expect([url, statusCode >= 400]).toEqual([url, true]);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(headers).not.toHaveProperty('access-control-allow-methods');
    }
  });

  test('nothing of a fault of ours is told', async () => {
    const broken = await openApiWorld();
    const bearer = await broken.token('portal');
    await broken.db.$executeRaw`ALTER TABLE applications RENAME COLUMN number TO secret_name`;
    const reply = await broken.app.inject({
      url: '/v1/applications',
      headers: { authorization: `Bearer ${bearer}` },
    });
    await broken.close();

    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([500, 'internal']);
    expect(reply.body).not.toMatch(/secret_name|number|column|prisma|select|\.ts|\n/i);
  });
});

test('API9, inventory: nothing answers at addresses of other versions, tools or habits', async () => {
  for (const url of [
    '/v0/applications',
    '/v2/applications',
    '/v1beta/applications',
    '/api/v1/applications',
    '/applications',
    '/V1/applications',
    '/v1/applications/',
    '//v1/applications',
    '/v1/../v1/admin',
    '/metrics',
    '/admin',
    '/graphql',
    '/swagger.json',
    '/swagger-ui/',
    '/actuator/health',
    '/debug/pprof/',
    '/.env',
    '/.git/config',
    '/server-status',
    '/docs/../server.ts',
    '/docs/..%2fserver.ts',
  ])
    expect([url, (await asPortal(url)).statusCode]).toEqual([url, 404]);
});
