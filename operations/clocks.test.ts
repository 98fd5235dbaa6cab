import { expect, test } from 'vitest';
import { aheadOf, clockAlarms, whyClocksAreWrong } from './clocks.ts';

test('what the question took on its way is no difference of clocks', () => {
  expect(aheadOf(1_050, 1_000, 1_100)).toBe(0);
  expect(aheadOf(1_400, 1_000, 1_100)).toBe(300);
  expect(aheadOf(700, 1_000, 1_100)).toBe(-300);
});

test('clocks within two seconds are in order; further apart is an alarm that says whose, and by how much', () => {
  expect(clockAlarms([])).toEqual([]);
  expect(
    clockAlarms([
      { kind: 'api', aheadMs: 2_000 },
      { kind: 'worker', aheadMs: -2_000 },
    ]),
  ).toEqual([]);
  expect(
    clockAlarms([
      { kind: 'api', aheadMs: 86_400_000 },
      { kind: 'worker', aheadMs: -2_500 },
    ]),
  ).toEqual([
    {
      code: 'clocks-disagree',
      count: 2,
      about: [
        "PostgreSQL's clock is 86400.0 s ahead of that of the API",
        "PostgreSQL's clock is 2.5 s behind that of a worker",
      ],
    },
  ]);
});

test('when no process agrees with PostgreSQL’s clock, the service is not ready: no instant would be the right one', () => {
  const api = { kind: 'api', aheadMs: 86_400_000 } as const;

  expect(whyClocksAreWrong([])).toBeUndefined();
  expect(whyClocksAreWrong([api])).toContain('86400.0 s ahead of that of the API');
  expect(whyClocksAreWrong([api, { kind: 'worker', aheadMs: 60_000 }])).toBeUndefined();
  expect(whyClocksAreWrong([api, { kind: 'worker', aheadMs: -60_001 }])).toContain('behind that of a worker');
});
