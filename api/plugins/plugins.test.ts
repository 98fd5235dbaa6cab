import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { shippedShelf } from '../../calendars/shelf.ts';
import { calendarRoutes } from '../calendars/routes.ts';
import { deadlineRoutes } from '../deadlines/routes.ts';
import { problems } from '../problems.ts';
import { openapi } from './openapi.ts';
import { security } from './security.ts';

async function app(maxPerMinute = 1000) {
  const server = Fastify();
  await server.register(security, { maxPerMinute });
  await server.register(problems);
  await server.register(openapi);
  await server.register(deadlineRoutes, { calendars: shippedShelf() });
  await server.register(calendarRoutes, { calendars: shippedShelf() });
  server.get('/closed', () => 'ok');
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
    expect(Object.keys(document.components.schemas)).toEqual(['Problem']);
    const preview = document.paths['/v1/deadlines/preview']?.['post'];
    expect(preview?.operationId).toBe('previewDeadlines');
    expect(preview?.responses['400']).toEqual({
      description: expect.any(String),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    });
    expect(Object.keys(document.paths).toSorted()).toEqual([
      '/v1/calendars/kz/days',
      '/v1/calendars/kz/editions',
      '/v1/deadlines/preview',
    ]);
    expect((await server.inject('/v1/openapi.json')).body).toBe(reply.body);
  });

  test('has a page to try it that loads nothing from elsewhere', async () => {
    const server = await app();
    const page = await server.inject('/docs/');

    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
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
    expect(await allowed('/closed')).toBeUndefined();
    const preflight = await server.inject({
      method: 'OPTIONS',
      url: '/v1/deadlines/preview',
      headers: { ...origin, 'access-control-request-method': 'POST' },
    });
    expect([preflight.statusCode, preflight.headers['access-control-allow-origin']]).toEqual([204, '*']);
  });

  test('forbid framing, guessing of types and caching of what is not public', async () => {
    const { headers } = await (await app()).inject('/closed');

    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-store');
  });

  test('count down to the limit, past which the answer is a problem', async () => {
    const server = await app(2);
    const replies = [];
    for (let index = 0; index < 3; index += 1) replies.push(await server.inject('/closed'));

    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429]);
    expect(replies[0]?.headers['ratelimit-remaining']).toBe('1');
    expect(replies[2]?.headers['retry-after']).toBeDefined();
    expect(replies[2]?.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
    expect((await server.inject('/nowhere')).statusCode).toBe(429);
  });
});
