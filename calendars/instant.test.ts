import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOfMs, msOf, parseInstant } from './instant.ts';

test.each([
  ['2026-11-26T17:00:00+05:00', '2026-11-26T12:00:00.000Z'],
  ['2026-11-26T00:30:00.25+05:45', '2026-11-25T18:45:00.250Z'],
  ['2026-11-26T12:00:00Z', '2026-11-26T12:00:00.000Z'],
  ['2026-11-26t12:00:00z', '2026-11-26T12:00:00.000Z'],
  ['2026-12-31T23:59:59.999-01:00', '2027-01-01T00:59:59.999Z'],
  ['2026-11-26T12:00:00-00:00', '2026-11-26T12:00:00.000Z'],
  ['2026-11-26T18:29:59.9999999+05:00', '2026-11-26T13:29:59.999Z'],
])('%s is %s', (text, expected) => {
  expect(parseInstant(text)).toBe(expected);
});

test.each([
  '2026-11-26',
  '2026-11-26T12:00:00',
  '2026-11-26T12:00Z',
  '2026-11-26 12:00:00Z',
  '2026-02-30T12:00:00Z',
  '2026-11-26T24:00:00Z',
  '2026-11-26T12:60:00Z',
  '2016-12-31T23:59:60Z',
  '2026-11-26T12:00:00+0500',
  '2026-11-26T12:00:00+24:00',
  '2026-11-26T12:00:00.Z',
  '9999-12-31T23:59:59-01:00',
  '0000-01-01T00:00:00+01:00',
  '2026-11-26T12:00:00Z\n',
  '',
])('%j is refused', (text) => {
  expect(() => parseInstant(text)).toThrow(expect.objectContaining({ code: 'instant-invalid' }));
});

test('milliseconds there and back give the same instant, in order', () => {
  const ms = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 });
  fc.assert(
    fc.property(ms, ms, (a, b) => {
      expect(instantOfMs(a)).toBe(new Date(a).toISOString());
      expect(msOf(instantOfMs(a))).toBe(a);
      expect(parseInstant(instantOfMs(a))).toBe(instantOfMs(a));
      expect(instantOfMs(a) < instantOfMs(b)).toBe(a < b);
    }),
  );
});

test.each([0.5, NaN, Infinity, 253_402_300_800_000])('%d ms is refused', (ms) => {
  expect(() => instantOfMs(ms)).toThrow(expect.objectContaining({ code: 'instant-invalid' }));
});
