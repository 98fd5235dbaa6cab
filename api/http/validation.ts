import type { FastifySchemaCompiler, FastifySchemaValidationError } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Format } from 'typebox/format';
import { Settings } from 'typebox/system';
import type { TLocalizedValidationError } from 'typebox/error';
import { Pointer, Value } from 'typebox/value';
import { within } from '../../regulation/pointer.ts';
import { readPlainDate } from '../../calendars/plain-date.ts';
import { instantIn } from './instants.ts';
import { visiblePattern } from './value-schemas.ts';
import { crowdedPlaces } from './crowded.ts';
import { mostFaults } from './most-faults.ts';
import { names, settleUnions } from './unions.ts';
import type { FieldCode, fieldTexts } from './texts-fields.ts';
import type { FillingOf, IfPlaces, Text, TextParams } from '../../regulation/text.ts';

/** One value at fault. `pointer` (RFC 6901) is into the body, or into the parameters named by `in`. */
export type FieldFault = { readonly [C in FieldCode]: FaultOf<(typeof fieldTexts)[C], C> }[FieldCode];

type FaultOf<T extends Text, C> = { readonly pointer: string; readonly code: C } & IfPlaces<
  T,
  { readonly params: FillingOf<T> },
  { readonly params?: TextParams }
>;

Settings.Set({ maxErrors: mostFaults });
Format.Set('date', (text) => readPlainDate(text) !== null);
Format.Set('date-time', (text) => instantIn(text) !== null);

/**
 * The one validator of requests. A body is taken as it is: nothing is converted, dropped or filled in. Path, query and
 * headers are text on the wire: what is written exactly as a whole number or a truth value becomes one where the schema asks
 * for it, and defaults are filled in.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = Compile(schema);
  const text = httpPart !== 'body' && isMoreThanText(schema);
  return (value: unknown) => {
    const judged = text ? read(schema, Value.Default(schema, { ...(value as object) })) : value;
    if (compiled.Check(judged)) return { value: judged };
    const crowded = crowdedPlaces(schema, judged);
    if (crowded.length > 0) return { error: [...crowded] };
    return { error: compiled.Errors(judged).map((error) => measured(error, judged)) };
  };
};

/** Whether parameters are to be turned into something else than the text they came as. */
function isMoreThanText({ properties = {} }: { properties?: Readonly<Record<string, object>> }): boolean {
  return Object.values(properties).some(
    (property) =>
      'default' in property || ('type' in property && ['integer', 'boolean'].includes(String(property.type))),
  );
}

/** An error of a length knows how long the value is: people want to know how much to leave out. */
function measured(error: TLocalizedValidationError, judged: unknown): FastifySchemaValidationError {
  const { keyword, instancePath, params } = error;
  if (keyword !== 'maxLength' && keyword !== 'maxItems') return error as FastifySchemaValidationError;
  const value: unknown = Pointer.Get(judged, instancePath);
  // Characters as JSON Schema counts them.
  const length = typeof value === 'string' ? Array.from(value).length : (value as readonly unknown[]).length;
  return { ...error, params: { ...params, length } };
}

/** Text of the wire as the schema's values; what is not written as one stays text, and fails. */
function read(
  { properties = {} }: { properties?: Readonly<Record<string, { type?: unknown }>> },
  given: unknown,
) {
  const values = Object.entries(given as Readonly<Record<string, unknown>>);
  return Object.fromEntries(values.map(([name, value]) => [name, readAs(properties[name]?.type, value)]));
}

function readAs(type: unknown, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (type === 'integer' && /^(0|-?[1-9]\d{0,14})$/.test(value)) return Number(value);
  return type === 'boolean' && /^(true|false)$/.test(value) ? value === 'true' : value;
}

/** The faults that a failed validation found, in the words of the regulation where it has some. */
export function faultsOf(errors: readonly FastifySchemaValidationError[]): readonly FieldFault[] {
  // A blank text breaks several rules in one way.
  const faults = new Map<string, FieldFault>();
  for (const fault of settleUnions(errors).flatMap(faultOf)) {
    const key = `${fault.pointer} ${fault.code}`;
    if (!faults.has(key)) faults.set(key, fault);
  }
  return [...faults.values()];
}

function faultOf(error: FastifySchemaValidationError): readonly FieldFault[] {
  const at = error.instancePath;
  const { params } = error;
  switch (error.keyword) {
    case 'required':
      return names(params.requiredProperties).map((field) => ({
        pointer: within(at, field),
        code: 'field-missing',
        params: { field },
      }));
    case 'additionalProperties':
      return names(params.additionalProperties).map((field) => ({
        pointer: within(at, field),
        code: 'unknown-field',
        params: { field },
      }));
    case 'boolean':
      // The same unknown field again, property by property.
      return [];
    case 'type':
      return [{ pointer: at, code: 'wrong-type', params: { expected: names(params.type).join(', ') } }];
    case 'enum':
      return [
        {
          pointer: at,
          code: 'value-not-allowed',
          params: { allowed: names(params.allowedValues).join(', ') },
        },
      ];
    case 'const':
      return [{ pointer: at, code: 'value-not-allowed', params: { allowed: String(params.allowedValue) } }];
    case 'format':
      return [formatFault(at, String(params.format))];
    case '~refine':
      // The only check of ours, of texts of persons: its message is the code.
      return [{ pointer: at, code: params.message === 'text-malformed' ? 'text-malformed' : 'text-empty' }];
    case 'pattern':
      if (params.pattern === visiblePattern) return [{ pointer: at, code: 'text-empty' }];
      return [{ pointer: at, code: 'text-shape-wrong', params: { expected: String(params.pattern) } }];
    case 'minLength':
      return [
        Number(params.limit) === 1
          ? { pointer: at, code: 'text-empty' }
          : { pointer: at, code: 'text-too-short', params: { min: Number(params.limit) } },
      ];
    case 'maxLength':
      return [{ pointer: at, code: 'text-too-long', params: limited(params) }];
    case 'minItems':
      return [{ pointer: at, code: 'list-empty' }];
    case 'maxItems':
      return [{ pointer: at, code: 'list-too-long', params: limited(params) }];
    case 'uniqueItems':
      return [{ pointer: at, code: 'list-repeats' }];
    case 'minimum':
    case 'exclusiveMinimum':
      return [{ pointer: at, code: 'number-too-small', params: { min: Number(params.limit) } }];
    case 'maximum':
    case 'exclusiveMaximum':
      return [{ pointer: at, code: 'number-too-large', params: { max: Number(params.limit) } }];
    default:
      return [{ pointer: at, code: 'value-wrong' }];
  }
}

const formatCodes: Readonly<Record<string, 'date-malformed' | 'instant-invalid' | 'email-malformed'>> = {
  date: 'date-malformed',
  'date-time': 'instant-invalid',
  email: 'email-malformed',
};

function formatFault(pointer: string, format: string): FieldFault {
  const code = formatCodes[format];
  return code === undefined
    ? { pointer, code: 'text-shape-wrong', params: { expected: format } }
    : { pointer, code };
}

function limited({ length, limit }: FastifySchemaValidationError['params']) {
  return { length: Number(length), max: Number(limit) };
}
