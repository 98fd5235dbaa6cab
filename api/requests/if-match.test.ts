import { expect, test } from 'vitest';
import { expectedVersionOf } from './if-match.ts';

test.each([
  ['"2"', 2],
  [' "2" ', 2],
  ['W/"2"', 2],
  ['"2-gzip"', 2],
  ['W/"2-br"', 2],
  ['"2;gzip"', 2],
  ['"1", "2"', 2],
  ['"1",W/"2-gzip" , "7"', 2],
  ['"1", "7"', 7],
  ['"2",', 2],
  ['*', undefined],
])('If-Match: %s is said of version 2 as version %s', (header, version) => {
  expect(expectedVersionOf(header, 'head', 2)).toBe(version);
});

test.each(['', '2', '"two"', '"2', '"0"', '"-1"', '"2" "3"', ',', '*, "2"', '"2-"', 'w/"2"'])(
  'If-Match: %s names no version',
  (header) => {
    expect(() => expectedVersionOf(header, 'head', 2)).toThrow('precondition-malformed');
  },
);

test('officers must say what they looked at, others may', () => {
  expect(() => expectedVersionOf(undefined, 'executor', 2)).toThrow('precondition-required');
  expect(expectedVersionOf(undefined, 'portal', 2)).toBeUndefined();
});
