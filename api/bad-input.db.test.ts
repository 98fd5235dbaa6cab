import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeCursor } from './http/list-cursor.ts';
import { openApiWorld, type ApiWorld } from '../test/api-world.ts';
import { problemTexts } from './http/texts.ts';

let world: ApiWorld;
let bearer: string;
let kept: readonly number[];
beforeAll(async () => {
  world = await openApiWorld();
  bearer = `Bearer ${await world.token('portal')}`;
  kept = await counts();
});
afterAll(() => world.close());

/** What refused requests must leave as it was. */
function counts(): Promise<readonly number[]> {
  const { db } = world;
  return Promise.all([db.command.count(), db.application.count(), db.upload.count(), db.staff.count()]);
}

interface Told {
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
}

async function sends(payload: string | Buffer, headers: Readonly<Record<string, string>> = {}) {
  const reply = await world.app.inject({
    method: 'POST',
    url: '/v1/applications',
    payload,
    headers: {
      authorization: bearer,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      'accept-language': 'en',
      ...headers,
    },
  });
  expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(await counts()).toEqual(kept);
  const { code, errors = [] } = reply.json<Told>();
  return [reply.statusCode, code, ...errors.map((each) => `${each.pointer} ${each.code}`)];
}

describe('a body is refused and nothing of it kept when it', () => {
  test('is nested deeper than any body of ours, also 10 000 levels', async () => {
    for (const levels of [33, 10_000])
      expect(await sends('['.repeat(levels) + ']'.repeat(levels))).toEqual([400, 'json-too-deep']);
    expect(await sends('{"a":'.repeat(10_000))).toEqual([400, 'json-too-deep']);
  });

  test('gives a name twice, or one that reaches into a prototype', async () => {
    expect(await sends('{"subtype":"inward","form":{"operations":"a","operations":"b"}}')).toEqual([
      400,
      'invalid-body',
      '/form/operations field-repeated',
    ]);
    expect(await sends('{"form":{"__proto__":{"admin":true}}}')).toEqual([
      400,
      'invalid-body',
      '/form/__proto__ field-name-refused',
    ]);
    expect(await sends('{"constructor":{"prototype":{"admin":true}}}')).toEqual([
      400,
      'invalid-body',
      '/constructor field-name-refused',
    ]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test('is not what it says: another charset, bytes that are no UTF-8, a byte order mark, compressed', async () => {
    const json = '{"subtype":"inward"}';
    expect(
      await sends(Buffer.from(json, 'utf16le'), { 'content-type': 'application/json; charset=utf-16' }),
    ).toEqual([415, 'charset-refused']);
    expect(await sends(json, { 'content-type': 'application/json; charset="windows-1251"' })).toEqual([
      415,
      'charset-refused',
    ]);
    expect(await sends(Buffer.from([0x22, 0xff, 0xfe, 0x22]))).toEqual([400, 'body-not-utf8']);
    expect(await sends(`\uFEFF${json}`)).toEqual([400, 'malformed-json']);
    for (const encoding of ['gzip', 'br', 'deflate', 'identity, gzip', 'none'])
      expect(await sends(gzipSync(json), { 'content-encoding': encoding })).toEqual([
        415,
        'content-encoding-refused',
      ]);
  });

  test('holds what cannot be kept: a NUL, half a character, a number that a double changes', async () => {
    expect(await sends(String.raw`{"form":{"operations":"a\u0000b"},"x":"\ud800"}`)).toEqual([
      400,
      'invalid-body',
      '/form/operations text-malformed',
      '/x text-malformed',
    ]);
    expect(await sends('{"a":1e400,"b":[9007199254740993,99999999999999.99]}')).toEqual([
      400,
      'invalid-body',
      '/a number-not-exact',
      '/b/0 number-not-exact',
      '/b/1 number-not-exact',
    ]);
  });

  test('is no JSON, ends early, goes on after its end, or is not there', async () => {
    for (const text of ['{"a":1', '{"a":1}x', '{"a":1}{"b":2}', '{"a":1,}', "{'a':1}", '// a\n{}', 'NaN', ''])
      expect([text, ...(await sends(text))]).toEqual([text, 400, 'malformed-json']);
  });

  test('comes without a type, or with one that is not taken', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'json', ''])
      expect([type, ...(await sends('{}', { 'content-type': type }))]).toEqual([
        type,
        415,
        'unsupported-media-type',
      ]);
  });

  test('is larger than the limit, says so or not', async () => {
    const large = `"${'a'.repeat(10 * 1_048_576)}"`;
    expect(await sends(large)).toEqual([413, 'body-too-large']);
    expect(await sends('{}', { 'content-length': String(10 * 1_048_576) })).toEqual([413, 'body-too-large']);
  });

  test('is a list of a hundred thousand entries', async () => {
    const [status, code, ...errors] = await sends(JSON.stringify({ documents: Array(100_000).fill(7) }));
    expect([status, code, errors]).toEqual([400, 'json-too-many-values', []]);
    const [, , ...few] = await sends(JSON.stringify({ documents: Array(20_000).fill(7) }));
    expect(few).toContain('/documents list-too-long');
    expect(few.length).toBeLessThan(20);
  });
});

