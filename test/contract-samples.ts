import { randomUUID } from 'node:crypto';
import type { OpenApi } from '../api/http/shape.ts';

/** A schema of the contract, as far as requests are made from it. */
export interface Described {
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

/** A schema with what it refers to. */
export function resolvedIn(document: OpenApi, schema: Described): Described {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.split('/').at(-1) ?? '';
  return { ...(document.components['schemas']?.[name] as Described), ...schema, $ref: '' };
}

/** A value that the schema allows, with all its members. */
export function sampleIn(document: OpenApi, described: Described): unknown {
  const schema = resolvedIn(document, described);
  const sampleOf = (inner: Described): unknown => sampleIn(document, inner);
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
