import { charactersIn, textFault } from './person-text.ts';
import { within } from './pointer.ts';
import type { FillingOf, IfPlaces, TextParams } from './text.ts';
import type { FieldError, PlainCode, ValidationCode, validationTexts } from './validation-texts.ts';
import { decimalPattern, valueLimits } from './values.ts';

/** Finds everything wrong with a value that stands at a pointer. Nothing found, nothing wrong. */
export type Check = (value: unknown, pointer: string) => readonly FieldError[];

/** A property of an object: how it is checked, and whether it may be left out. */
export interface Property {
  readonly check: Check;
  readonly required: boolean;
}

/** One error as the list a check returns. */
export function wrong<C extends ValidationCode>(
  pointer: string,
  code: C,
  ...[params]: ParamsOf<C>
): readonly FieldError[] {
  // The arguments belong together; TypeScript does not follow that into a union.
  return [{ pointer, code, params: params ?? {} } as FieldError];
}

type ParamsOf<C extends ValidationCode> = IfPlaces<
  (typeof validationTexts)[C],
  [params: FillingOf<(typeof validationTexts)[C]>],
  [params?: TextParams]
>;

/** A property that must be there. */
export function required(check: Check): Property {
  return { check, required: true };
}

/** A property that may be left out; `null` is not leaving out. */
export function optional(check: Check): Property {
  return { check, required: false };
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of one list, or of the names of one object, no more errors are looked for: nobody reads further. */
const mostErrors = 200;

/** An object with these properties and no others. */
export function objectOf(properties: Readonly<Record<string, Property>>): Check {
  return (value, pointer) => {
    if (!isObject(value)) return wrong(pointer, 'wrong-type', { expected: 'object' });

    const unknown = Object.keys(value)
      .filter((name) => !Object.hasOwn(properties, name))
      .slice(0, mostErrors)
      .flatMap((field) => wrong(within(pointer, field), 'unknown-field', { field }));
    const known = Object.entries(properties).flatMap(([field, property]) => {
      if (Object.hasOwn(value, field) && value[field] !== undefined) {
        return property.check(value[field], within(pointer, field));
      }
      return property.required ? wrong(within(pointer, field), 'field-missing', { field }) : [];
    });
    return [...known, ...unknown];
  };
}

/** A list whose entries all pass; empty only where an empty list is an answer. */
export function listOf(entry: Check, mayBeEmpty = false): Check {
  return (value, pointer) => {
    if (!Array.isArray(value)) return wrong(pointer, 'wrong-type', { expected: 'array' });
    if (value.length === 0 && !mayBeEmpty) return wrong(pointer, 'list-empty');

    const max = valueLimits.listItems;
    if (value.length > max) return wrong(pointer, 'list-too-long', { length: value.length, max });
    const errors: FieldError[] = [];
    for (const [index, item] of value.entries()) {
      errors.push(...entry(item, within(pointer, index)));
      if (errors.length >= mostErrors) break;
    }
    return errors;
  };
}

/** Text of a person (person-text.ts), at most `max` characters. */
export function textUpTo(max: number, shape: 'line' | 'lines'): Check {
  return (value, pointer) => {
    if (typeof value !== 'string') return wrong(pointer, 'wrong-type', { expected: 'string' });
    const length = charactersIn(value);
    if (length > max) return wrong(pointer, 'text-too-long', { length, max });
    const fault = textFault(value, shape);
    return fault === null ? [] : wrong(pointer, fault);
  };
}

/** Text of exactly this pattern. */
export function textLike(pattern: RegExp, code: PlainCode): Check {
  return (value, pointer) => {
    if (typeof value !== 'string') return wrong(pointer, 'wrong-type', { expected: 'string' });
    return pattern.test(value) ? [] : wrong(pointer, code);
  };
}

/** A number that `accepts`, at most `max`: by default no larger than any real amount. */
export function numberThat(
  accepts: (value: number) => boolean,
  code: PlainCode,
  max: number = valueLimits.amount,
): Check {
  return (value, pointer) => {
    if (typeof value !== 'number' || Number.isNaN(value)) {
      return wrong(pointer, 'wrong-type', { expected: 'number' });
    }
    // JSON like 1e999 is read as infinity: too large before anything else.
    if (value > max) return wrong(pointer, 'number-too-large', { max });
    return accepts(value) ? [] : wrong(pointer, code);
  };
}

const decimal = new RegExp(decimalPattern);

/**
 * A decimal amount that `accepts`: a number, or its digits as text where a number would lose some of them. At most `max`.
 */
export function amountThat(accepts: (value: number) => boolean, code: PlainCode, max?: number): Check {
  const number = numberThat(accepts, code, max);
  return (value, pointer) => {
    if (typeof value !== 'string') return number(value, pointer);
    if (!decimal.test(value)) return wrong(pointer, 'amount-malformed');
    // Whether it is positive, and how large, its first digits tell.
    return number(Number(value), pointer);
  };
}

/** The first check, and the second only of what passes it. */
export function inTurn(first: Check, second: Check): Check {
  return (value, pointer) => {
    const found = first(value, pointer);
    return found.length > 0 ? found : second(value, pointer);
  };
}

/** Text that is one of a list. */
export function oneOf(list: readonly string[], code: CodeOfValue): Check {
  const known = new Set(list);
  return (value, pointer) => {
    const text = String(value);
    return known.has(text) ? [] : wrong(pointer, code, { value: text });
  };
}

type CodeOfValue = 'currency-unknown' | 'country-unknown';

/** `true` or `false`. */
export const trueOrFalse: Check = (value, pointer) =>
  typeof value === 'boolean' ? [] : wrong(pointer, 'wrong-type', { expected: 'boolean' });

/** Everything both checks find; the second sees also what the first refused. */
export function both(first: Check, second: Check): Check {
  return (value, pointer) => [...first(value, pointer), ...second(value, pointer)];
}
