import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inUtf8 } from './in-utf8.ts';

test('a text is written as every other writer of UTF-8 does, in any script', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constant('Өтініш, заявление 📄'));
  fc.assert(
    fc.property(text, (written) => {
      expect(inUtf8(written).equals(Buffer.from(written))).toBe(true);
    }),
  );
  expect(inUtf8('')).toHaveLength(0);
});
