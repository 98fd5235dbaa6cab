import { expect, test } from 'vitest';
import { deepestJson, sizeOfJson, mostNames } from './json-size.ts';

const excess = (text: string, mostValues = 1_000) => sizeOfJson(Buffer.from(text), mostValues).kind;

test('nesting is allowed to the limit and no further, however far it goes', () => {
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  expect(excess(nested(deepestJson))).toBe('fits');
  expect(excess(nested(deepestJson + 1))).toBe('too-deep');
  expect(excess('{"a":'.repeat(100_000))).toBe('too-deep');
});

test('values are allowed to the limit and no further', () => {
  const list = (length: number) => `[${Array.from({ length }, () => '1').join()}]`;
  expect(excess(list(9), 10)).toBe('fits');
  expect(excess(list(10), 10)).toBe('too-many-values');
  const object = (length: number) => `{${Array.from({ length }, (_, index) => `"a${index}":{}`).join()}}`;
  expect(excess(object(11), 20)).toBe('too-many-values');
});

test('one object has a bound of names, and what stands beside it has its own', () => {
  const object = (length: number) => `{${Array.from({ length }, (_, index) => `"a${index}":1`).join()}}`;
  expect(excess(`[${object(mostNames)},${object(mostNames)}]`, 10_000)).toBe('fits');
  expect(excess(`[${object(mostNames + 1)}]`, 10_000)).toBe('too-many-names');
});

test('what stands in a text is no structure, whatever is escaped there', () => {
  expect(excess(JSON.stringify({ text: '[{,'.repeat(1_000), quoted: '",[{\\' }), 4)).toBe('fits');
  expect(excess(String.raw`["\\",["\"",[[`, 5)).toBe('too-many-values');
});

test('what fits is counted: its names, and whether a number is too long to be sure of', () => {
  const counted = (text: string) => sizeOfJson(Buffer.from(text), 1_000);
  expect(counted('{"a":1,"b":{"c":"d:e"},"f":[{"g":null}]}')).toEqual({
    kind: 'fits',
    names: 5,
    longNumbers: false,
  });
  expect(counted('[123456789012345, -1.5, 12:30]')).toMatchObject({ longNumbers: false });
  for (const number of [
    '1234567890123456',
    '0.1234567890123456',
    '99999999999999.99',
    '-1234567890123456e3',
    '1e-400',
    '12E3',
  ])
    expect(counted(`{"a":[${number}]}`)).toMatchObject({ longNumbers: true });
  expect(counted('[true, 1, false, "1e3"]')).toMatchObject({ longNumbers: false });
  expect(counted('["1234567890123456"]')).toMatchObject({ longNumbers: false });
});