describe('an address is refused when it', () => {
  const now = new Date().toISOString();
  const placeAt = (moment: string) => writeCursor(['createdAt', moment, randomUUID()]);
  const asks = async (url: string, method: 'GET' | 'HEAD' | 'OPTIONS' | 'TRACE' = 'GET') => {
    const reply = await world.app.inject({ method, url, headers: { authorization: bearer } } as object);
    expect(reply.headers).toHaveProperty('ratelimit');
    return reply.body === '' ? [reply.statusCode] : [reply.statusCode, reply.json<Told>().code];
  };

  test('names a day or a place before the first year', async () => {
    for (const query of ['dueBefore=0000-01-01', `cursor=${placeAt('0000-01-01T00:00:00.000Z')}`])
      expect(await asks(`/v1/applications?${query}`)).toEqual([400, 'invalid-query']);
    for (const moment of ['-000100-01-01T00:00:00.000Z', '+275760-09-13T00:00:00.000Z', 'March 7', '1'])
      expect(await asks(`/v1/applications?cursor=${placeAt(moment)}`)).toEqual([400, 'invalid-query']);
    expect((await asks('/v1/applications?dueBefore=0001-01-01'))[0]).toBe(200);
    expect((await asks(`/v1/applications?dueBefore=9999-12-31&cursor=${placeAt(now)}`))[0]).toBe(200);
  });

  test('is longer than addresses are, whatever stands there', async () => {
    expect(await asks(`/v1/applications?cursor=${'a'.repeat(9_000)}`)).toEqual([414, 'address-too-long']);
    expect(await asks(`/v1/applications/${'a'.repeat(9_000)}`)).toEqual([414, 'address-too-long']);
    expect(await asks(`/${'a'.repeat(9_000)}`)).toEqual([414, 'address-too-long']);
  });

  test.each([
    ['has a name in it that is nobody’s', `/v1/applications/${'a'.repeat(200)}`, 404, 'not-found'],
    ['ends in the middle of a character', '/v1/applications/%F0%9F', 400, 'request-malformed'],
    ['is encoded wrongly where nothing is', '/x%FFy', 400, 'request-malformed'],
    ['is encoded wrongly before its query', '/v1/applications/%zz?colour=red', 400, 'request-malformed'],
  ])('%s, in the language asked for, and counted', async (_what, url, status, code) => {
    for (const language of ['kk', 'ru', 'en']) {
      const headers = { authorization: bearer, 'accept-language': language };
      const reply = await world.app.inject({ url, headers });
      expect(reply.json()).toMatchObject({
        status,
        code,
        detail: problemTexts[code as 'not-found'][language as 'kk'],
      });
      expect(reply.headers).toMatchObject({
        'content-language': language,
        'ratelimit-policy': expect.any(String) as unknown,
        ratelimit: expect.any(String) as unknown,
      });
    }
  });

  test('names a parameter that the route does not know, or one twice', async () => {
    expect(await asks('/v1/applications?colour=red')).toEqual([400, 'invalid-query']);
    expect(await asks(`/v1/applications/${randomUUID()}?colour=red`)).toEqual([400, 'invalid-query']);
    expect(await asks('/v1/calendars/kz/editions?x=')).toEqual([400, 'invalid-query']);
    expect(await asks('/v1/applications?limit=5&limit=6')).toEqual([400, 'invalid-query']);
    expect(await asks('/v1/applications?stage=issued&stage=refused')).toEqual([400, 'invalid-query']);
    expect(await asks('/v1/applications?limit[]=5')).toEqual([400, 'invalid-query']);
    expect(await asks('/v1/applications?__proto__=1')).toEqual([400, 'invalid-query']);
  });

  test('is asked by a method it does not have', async () => {
    expect(await asks('/v1/applications', 'TRACE')).toEqual([405, 'method-not-allowed']);
    expect(await asks('/v1/applications', 'OPTIONS')).toEqual([405, 'method-not-allowed']);
    expect(await asks('/v1/nowhere', 'OPTIONS')).toEqual([404, 'not-found']);
    expect(await asks('/v1/applications', 'HEAD')).toEqual([200]);
    expect(await asks('/v1/nowhere', 'HEAD')).toEqual([404]);
    expect(await asks('/v1/applications/search')).toEqual([405, 'method-not-allowed']);
    expect(await asks('/v1/applications/nowhere')).toEqual([404, 'not-found']);
  });

  test('asks for a page without end', async () => {
    for (const limit of ['0', '-1', '101', '1e9', '99999999999999999999', 'all', '5.5', ''])
      expect([limit, ...(await asks(`/v1/applications?limit=${limit}`))]).toEqual([
        limit,
        400,
        'invalid-query',
      ]);
  });
});

test('headers that ask to be taken for another method change nothing', async () => {
  const reply = await world.app.inject({
    url: '/v1/applications?limit=1',
    headers: {
      authorization: bearer,
      'x-http-method-override': 'DELETE',
      'x-http-method': 'PUT',
      'x-method-override': 'DELETE',
    },
  });
  expect(reply.statusCode).toBe(200);
});
