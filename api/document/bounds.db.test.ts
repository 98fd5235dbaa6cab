import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { resolvedIn, sampleIn, type Described } from '../../test/contract-samples.ts';
import { formatMisses, patternMisses, type NearMisses } from '../../test/near-misses.ts';
import { accessTable, rolesOf, type RouteKey } from '../access/table.ts';
import type { OpenApi } from '../http/shape.ts';

// What the contract says of a body, said in requests: each bound and one beyond it, and a stranger for each enumeration.

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const routes = (Object.keys(accessTable) as RouteKey[]).filter(
  (route) => /^(POST|PUT) /.test(route) && route !== 'POST /v1/uploads',
);

let contract: OpenApi | undefined;
function document(): OpenApi {
  contract ??= world.app.swagger() as unknown as OpenApi;
  return contract;
}

const resolved = (schema: Described) => resolvedIn(document(), schema);
const sampleOf = (schema: Described) => sampleIn(document(), schema);

interface Trial {
  readonly pointer: string;
  readonly body: unknown;
  readonly what: string;
  /** Whether the contract allows it. */
  readonly allowed: boolean;
}

/** Every trial inside a schema; `put` makes the whole body around a value that stands at the pointer. */
function* trialsOf(
  described: Described,
  pointer: string,
  put: (value: unknown) => unknown,
): Generator<Trial> {
  const schema = resolved(described);
  if (schema.anyOf) {
    for (const branch of schema.anyOf) yield* trialsOf(branch, pointer, put);
    return;
  }
  const trial = (what: string, allowed: boolean, value: unknown): Trial => ({
    pointer,
    what,
    allowed,
    body: put(value),
  });
  const { minLength = 0, maxLength, minimum, maximum, exclusiveMinimum, items, properties } = schema;
  const isFree = schema.format === undefined && (schema.pattern ?? '\\S') === '\\S';
  if (schema.enum) yield trial('a stranger', false, 'stranger');
  if (schema.type === 'string' && isFree && maxLength !== undefined && !schema.enum) {
    yield trial(`${maxLength} characters`, true, '💥'.repeat(maxLength));
    yield trial(`${maxLength + 1} characters`, false, 'a'.repeat(maxLength + 1));
  }
  if (schema.type === 'string' && minLength > 0) yield trial('no character', false, '');
  const { taken, refused } = nearMissesOf(schema);
  for (const text of taken) yield trial(JSON.stringify(text), true, text);
  for (const text of refused) yield trial(JSON.stringify(text.slice(0, 60)), false, text);
  if (schema.type === 'string') yield trial('no text', false, true);
  if (minimum !== undefined) yield trial(`${minimum}`, true, minimum);
  if (minimum !== undefined) yield trial(`${minimum - 1}`, false, minimum - 1);
  if (exclusiveMinimum !== undefined) yield trial(`${exclusiveMinimum}`, false, exclusiveMinimum);
  if (maximum !== undefined) yield trial(`${maximum}`, true, maximum);
  if (maximum !== undefined) yield trial(`${maximum + 1}`, false, maximum + 1);
  if (items !== undefined) {
    const { minItems = 0, maxItems } = schema;
    const sample = sampleOf(items);
    if (maxItems !== undefined && schema.uniqueItems !== true)
      yield trial(`${maxItems} entries`, true, Array(maxItems).fill(sample));
    if (maxItems !== undefined)
      yield trial(`${maxItems + 1} entries`, false, Array(maxItems + 1).fill(sample));
    if (minItems > 0) yield trial('no entry', false, []);
    yield* trialsOf(items, `${pointer}/0`, (value) => put([value]));
  }
  if (properties !== undefined) {
    const whole = sampleOf(schema) as Readonly<Record<string, unknown>>;
    for (const [name, property] of Object.entries(properties)) {
      const { [name]: _left, ...rest } = whole;
      if (schema.required?.includes(name))
        yield { ...trial('nothing', false, rest), pointer: `${pointer}/${name}` };
      yield* trialsOf(property, `${pointer}/${name}`, (value) => put({ ...whole, [name]: value }));
    }
    if (schema.additionalProperties === false)
      yield { ...trial('a stranger', false, { ...whole, stranger: 1 }), pointer: `${pointer}/stranger` };
  }
}

function nearMissesOf({ format, pattern }: Described): NearMisses {
  const shape = format ?? (pattern === '\\S' ? undefined : pattern);
  if (shape === undefined) return { taken: [], refused: [] };
  const found = format === undefined ? patternMisses[shape] : formatMisses[shape];
  if (found === undefined) throw new Error(`no near misses are known of ${shape}`);
  return found;
}

const ofBounds = new Set([
  'text-shape-wrong',
  'date-malformed',
  'instant-invalid',
  'email-malformed',
  'text-too-long',
  'text-too-short',
  'text-empty',
  'text-malformed',
  'list-too-long',
  'list-empty',
  'number-too-large',
  'number-too-small',
  'value-not-allowed',
  'wrong-type',
]);

test.each(routes)(
  '%s takes what the contract allows and refuses what it does not',
  { timeout: 120_000 },
  async (route) => {
    const [method = '', path = ''] = route.split(' ');
    const item = document().paths[path.replace(/^\/v1/, '').replaceAll(/:(\w+)/g, '{$1}')];
    const operation = item?.[method.toLowerCase()];
    expect(operation?.operationId).toBeTypeOf('string');
    const schema = operation?.requestBody?.content['application/json']?.schema as Described | undefined;
    if (schema === undefined) return;
    const [role] = rolesOf(accessTable[route]);
    const token = role === undefined ? null : await world.token(role);
    const url = path
      .replace('/v1/staff/:id', '/v1/staff/nobody-1')
      .replace(':edition', 'kz-2026-11-25')
      .replaceAll(/:\w+/g, randomUUID());

    const broken: string[] = [];
    for (const { pointer, body, what, allowed } of trialsOf(schema, '', (value) => value)) {
      const reply = await world.app.inject({
        method: method as 'POST',
        url,
        payload: JSON.stringify(body),
        headers: {
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
      });
      const { errors = [] } = reply.json<{ errors?: { pointer: string; code: string }[] }>();
      const found = errors.filter((each) => each.pointer === pointer).map(({ code }) => code);
      const kept = allowed
        ? !found.some((code) => ofBounds.has(code))
        : reply.statusCode === 400 && found.length > 0;
      if (!kept || reply.statusCode >= 500)
        broken.push(
          `${pointer}: ${what} → ${reply.statusCode} ${errors
            .slice(0, 3)
            .map((e) => `${e.pointer} ${e.code}`)
            .join(', ')}`,
        );
    }
    expect(broken).toEqual([]);
  },
);
