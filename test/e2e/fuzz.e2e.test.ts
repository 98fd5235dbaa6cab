import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';

import { caller, type Caller } from '../../scripts/http/caller.ts';
import { randomFrom } from './chance.ts';
import { inventions, type Schema } from './invention.ts';
import { inParallel } from './patience.ts';
import { appointment } from './procedure.ts';
import { callerAs } from './stack.ts';
import { begin, calmStack, castOf, type Story } from './story.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly body: Schema | undefined;
  readonly query: readonly { readonly name: string; readonly schema: Schema }[];
}

interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly requestBody?: {
              readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
            };
            readonly parameters?: readonly {
              readonly name: string;
              readonly in: string;
              readonly schema: Schema;
            }[];
          }
        >
      >
    >
  >;
}

const seed = 219;
const requests = 600;
/** Of an address: beyond that Node itself answers, before anything of ours. */
const longestValue = 1_000;
const chance = randomFrom(seed);
const { valueFor, garbage } = inventions(chance);
const roles = ['portal', 'executor', 'head', 'notifier', 'chancellery', 'calendar-editor', 'ops', 'admin'];
const methods = ['get', 'post', 'put', 'patch', 'delete'];

let operations: readonly Operation[];
let callers: readonly Caller[];
let story: Story;
beforeAll(async () => {
  const stack = calmStack();
  const { body } = await caller(stack.apiUrl, 'none').get<OpenApi>('/openapi.json');
  operations = Object.entries(body.paths).flatMap(([path, each]) =>
    Object.entries(each)
      .filter(([method]) => methods.includes(method))
      .map(([method, { requestBody, parameters = [] }]) => ({
        method: method.toUpperCase(),
        path,
        body: requestBody?.content['application/json']?.schema,
        query: parameters.filter(({ in: place }) => place === 'query'),
      })),
  );
  callers = [
    ...(await Promise.all(roles.map(async (role) => callerAs(stack, role)))),
    caller(stack.apiUrl, 'none'),
  ];
  story = await begin(await castOf(stack), 'inward', { startsAt: '2026-11-26T17:00:00+05:00' });
  await story.does('head', '/executor', appointment);
});

function addressOf({ path, query }: Operation): string {
  const known: Record<string, string> = { id: story.id, edition: 'kz-2026-03-18' };
  const filled = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const wild = chance.oneOf([randomUUID(), 'x', '%00', '..', '💥', 'a'.repeat(300)]);
    return encodeURIComponent(chance.below(4) === 0 ? wild : (known[name] ?? randomUUID()));
  });
  const search = new URLSearchParams();
  for (const { name, schema } of query)
    if (chance.below(2) === 0)
      search.append(
        name,
        String(chance.below(2) === 0 ? valueFor(schema) : garbage()).slice(0, longestValue),
      );
  return search.size === 0 ? filled : `${filled}?${search.toString()}`;
}

function requestOf(operation: Operation): { headers: Record<string, string>; body?: string } {
  const headers: Record<string, string> = {
    'accept-language': chance.oneOf(['kk', 'ru', 'en', '*', 'xx;q=9']),
  };
  if (chance.below(8) > 0) headers['idempotency-key'] = chance.below(10) === 0 ? 'again' : randomUUID();
  if (chance.below(3) > 0) headers['if-match'] = chance.oneOf(['"1"', '"3"', 'W/"3"', '*', '"99999999999"']);
  if (operation.method === 'GET') return { headers };
  const kind = chance.below(12);
  headers['content-type'] =
    kind === 0 ? 'text/plain' : kind === 1 ? 'multipart/form-data' : 'application/json';
  const value = operation.body === undefined || chance.below(5) === 0 ? garbage() : valueFor(operation.body);
  const text = JSON.stringify(value) ?? '';
  return { headers, body: chance.below(20) === 0 ? text.slice(0, -1) : text };
}

test(`no request of any role to any documented route is answered with a fault of ours (seed ${String(seed)})`, async () => {
  expect(operations.length).toBeGreaterThan(30);
  const tries = Array.from({ length: requests }, (_each, index) => {
    const operation = operations[index % operations.length] as Operation;
    return { operation, path: addressOf(operation), init: requestOf(operation), who: chance.oneOf(callers) };
  });

  const seen = await inParallel(tries, 8, async ({ operation, path, init, who }) => {
    const { status, body, headers } = await who.send<{ code?: string } | null>(operation.method, path, init);
    const told = `${operation.method} ${path} ${init.body ?? ''} → ${String(status)} ${JSON.stringify(body)}`;
    expect(status, told.slice(0, 2_000)).toBeLessThan(500);
    if (status >= 400) {
      expect(headers.get('content-type'), told).toContain('application/problem+json');
      expect(body?.code, told).toMatch(/^[a-z\d-]+$/);
    }
    return status;
  });

  // It reached beyond the doors: some were let in, and some of what they sent was taken.
  expect(seen.filter((status) => status < 300).length).toBeGreaterThan(20);
  expect(seen.filter((status) => status === 400).length).toBeGreaterThan(50);
  expect(await story.shown()).toMatchObject({ id: story.id });
});
