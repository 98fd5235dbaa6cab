import type { FastifySchemaValidationError } from 'fastify';
import { within } from '../../regulation/pointer.ts';
import { mostFaults } from './most-faults.ts';

/** What is looked at of a schema here. */
interface Sized {
  readonly anyOf?: readonly Sized[];
  readonly maxItems?: number;
  readonly items?: Sized;
  readonly properties?: Readonly<Record<string, Sized>>;
  readonly additionalProperties?: unknown;
}

/**
 * What a refused value has far too much of: lists that are too long, and unknown names, more of them than faults are told.
 * The validator would look at each entry, and where entries must differ at each pair of them; so when there is something
 * here, it is all that is told.
 */
export function crowdedPlaces(schema: object, value: unknown): readonly FastifySchemaValidationError[] {
  const found = new Map<string, FastifySchemaValidationError>();
  look(schema, value, '', (error) => {
    const key = `${error.keyword} ${error.instancePath}`;
    const known = found.get(key);
    // Of several branches the most generous one speaks.
    if (known === undefined || Number(error.params['limit']) > Number(known.params['limit']))
      found.set(key, error);
  });
  return [...found.values()].slice(0, mostFaults);
}

type Note = (error: FastifySchemaValidationError) => void;

function look(schema: Sized, value: unknown, pointer: string, note: Note): void {
  for (const branch of schema.anyOf ?? []) look(branch, value, pointer, note);
  if (Array.isArray(value)) lookAtList(schema, value, pointer, note);
  else if (typeof value === 'object' && value !== null)
    lookAtObject(schema, value as Readonly<Record<string, unknown>>, pointer, note);
}

function lookAtList(
  { maxItems = Infinity, items }: Sized,
  value: readonly unknown[],
  pointer: string,
  note: Note,
): void {
  if (value.length > Math.max(maxItems, mostFaults))
    note(errorAt('maxItems', pointer, { limit: maxItems, length: value.length }));
  else if (items !== undefined)
    for (const [index, item] of value.entries()) look(items, item, within(pointer, index), note);
}

function lookAtObject(
  { properties = {}, additionalProperties }: Sized,
  value: Readonly<Record<string, unknown>>,
  pointer: string,
  note: Note,
): void {
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(properties, name));
  if (additionalProperties === false && unknown.length > mostFaults)
    note(errorAt('additionalProperties', pointer, { additionalProperties: unknown.slice(0, mostFaults) }));
  for (const [name, property] of Object.entries(properties))
    if (Object.hasOwn(value, name)) look(property, value[name], within(pointer, name), note);
}

function errorAt(
  keyword: string,
  instancePath: string,
  params: FastifySchemaValidationError['params'],
): FastifySchemaValidationError {
  return { keyword, instancePath, schemaPath: '', params };
}
