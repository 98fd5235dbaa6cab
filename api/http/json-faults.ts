import { createScanner } from 'jsonc-parser';
import { within } from '../../regulation/pointer.ts';
import { mostFaults } from './most-faults.ts';
import type { FieldFault } from './validation.ts';

/** The scanner's kinds of tokens. Its own names are a `const enum`, which TypeScript without a bundler cannot read. */
const tokens = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  text: 10,
  number: 11,
  end: 17,
} as const;

/** One object or list that is open at the place being read. */
interface Level {
  readonly pointer: string;
  /** Names seen so far; null in a list. */
  readonly names: Set<string> | null;
  /** The name or index of the member being read. */
  at: string | number;
}

/**
 * Reads a JSON text that a parser has accepted, once, from left to right. Finds names given twice (parsers keep the last
 * one, a reviewer reads the first), names that would reach into a prototype, numbers that a double changes, and texts
 * that PostgreSQL cannot keep.
 */
export function jsonFaultsOf(text: string): readonly FieldFault[] {
  const scanner = createScanner(text, true);
  const faults: FieldFault[] = [];
  const open: Level[] = [];
  let named = false;
  const note = (fault: FieldFault): void => {
    if (faults.length < mostFaults) faults.push(fault);
  };

  for (let kind: number = scanner.scan(); kind !== tokens.end; kind = scanner.scan()) {
    const level = open.at(-1);
    switch (kind) {
      case tokens.openBrace:
      case tokens.openBracket: {
        const inObject = kind === tokens.openBrace;
        open.push({ pointer: pointerOf(level), names: inObject ? new Set() : null, at: inObject ? '' : 0 });
        named = false;
        break;
      }
      case tokens.closeBrace:
      case tokens.closeBracket:
        open.pop();
        break;
      case tokens.comma:
        named = false;
        if (typeof level?.at === 'number') level.at += 1;
        break;
      case tokens.text: {
        const value = scanner.getTokenValue();
        if (level?.names && !named) {
          named = true;
          level.at = value;
          checkName(value, level, note);
        } else if (isUnkeepable(value)) note({ pointer: pointerOf(level), code: 'text-malformed' });
        break;
      }
      case tokens.number:
        if (!isExact(scanner.getTokenValue())) note({ pointer: pointerOf(level), code: 'number-not-exact' });
        break;
      default:
    }
  }
  return faults;
}

/**
 * Whether `jsonFaultsOf` would find nothing in the text that a value was parsed of, told by the value and by what was counted
 * in the text: a name given twice is one of the value's. No sound text is told to have faults unless its numbers are long.
 */
export function isWithoutFaults(
  value: unknown,
  counted: { readonly names: number; readonly longNumbers: boolean },
): boolean {
  let names = 0;
  const isSound = (each: unknown): boolean => {
    if (typeof each === 'string') return !isUnkeepable(each);
    if (typeof each === 'number') return isExactNumber(each);
    if (Array.isArray(each)) return each.every(isSound);
    if (typeof each !== 'object' || each === null) return true;
    const own = Object.keys(each);
    names += own.length;
    return own.every(
      (name) =>
        !isUnkeepable(name) &&
        !isReserved(name) &&
        isSound((each as Readonly<Record<string, unknown>>)[name]),
    );
  };
  return !counted.longNumbers && isSound(value) && names === counted.names;
}

function checkName(field: string, level: Level, note: (fault: FieldFault) => void): void {
  const pointer = pointerOf(level);
  if (isUnkeepable(field)) note({ pointer, code: 'text-malformed' });
  if (level.names?.has(field)) note({ pointer, code: 'field-repeated', params: { field } });
  if (isReserved(field)) note({ pointer, code: 'field-name-refused', params: { field } });
  level.names?.add(field);
}

function pointerOf(level: Level | undefined): string {
  return level === undefined ? '' : within(level.pointer, level.at);
}

function isReserved(name: string): boolean {
  return name === '__proto__' || name === 'constructor';
}

/** PostgreSQL has no place for a NUL, and half a character has no UTF-8. */
function isUnkeepable(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}

/** RFC 7493 §2.2: a number beyond a double is another number on the other side, and so is one that has more digits than it keeps. */
function isExact(literal: string): boolean {
  if (literal.length > longestLiteral) return false;
  const value = Number(literal);
  return isExactNumber(value) && decimalOf(literal) === decimalOf(String(value));
}

/** Nobody writes a double so long; more is not walked. */
const longestLiteral = 100;

function isExactNumber(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

/** A number as its significant digits and the power of ten behind them: equal for equal decimals, however they are written. */
function decimalOf(literal: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = withoutTrailingZeros(digits);
  if (significant === '') return '0';
  return `${sign}${significant}e${String(Number(exponent) - fraction.length + digits.length - significant.length)}`;
}

/** In one walk: a pattern that ends in zeros would begin anew at each zero inside. */
function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}
