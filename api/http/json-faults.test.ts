import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWithoutFaults, jsonFaultsOf } from './json-faults.ts';
import { sizeOfJson } from './json-size.ts';

function told(text: string): string[] {
  const faults = jsonFaultsOf(text).map(({ pointer, code }) => `${pointer} ${code}`);
  const size = sizeOfJson(Buffer.from(text), 10_000);
  if (size.kind !== 'fits') throw new Error(size.kind);
  // The quick look and the search agree.
  expect(isWithoutFaults(JSON.parse(text), size)).toBe(faults.length === 0 && !size.longNumbers);
  return faults;
}

test('an ordinary body has no faults, whatever its names repeat elsewhere', () => {
  expect(told('{"a":1,"b":{"a":[{"a":"x"},{"a":"y"}]},"c":[[],[1,2]]}')).toEqual([]);
  expect(told('"text"')).toEqual([]);
  expect(told('[-0, 1.5, 1e3, 0.1, 9007199254740991, true, null]')).toEqual([]);
});

test('a name given twice is told where it stands, however it is written', () => {
  expect(told('{"a":1,"b":{"x":1,"x":2},"a":2}')).toEqual(['/b/x field-repeated', '/a field-repeated']);
  expect(told(String.raw`{"ab":1,"a\u0062":2}`)).toEqual(['/ab field-repeated']);
  expect(told('[{"a/b":1,"a/b":2}]')).toEqual(['/0/a~1b field-repeated']);
});

test('names that reach into prototypes are refused at any depth', () => {
  expect(told('{"a":{"__proto__":{"x":1}}}')).toEqual(['/a/__proto__ field-name-refused']);
  expect(told('[{"constructor":{"prototype":{}}}]')).toEqual(['/0/constructor field-name-refused']);
  expect(told(String.raw`{"\u005f_proto__":1}`)).toEqual(['/__proto__ field-name-refused']);
});

test('numbers that would be kept as others, and texts that cannot be kept, are told', () => {
  expect(told('[1e400, 9007199254740993, -1e999]')).toEqual([
    '/0 number-not-exact',
    '/1 number-not-exact',
    '/2 number-not-exact',
  ]);
  expect(told(String.raw`{"a":["x\u0000","\ud800","\ud83d\ude00"],"b\u0000":1}`)).toEqual([
    '/a/0 text-malformed',
    '/a/1 text-malformed',
    '/b\0 text-malformed',
  ]);
});

test('an answer names no more faults than a person reads', () => {
  const found = jsonFaultsOf(`[${Array.from({ length: 5_000 }, () => '1e999').join()}]`);
  expect(found).toHaveLength(200);
});

test.each([
  ['99999999999999.99', false],
  ['0.30000000000000004', true],
  ['0.1', true],
  ['1.50', true],
  ['1e2', true],
  ['12.5E-3', true],
  ['-0.00', true],
  ['1234567890.123456789', false],
  ['0.1000000000000000055', false],
  ['1e-400', false],
  ['1.2345e-320', false],
  [`0.5${'0'.repeat(200)}`, false],
])('a number keeps its digits or is refused: %s, kept: %s', (literal, kept) => {
  expect(told(`{"value": ${literal}}`)).toEqual(kept ? [] : ['/value number-not-exact']);
});

test('whatever number a program of doubles writes is taken', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      fc.pre(!Number.isInteger(value) || Number.isSafeInteger(value));
      expect(told(`[${JSON.stringify(value)}]`)).toEqual([]);
    }),
  );
});
