import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';

import { operationsOf, type OpenApi } from '../../api/http/shape.ts';
import { caller, type Caller } from '../../scripts/http/caller.ts';
import { answersOf, wrongHeaders, type DocumentedAnswers } from '../documented-answers.ts';
import { randomFrom } from './chance.ts';
import { inventions, type Schema } from './invention.ts';
import { inParallel } from './patience.ts';
import { appointment } from './procedure.ts';
import { callerAs } from './stack.ts';
import { begin, calmStack, castOf, type Story } from './story.ts';

interface Operation {
  readonly method: string;
  /** Under the server's address. */
  readonly path: string;
  readonly body: Schema | undefined;
  readonly bodies: readonly unknown[];
  readonly query: readonly { readonly name: string; readonly schema: Schema }[];
}

const seed = 219;
/** Of each role to each operation. */
const requests = 3;
/** Of an address: beyond that Node itself answers, before anything of ours. */
const longestValue = 1_000;
const chance = randomFrom(seed);
const { valueFor, garbage } = inventions(chance, schemaNamed);
const roles = ['portal', 'executor', 'head', 'notifier', 'chancellery', 'calendar-editor', 'ops', 'admin'];

let document: OpenApi;
let documented: DocumentedAnswers;
let operations: readonly Operation[];
let callers: readonly Caller[];
let story: Story;
beforeAll(async () => {
  const stack = calmStack();
  document = (await caller(stack.apiUrl, 'none').get<OpenApi>('/v1/openapi.json')).body;
  documented = answersOf(document);
  operations = operationsOf(document).map(({ method, path, operation }) => {
    const { parameters = [], requestBody } = operation;
    const media = requestBody?.content['application/json'];
    return {
      method: method.toUpperCase(),
      path: `/v1${path}`,
      body: media?.schema,
      bodies: Object.keys(media?.examples ?? {}).map((name) =>
        exampleNamed(`${operation.operationId}.${name}`),
      ),
      query: parameters.flatMap(({ name, in: place, schema = {} }) =>
        place === 'query' && name !== undefined ? [{ name, schema }] : [],
      ),
    };
  });
  callers = [
    ...(await Promise.all(roles.map(async (role) => callerAs(stack, role)))),
    caller(stack.apiUrl, 'none'),
  ];
  story = await begin(await castOf(stack), 'inward', { startsAt: '2026-11-26T17:00:00+05:00' });
  await story.does('head', '/executor', appointment);
});

function schemaNamed(reference: string): Schema {
  return document.components['schemas']?.[reference.split('/').at(-1) ?? ''] as Schema;
}

function exampleNamed(name: string): unknown {
  const { value } = (document.components['examples']?.[name] ?? {}) as { readonly value?: unknown };
  return value ?? null;
}

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
  const shown = operation.bodies.length > 0 && chance.below(3) === 0;
  const wild = operation.body === undefined || chance.below(5) === 0;
  const value = shown ? chance.oneOf(operation.bodies) : wild ? garbage() : valueFor(operation.body ?? {});
  const text = JSON.stringify(value) ?? '';
  return { headers, body: chance.below(20) === 0 ? text.slice(0, -1) : text };
}

test(`every request of every role to every documented operation is answered as documented (seed ${String(seed)})`, async () => {
  expect(operations.length).toBeGreaterThan(40);
  const tries = operations.flatMap((operation) =>
    callers.flatMap((who) =>
      Array.from({ length: requests }, () => ({
        operation,
        path: addressOf(operation),
        init: requestOf(operation),
        who,
      })),
    ),
  );

  const seen = await inParallel(tries, 8, async ({ operation: { method }, path, init, who }) => {
    const { status, body, headers } = await who.send<unknown>(method, path, init);
    const text = typeof body === 'string' ? body : body === null ? '' : JSON.stringify(body);
    const told = `${method} ${path} ${init.body ?? ''} → ${String(status)} ${text}`.slice(0, 2_000);
    expect(status, told).toBeLessThan(500);
    const answer = { method, url: path, status, headers: Object.fromEntries(headers), body: text };
    expect([...documented.faultsOf(answer), ...wrongHeaders(answer)], told).toEqual([]);
    expect(text, told).not.toMatch(/\n +at |node_modules|PrismaClient|postgresql:|SELECT /);
    return status;
  });

  // It reached beyond the doors: some were let in, and some of what they sent was taken.
  expect(seen.filter((status) => status < 300).length).toBeGreaterThan(40);
  expect(seen.filter((status) => status === 400).length).toBeGreaterThan(100);
  expect(await story.shown()).toMatchObject({ id: story.id });
});

test('no method of an address that the document does not name does anything', async () => {
  const listed = new Map<string, string[]>();
  for (const { method, path } of operations) listed.set(path, [...(listed.get(path) ?? []), method]);
  const tries = [...listed].flatMap(([path, methods]) =>
    ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
      .filter((method) => !methods.includes(method))
      .map((method) => ({ method, methods, path: path.replaceAll(/\{\w+\}/g, randomUUID()) })),
  );
  const [portal] = callers;

  const answers = await inParallel(tries, 8, async ({ method, methods, path }) => {
    const answer = await portal?.send<{ code: string }>(method, path, {});
    // Whatever is read may be asked for its headers alone.
    const allowed = methods.flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : [each])).toSorted();
    return [method, path, answer?.status, answer?.headers.get('allow') === allowed.join(', ')];
  });

  expect(answers.filter(([, , status, allow]) => status !== 405 || !allow)).toEqual([]);
});
