import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleSubmissions } from '../regulation/order-219/samples.ts';
import { openApiWorld, type ApiWorld } from '../test/api-world.ts';
import { accessTable, rolesOf, type RouteKey } from './access/table.ts';
import { bodyLimits, mostValuesIn } from './http/body-limits.ts';
import type { OpenApi, Schema } from './http/shape.ts';

/** What the largest body of any route may cost, sender included. What is read as a file has a bound of its own. */
const boundMs = 50;
/** The machine may be busy: the cheapest of several tries is what the body costs. */
const mostTries = 8;

let world: ApiWorld;
let address: string;
beforeAll(async () => {
  world = await openApiWorld({ RATE_LIMIT_PER_MINUTE: '10000000' });
  address = await world.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => world.close());

const routes = (Object.keys(accessTable) as RouteKey[]).filter(
  (route) => /^(POST|PUT) /.test(route) && route !== 'POST /v1/uploads',
);

function urlOf(path: string): string {
  return path
    .replace('/v1/staff/:id', '/v1/staff/nobody-1')
    .replace(':edition', 'kz-2026-11-25')
    .replaceAll(/:\w+/g, randomUUID());
}

/** Sends a body as who may send it; gives the status and what it cost in CPU. */
async function costOf(
  route: RouteKey,
  body: string,
): Promise<{ readonly status: number; readonly ms: number }> {
  const [method = '', path = ''] = route.split(' ');
  const [role] = rolesOf(accessTable[route]);
  const token = role === undefined ? null : await world.token(role);
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
    'if-match': '"1"',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  const before = process.cpuUsage();
  const reply = await fetch(address + urlOf(path), { method, headers, body });
  await reply.arrayBuffer();
  const { user, system } = process.cpuUsage(before);
  return { status: reply.status, ms: (user + system) / 1_000 };
}

async function lowestCostOf(route: RouteKey, body: string) {
  let lowest = await costOf(route, body);
  for (let tries = 1; tries < mostTries && lowest.ms > boundMs / 2; tries += 1) {
    const again = await costOf(route, body);
    if (again.ms < lowest.ms) lowest = again;
  }
  return lowest;
}

/** The largest of the limits that a route has: what is larger is refused unread. */
async function limitOf(route: RouteKey): Promise<number> {
  const { forms, texts, codes } = bodyLimits;
  for (const limit of [forms, texts])
    if ((await costOf(route, `"${'a'.repeat(limit - 2)}"`)).status !== 413) return limit;
  return codes;
}

/** The names that a route's body may have, of every branch. */
function fieldsOf(route: RouteKey): readonly string[] {
  const document = world.app.swagger() as unknown as OpenApi;
  const [method = '', path = ''] = route.split(' ');
  const item = document.paths[path.replaceAll(/:(\w+)/g, '{$1}')];
  const body = item?.[method.toLowerCase()]?.requestBody?.content['application/json']?.schema;
  const names = (schema: Schema | undefined): readonly string[] => {
    const {
      $ref,
      properties = {},
      anyOf = [],
    } = (schema ?? {}) as {
      readonly $ref?: string;
      readonly properties?: object;
      readonly anyOf?: readonly Schema[];
    };
    const named = document.components['schemas']?.[$ref?.split('/').at(-1) ?? ''] as Schema | undefined;
    return [...Object.keys(properties), ...anyOf.flatMap(names), ...(named ? names(named) : [])];
  };
  return [...new Set(names(body))];
}

/** Entries of a list or object, as many as a body may have and no larger than it may be. */
function filled(limit: number, open: string, close: string, entry: (index: number) => string): string {
  const entries: string[] = [];
  let bytes = 100;
  while (entries.length < mostValuesIn(limit) - 50) {
    const next = entry(entries.length);
    bytes += next.length + 1;
    if (bytes > limit) break;
    entries.push(next);
  }
  return `${open}${entries.join()}${close}`;
}

/** The most expensive values that come to mind, each as large as a body of this limit can hold. */
function hostileValues(limit: number): Readonly<Record<string, string>> {
  const longest = limit - 100;
  return {
    'a list of numbers': filled(limit, '[', ']', () => '1'),
    'a list of empty objects': filled(limit, '[', ']', () => '{}'),
    'a list of long texts': filled(limit, '[', ']', () => '"abcdefghijklmnop"'),
    'a list of different texts': filled(limit, '[', ']', (index) => `"t${index}"`),
    'many names': filled(limit, '{', '}', (index) => `"name${index}":1`),
    'a long text': `"${'ә'.repeat(longest / 2)}"`,
    'a text in escapes': `"${String.raw`\u04d9`.repeat(longest / 6)}"`,
    'a text of quotes': `"${String.raw`\"`.repeat(longest / 2)}"`,
    'a text of what cannot be seen': `"${'\u200b'.repeat(longest / 3)}"`,
    'a long number': '9'.repeat(longest),
    'a list of numbers of many zeros': filled(limit, '[', ']', () => `0.1${'0'.repeat(96)}1`),
  };
}

describe('the largest bodies', () => {
  test.each(routes)('of %s cost no more than their bound', { timeout: 120_000 }, async (route) => {
    const limit = await limitOf(route);
    const tooMuch: string[] = [];
    for (const [what, value] of Object.entries(hostileValues(limit)))
      for (const field of [null, ...fieldsOf(route)]) {
        const { status, ms } = await lowestCostOf(route, field === null ? value : `{"${field}":${value}}`);
        if (ms > boundMs || status >= 500)
          tooMuch.push(`${what} as ${field ?? 'the body'}: ${ms.toFixed(0)} ms, ${status}`);
      }
    expect(tooMuch).toEqual([]);
  });

  test('of a sound submission too, down to the record', { timeout: 120_000 }, async () => {
    const goods = Array.from({ length: 720 }, (_, index) => ({
      name: `Тауар № ${index} ${'ә'.repeat(80)}`,
      tnVed: '7208100000',
      quantity: { value: 1_000 + index, unit: 'килограмм' },
      cost: { value: 12.5, currency: 'KZT' },
    }));
    const body = await world.submission('portal-1', {
      form: { ...sampleSubmissions.inward.form, goodsAndProducts: { goods, products: goods } },
    });
    const text = JSON.stringify(body);
    expect(Buffer.byteLength(text)).toBeGreaterThan(bodyLimits.forms * 0.8);

    const { ms } = await lowestCostOf('POST /v1/applications', text);
    expect(ms).toBeLessThan(boundMs);
  });
});
