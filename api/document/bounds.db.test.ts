import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { accessTable, rolesOf, type RouteKey } from '../access/table.ts';
import type { OpenApi } from './shape.ts';

// What the contract says of a body, said in requests: each bound and one beyond it, and a stranger for each enumeration.

interface Described {
  readonly $ref?: string;
  readonly anyOf?: readonly Described[];
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly items?: Described;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, Described>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
}

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const routes = (Object.keys(accessTable) as RouteKey[]).filter(
  (route) => /^(POST|PUT) /.test(route) && route !== 'POST /v1/uploads',
);

function document(): OpenApi {
  return world.app.swagger() as unknown as OpenApi;
}

function resolved(schema: Described): Described {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.split('/').at(-1) ?? '';
  return { ...(document().components['schemas']?.[name] as Described), ...schema, $ref: '' };
}

/** A value that the schema allows, with all its members. */
function sampleOf(described: Described): unknown {
  const schema = resolved(described);
  if (schema.anyOf) return sampleOf(schema.anyOf[0] ?? {});
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, sampleOf(property)]),
    );
  if (schema.items) return [sampleOf(schema.items)];
  if (schema.examples) return schema.examples[0];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.format === 'uuid') return randomUUID();
  if (schema.format === 'date-time') return '2026-12-14T11:00:00+05:00';
  if (schema.format === 'date') return '2026-12-14';
  if (schema.format === 'email') return 'a@example.kz';
  const digits = /^\^(?:\\d|\[0-9a-f\])\{(\d+)\}\$$/.exec(schema.pattern ?? '')?.[1];
  if (digits !== undefined) return '0'.repeat(Number(digits));
  return schema.pattern === '^[A-Z]{2}$' ? 'KZ' : schema.type === 'string' ? 'text' : {};
}

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
  if (schema.pattern !== undefined && schema.pattern !== '\\S') yield trial('another shape', false, '?!');
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

const ofBounds = new Set([
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
