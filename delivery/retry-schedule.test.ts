import { expect, test } from 'vitest';

import { delayAfter, readRetryAfter, retryDelaysMs } from './retry-schedule.ts';

const hourMs = 3_600_000;

test('twelve attempts are made within about three days, each wait at least as long as the one before', () => {
  const wholeMs = retryDelaysMs.reduce((sum, each) => sum + each, 0);

  expect(retryDelaysMs).toHaveLength(11);
  expect(wholeMs / hourMs).toBeCloseTo(70.7, 1);
  expect(retryDelaysMs.toSorted((a, b) => a - b)).toEqual(retryDelaysMs);
  expect(delayAfter(12, 0.5, null)).toBeNull();
});

test('a wait is jittered by a fifth, and stretched to what the subscriber asks for, a day at most', () => {
  expect([delayAfter(1, 0, null), delayAfter(1, 0.5, null), delayAfter(1, 1, null)]).toEqual([
    4_000, 5_000, 6_000,
  ]);
  expect(delayAfter(1, 0.5, 90_000)).toBe(90_000);
  expect(delayAfter(1, 0.5, 1_000)).toBe(5_000);
  expect(delayAfter(1, 0.5, 999 * hourMs)).toBe(24 * hourMs);
});

test('Retry-After is seconds or a date; anything else is nothing', () => {
  const nowMs = Date.parse('2026-12-01T10:00:00Z');

  expect(readRetryAfter('120', nowMs)).toBe(120_000);
  expect(readRetryAfter('Tue, 01 Dec 2026 10:01:00 GMT', nowMs)).toBe(60_000);
  expect(readRetryAfter('Tue, 01 Dec 2026 09:00:00 GMT', nowMs)).toBe(0);
  for (const header of [undefined, '', '-1', 'soon', '1e9', '2026-12-01', '12 s'])
    expect([header, readRetryAfter(header, nowMs)]).toEqual([header, null]);
});

test.each(['9999999999', '99999999999', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT'])(
  'who asks for more than a day (%s) is left alone for a day',
  (header) => {
    expect(delayAfter(1, 0.5, readRetryAfter(header, Date.parse('2026-12-01T10:00:00Z')))).toBe(24 * hourMs);
  },
);
