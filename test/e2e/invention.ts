import { randomUUID } from 'node:crypto';

import type { Chance } from './chance.ts';

/** A JSON schema, as far as the API's description uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly examples?: readonly unknown[];
}

/** Values that nobody expects. */
const oddities: readonly unknown[] = [
  null,
  '',
  ' ',
  0,
  -1,
  1e308,
  0.1,
  true,
  [],
  {},
  [[[]]],
  'a\u0000b',
  '\uD800',
  'ә'.repeat(12_000),
  '2026-02-30',
  '9999-12-31T23:59:59Z',
  '0000-01-01T00:00:00Z',
  "'; DROP TABLE applications; --",
  '__proto__',
  { __proto__: null, constructor: 1 },
  -0,
  2 ** 53,
];

/**
 * Makes values that fit a schema, with a fault here and there, and values that fit none. `named` gives the schema that a
 * reference names.
 */
export function inventions(chance: Chance, named: (reference: string) => Schema) {
  const garbage = (): unknown => structuredClone(chance.oneOf(oddities));

  function valueFor(schema: Schema): unknown {
    if (schema.$ref !== undefined) return valueFor(named(schema.$ref));
    if (chance.below(12) === 0) return garbage();
    if (schema.examples !== undefined && schema.examples.length > 0 && chance.below(2) === 0)
      return structuredClone(chance.oneOf(schema.examples));
    if (schema.anyOf !== undefined) return valueFor(chance.oneOf(schema.anyOf));
    if (schema.enum !== undefined) return chance.oneOf(schema.enum);
    if (schema.const !== undefined) return schema.const;
    switch (Array.isArray(schema.type) ? chance.oneOf(schema.type) : schema.type) {
      case 'object':
        return objectFor(schema);
      case 'array':
        return Array.from({ length: chance.below(3) }, () => valueFor(schema.items ?? {}));
      case 'string':
        return textFor(schema.format);
      case 'integer':
        return chance.below(50);
      case 'number':
        return chance.below(500) / 10;
      case 'boolean':
        return chance.below(2) === 0;
      default:
        return garbage();
    }
  }

  function objectFor({ properties = {}, required = [] }: Schema): Record<string, unknown> {
    const names = Object.keys(properties).filter((name) => required.includes(name) || chance.below(2) === 0);
    const entries = names
      .filter(() => chance.below(15) > 0)
      .map((name) => [name, valueFor(properties[name] ?? {})] as const);
    return { ...Object.fromEntries(entries), ...(chance.below(15) === 0 ? { colour: garbage() } : {}) };
  }

  function textFor(format: string | undefined): string {
    switch (format) {
      case 'date-time':
        return chance.oneOf(['2026-11-26T17:00:00+05:00', '2026-12-14T10:00:00Z', '1990-01-01T00:00:00Z']);
      case 'date':
        return chance.oneOf(['2026-11-26', '1990-01-01', '2100-01-01']);
      case 'uuid':
        return randomUUID();
      default:
        return chance.oneOf(['executor-1', 'nonCompliance392', 'Some words.', '281240000015', 'cabinet']);
    }
  }

  return { valueFor, garbage };
}
