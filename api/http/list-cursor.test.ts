import { expect, test } from 'vitest';
import { isMoment, readCursor, writeCursor } from './list-cursor.ts';

test('a moment in a cursor is one that was written there', () => {
  expect(isMoment('2026-11-30T10:00:00.000Z')).toBe(true);
});

test.each([
  '2026-11-30T24:00:00.000Z',
  '2026-11-31T10:00:00.000Z',
  '2026-02-29T10:00:00.000Z',
  '2026-12-31T23:59:60.000Z',
  '2026-12-31T23:60:00.000Z',
  '0000-01-01T00:00:00.000Z',
  '2026-11-30T10:00:00Z',
  '2026-11-30t10:00:00.000z',
  '2026-11-30T15:00:00.000+05:00',
  '2026-11-30',
  '',
])('a cursor that names %s as a moment is none of ours', (text) => {
  expect(isMoment(text)).toBe(false);
  expect(() => readCursor(writeCursor([text]), ([at = '']) => isMoment(at))).toThrow(
    expect.objectContaining({ code: 'invalid-query' }),
  );
});
