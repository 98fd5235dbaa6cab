import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishEvents } from '../../delivery/publishing.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { resolvedIn, sampleIn, type Described } from '../../test/contract-samples.ts';
import { formatMisses, patternMisses } from '../../test/near-misses.ts';
import { accessTable, rolesOf, type RouteKey } from '../access/table.ts';
import { operationsOf, type OpenApi, type Operation, type Parameter } from '../http/shape.ts';

// What the contract says of addresses and headers, said in requests: each bound and one beyond it, a stranger for each
// enumeration, near misses of each format and pattern.

let world: ApiWorld;
let ids: Readonly<Record<string, string>>;
beforeAll(async () => {
  world = await openApiWorld({ RATE_LIMIT_PER_MINUTE: '100000000' });
  const { db } = world;
  const submitted = await world.call('portal-1', 'POST', '/v1/applications', {
    body: await world.submission(),
  });
  const { id } = submitted.json<{ id: string }>();
  const appointed = await world.call('head-1', 'POST', `/v1/applications/${id}/executor`, {
    body: { executorId: 'executor-1' },
    version: 2,
  });
  if (appointed.statusCode !== 200) throw new Error(appointed.body);
  const hooked = await world.call('portal-1', 'POST', '/v1/webhooks', {
    body: { url: 'https://portal.example.kz/hook' },
  });
  const command = await db.command.findFirstOrThrow({ where: { applicationId: id, seq: 1 } });
  const letter = await db.cabinetLetter.create({
    data: {
      id: randomUUID(),
      applicationId: id,
      clientId: 'portal-1',
      kind: 'registered',
      data: {},
      at: new Date(),
      postedAt: new Date(),
    },
  });
  ids = {
    application: id,
    command: command.id,
    webhook: hooked.json<{ id: string }>().id,
    document: letter.id,
  };
  // Nobody waits for what is there.
  while ((await publishEvents(db)) > 0);
  // What follows is committed, and nothing of it decided.
  world.gateway.away = true;
});
afterAll(() => world.close());

let contract: OpenApi | undefined;
function document(): OpenApi {
  contract ??= world.app.swagger() as unknown as OpenApi;
  return contract;
}

/** A text as it stands in a request: `raw` is encoded already. */
interface Trial {
  readonly what: string;
  readonly raw: string;
  readonly allowed: boolean;
}

function textTrial(text: string, allowed: boolean, what = JSON.stringify(text.slice(0, 60))): Trial {
  return { what, raw: encodeURIComponent(text), allowed };
}

function* trialsOf(described: Described): Generator<Trial> {
  const schema = resolvedIn(document(), described);
  const { minLength = 0, maxLength, minimum, maximum } = schema;
  if (schema.type === 'integer') {
    for (const bound of [minimum, maximum]) if (bound !== undefined) yield textTrial(String(bound), true);
    if (minimum !== undefined) yield textTrial(String(minimum - 1), false);
    if (maximum !== undefined) yield textTrial(String(maximum + 1), false);
    for (const text of [
      '',
      '5.5',
      '5.0',
      '1e1',
      '05',
      '+5',
      ' 5',
      '5 ',
      '0x5',
      '٥',
      '9'.repeat(20),
      'NaN',
      'null',
      '-0',
    ])
      yield textTrial(text, false);
    return;
  }
  if (schema.type === 'boolean') {
    for (const text of ['true', 'false']) yield textTrial(text, true);
    for (const text of ['', 'TRUE', 'True', '1', '0', 'yes', 'null', ' true']) yield textTrial(text, false);
    return;
  }
  if (schema.enum || schema.const !== undefined) {
    const [first = '', ...others] = (schema.enum ?? [schema.const]).map(String);
    for (const text of [first, ...others]) yield textTrial(text, true);
    for (const text of ['', 'stranger', `${first} `, `${first},${first}`, first.toUpperCase(), 'null'])
      if (![first, ...others].includes(text)) yield textTrial(text, false);
    return;
  }
  expect(schema.type).toBe('string');
  const misses =
    schema.format === undefined
      ? schema.pattern === undefined
        ? undefined
        : patternMisses[schema.pattern]
      : formatMisses[schema.format];
  if (schema.format !== undefined || schema.pattern !== undefined)
    expect(misses, `near misses of ${schema.format ?? schema.pattern ?? ''}`).toBeDefined();
  for (const text of misses?.taken ?? []) yield textTrial(text, true);
  for (const text of [...(misses?.refused ?? []), ...(misses ? [''] : [])]) yield textTrial(text, false);
  if (maxLength !== undefined) {
    if (misses === undefined) yield textTrial('💥'.repeat(maxLength), true, `${maxLength} characters`);
    yield textTrial('a'.repeat(maxLength + 1), false, `${maxLength + 1} characters`);
  }
  if (minLength > 0) yield textTrial('', false);
}

