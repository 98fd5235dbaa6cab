import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayNumber, fromDayNumber, parsePlainDate, weekdayOf } from './plain-date.ts';

const dayNumbers = fc.integer({ min: -719_528, max: 2_932_896 });

test.each(['2024-02-29', '2000-02-29', '0000-01-01', '9999-12-31', '2011-12-30'])('%s is a date', (text) => {
  expect(parsePlainDate(text)).toBe(text);
});

test.each([
  '2026-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-04-31',
  '2026-4-3',
  '20260403',
  '2026-04-03T00:00:00Z',
  ' 2026-04-03',
  '2026-04-03\n',
  '+02026-04-03',
  '2026-W14-5',
  '',
])('%j is refused', (text) => {
  expect(() => parsePlainDate(text)).toThrow(expect.objectContaining({ code: 'date-invalid' }));
});

test('day numbers agree with the proleptic Gregorian calendar of the platform', () => {
  fc.assert(
    fc.property(dayNumbers, (n) => {
      const date = fromDayNumber(n);

      expect(date).toBe(new Date(n * 86_400_000).toISOString().slice(0, 10));
      expect(dayNumber(date)).toBe(n);
      expect(weekdayOf(date) % 7).toBe(new Date(n * 86_400_000).getUTCDay());
    }),
  );
});

test('the order of the strings is the order of the days', () => {
  fc.assert(
    fc.property(dayNumbers, dayNumbers, (a, b) => {
      expect(fromDayNumber(a) < fromDayNumber(b)).toBe(a < b);
    }),
  );
});

test('days are added across months and leap days', () => {
  expect(addDays(parsePlainDate('2024-02-28'), 2)).toBe('2024-03-01');
  expect(addDays(parsePlainDate('2026-01-01'), -1)).toBe('2025-12-31');
});

test.each([0.5, NaN, 2_932_897, -719_529])('day number %d is refused', (n) => {
  expect(() => fromDayNumber(n)).toThrow(expect.objectContaining({ code: 'date-invalid' }));
});