/** What no text of an address may be: nothing that can be kept, or that every reader reads the same way. */
const unreadable: readonly Trial[] = ['a%00b', '%FF', '%ED%A0%80', '%zz'].map((raw) => ({
  what: raw,
  raw,
  allowed: false,
}));

interface Told {
  readonly code?: string;
  readonly errors?: readonly {
    readonly pointer: string;
    readonly in?: string;
    readonly code: string;
    readonly text: string;
  }[];
}

const operations = (Object.keys(accessTable) as RouteKey[]).filter(
  (route) => route.includes(' /v1/') && route !== 'GET /v1/openapi.json',
);

function operationOf(route: RouteKey): Operation | undefined {
  const [method = '', path = ''] = route.split(' ');
  return document().paths[path.replace(/^\/v1/, '').replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
}

function parametersOf(operation: Operation): readonly (Parameter & { schema: Described; name: string })[] {
  return (operation.parameters ?? []).map((parameter) => {
    const name = parameter.$ref?.split('/').at(-1);
    return (name === undefined ? parameter : document().components['parameters']?.[name]) as never;
  });
}

/** What stands in an address where nothing is tried. */
function idOf(route: string, name: string): string {
  if (name === 'edition') return 'kz-2026-11-25';
  if (name === 'file') return 'issued.v1.json';
  if (name === 'documentId') return ids['document'] ?? '';
  if (name !== 'id') return randomUUID();
  if (route.includes('/staff/')) return 'head-2';
  if (route.includes('/webhooks/')) return ids['webhook'] ?? '';
  return (route.includes('/commands/') ? ids['command'] : ids['application']) ?? '';
}

async function openRoute(route: RouteKey) {
  const [method = '', path = ''] = route.split(' ');
  const operation = operationOf(route);
  if (operation === undefined) throw new Error(`${route} is not in the contract`);
  const parameters = parametersOf(operation);
  const [role] = rolesOf(accessTable[route]);
  const token = role === undefined ? null : await world.token(role);
  const schema = operation.requestBody?.content['application/json']?.schema as Described | undefined;
  const payload =
    operation.operationId === 'submitApplication'
      ? await world.submission()
      : operation.operationId === 'redeliver'
        ? { eventId: randomUUID() }
        : schema && (sampleIn(document(), schema) as object);
  const bodyHeaders: Record<string, string> =
    operation.operationId === 'uploadFile'
      ? { 'content-type': 'multipart/form-data; boundary=b' }
      : schema
        ? { 'content-type': 'application/json' }
        : {};

  /** One request in which a parameter is what a trial says, and all others are in order. */
  const ask = async (changed: { in: string; name: string; raw: string } | null, further = '', twice = '') => {
    const rawOf = (place: string, name: string) =>
      changed?.in === place && changed.name === name ? changed.raw : null;
    const address = path.replaceAll(/:(\w+)/g, (_, name: string) => rawOf('path', name) ?? idOf(route, name));
    const query = parameters
      .filter((each) => each.in === 'query')
      .flatMap(({ name, required, schema: of }) => {
        const raw = rawOf('query', name) ?? (required ? String(sampleIn(document(), of)) : null);
        return raw === null ? [] : [`${name}=${raw}`];
      });
    const headers: Record<string, string | string[]> = {
      'accept-language': 'en',
      ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
      ...(parameters.some(({ name }) => name === 'If-Match') ? { 'if-match': '"3"' } : {}),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...bodyHeaders,
    };
    if (changed?.in === 'header') headers[changed.name.toLowerCase()] = decodeURIComponent(changed.raw);
    if (twice !== '') headers[twice.toLowerCase()] = ['a', 'a'];
    const text = [...query, ...(further === '' ? [] : [further])].join('&');
    const multipart = [
      '--b',
      'content-disposition: form-data; name="file"; filename="a.pdf"',
      '',
      'no pdf',
      '--b--',
      '',
    ];
    const reply = await world.app.inject({
      method: method as 'POST',
      url: text === '' ? address : `${address}?${text}`,
      headers,
      ...(operation.operationId === 'uploadFile'
        ? { payload: multipart.join('\r\n') }
        : payload
          ? { payload: JSON.stringify(payload) }
          : {}),
    });
    const told: Told = /json/.test(String(reply.headers['content-type'])) ? reply.json<Told>() : {};
    return { status: reply.statusCode, told };
  };
  return { parameters, ask };
}

/** Lists (RFC 9110 §5.3), and what is begun anew when it is not whole (W3C Trace Context). */
const saidInParts = new Set(['Accept-Language', 'If-Match', 'traceparent']);

/** Codes that say a value is not of the shape that the contract describes. */
const ofShape = new Set([
  'text-too-long',
  'text-too-short',
  'text-empty',
  'text-malformed',
  'text-shape-wrong',
  'number-too-large',
  'number-too-small',
  'value-not-allowed',
  'value-wrong',
  'wrong-type',
  'date-malformed',
  'instant-invalid',
  'field-repeated',
  'unknown-field',
]);

function saying({ status, told }: { status: number; told: Told }): string {
  const errors = (told.errors ?? []).map(
    (each) => `${each.in ?? 'body'} ${each.pointer} ${each.code} «${each.text}»`,
  );
  return `${status} ${told.code ?? ''} ${errors.join('; ')}`;
}

test.each(operations)(
  '%s takes in its address and headers what the contract allows, and refuses the rest',
  { timeout: 240_000 },
  async (route) => {
    const { parameters, ask } = await openRoute(route);
    const broken: string[] = [];
    for (const { in: place = '', name, schema } of parameters) {
      const trials = [...trialsOf(schema), ...(place === 'header' ? [] : unreadable)];
      for (const { what, raw, allowed } of trials) {
        if (place === 'path' && raw === '') continue;
        if (place === 'header' && /%0A|%09/.test(raw) === true) continue;
        const answer = await ask({ in: place, name, raw });
        const pointer = `/${place === 'header' ? name.toLowerCase() : name}`;
        const found = (answer.told.errors ?? []).filter(
          (each) => each.in === place && each.pointer === pointer,
        );
        const isKept = allowed
          ? !found.some(({ code }) => ofShape.has(code)) && answer.status !== 500
          : (place === 'path' ? [400, 404] : [400]).includes(answer.status) &&
            (found.length > 0 || answer.told.code === 'request-malformed');
        // A pattern is for machines.
        const isInWords = !found.some(({ text }) => /\^|\\|\]\{/.test(text));
        if (!isKept || !isInWords)
          broken.push(`${place} ${name}=${what} ${allowed ? 'allowed' : 'not'} → ${saying(answer)}`);
      }
      if (place === 'header' && !saidInParts.has(name)) {
        const twice = await ask(null, '', name);
        const pointer = `header /${name.toLowerCase()}`;
        if (!saying(twice).includes(`${pointer} field-repeated`))
          broken.push(`${name} twice → ${saying(twice)}`);
      }
      if (place === 'query') {
        const twice = await ask(null, `${name}=1&${name}=1`);
        if (!saying(twice).includes(`query /${name} field-repeated`))
          broken.push(`${name} twice → ${saying(twice)}`);
      }
    }
    const stranger = await ask(null, 'stranger=1');
    if (!saying(stranger).includes('query /stranger unknown-field'))
      broken.push(`a stranger → ${saying(stranger)}`);
    expect(broken).toEqual([]);
  },
);

test('every operation of the contract is tried here', () => {
  const contracted = operationsOf(document()).map(({ operation }) => operation.operationId);
  const tried = operations.map((route) => operationOf(route)?.operationId);
  // The probes answer under two addresses.
  expect(new Set(tried)).toEqual(new Set(contracted));
});

test.each([
  [
    'GET /v1/applications/219-2026-000001',
    'path /id text-shape-wrong',
    'Неверный формат значения, ожидается: UUID, например 3f0c6a52-8f5e-4b53-9a8e-6f8b8f1f6b11',
  ],
  [
    'GET /v1/applications?number=12',
    'query /number text-shape-wrong',
    'Неверный формат значения, ожидается: номер заявления, например 219-2026-000001',
  ],
  [
    'GET /v1/applications?dueBefore=31.12.2026',
    'query /dueBefore date-malformed',
    'Нужна существующая дата в виде ГГГГ-ММ-ДД',
  ],
  [
    'GET /v1/applications?limit=all',
    'query /limit wrong-type',
    'Неверный тип значения, ожидается: целое число',
  ],
  ['GET /v1/applications?limit=101', 'query /limit number-too-large', 'Число слишком велико, не более 100'],
  [
    'GET /v1/applications?overdue=1',
    'query /overdue wrong-type',
    'Неверный тип значения, ожидается: да (true) или нет (false)',
  ],
  [
    'GET /v1/applications?order=newest',
    'query /order value-not-allowed',
    'Такого значения нет; возможны: createdAt, resultDueAt',
  ],
  [
    'GET /v1/applications?executor=%FF',
    'query /executor encoding-malformed',
    'Значение записывается в UTF-8 с процентным кодированием и не содержит знака NUL',
  ],
  [
    'GET /v1/applications?cursor=abc',
    'query /cursor cursor-unknown',
    'В этом списке нет такого места: возьмите значение «next» из предыдущего ответа или начните сначала',
  ],
  [
    'GET /v1/changes?after=abc',
    'query /after cursor-unknown',
    'В этом списке нет такого места: возьмите значение «next» из предыдущего ответа или начните сначала',
  ],
  ['GET /v1/applications?colour=red', 'query /colour unknown-field', 'Поля «colour» не существует'],
  [
    'GET /v1/applications?limit=1&limit=1',
    'query /limit field-repeated',
    'Поле указано несколько раз: «limit»',
  ],
  [
    'POST /v1/webhooks',
    'header /idempotency-key idempotency-key-missing',
    'Запросу, который что-либо меняет, нужен заголовок Idempotency-Key: новый UUID для каждого намерения, тот же при повторе',
  ],
])(
  '%s says which parameter is wrong and what it may be, in three languages',
  async (request, place, russian) => {
    const [method = '', url = ''] = request.split(' ');
    const bearer = `Bearer ${await world.token('portal')}`;
    const texts = await Promise.all(
      ['kk', 'ru', 'en'].map(async (language) => {
        const reply = await world.app.inject({
          method: method as 'GET',
          url,
          headers: { authorization: bearer, 'accept-language': language },
          ...(method === 'POST' ? { payload: { url: 'https://portal.example.kz/hook' } } : {}),
        });
        const [error] = reply.json<Told>().errors ?? [];
        expect(`${error?.in ?? ''} ${error?.pointer ?? ''} ${error?.code ?? ''}`).toBe(place);
        return error?.text ?? '';
      }),
    );
    expect(texts[1]).toBe(russian);
    expect(new Set(texts).size).toBe(3);
  },
);
