import { expect, test } from 'vitest';

import { firstPace, paceAfter, shareOut, type Attempt, type Pace } from './pace.ts';

const arrived = (tookMs: number): Attempt => ({ arrived: true, tookMs, about: 'a' });
const failed = (about: string): Attempt => ({ arrived: false, tookMs: 5, about });
const after = (attempts: readonly Attempt[], from: Pace = firstPace, nowMs = 1_000) =>
  attempts.reduce((pace, attempt) => paceAfter(pace, attempt, nowMs), from);

test('a fast subscriber gets up to sixteen at once, a slow one four', () => {
  expect(after(Array.from({ length: 30 }, () => arrived(20))).width).toBe(16);
  expect(after([arrived(20), arrived(20), arrived(9_000)]).width).toBe(4);
});

test('a subscriber that fails for one application after another gets one at a time, with longer and longer rests', () => {
  const apps = Array.from({ length: 12 }, (_, n) => failed(`application-${String(n)}`));

  expect(after(apps.slice(0, 2))).toMatchObject({ width: 1, restsUntilMs: 1_400 });
  expect(after(apps.slice(0, 3))).toMatchObject({ width: 1, restsUntilMs: 1_800 });
  expect(after(apps)).toMatchObject({ width: 1, restsUntilMs: 31_000 });
  expect(after([...apps, arrived(20)])).toMatchObject({ width: 2, restsUntilMs: 0 });
});

test('one event that is refused again and again makes nobody rest', () => {
  expect(after([failed('a'), failed('a'), failed('a')])).toMatchObject({ width: 4, restsUntilMs: 0 });
});

test('room is given out in turns, to those with the least under way first, within each one’s pace', () => {
  const pace = (width: number, restsUntilMs = 0): Pace => ({ ...firstPace, width, restsUntilMs });
  const asking = [
    { webhookId: 'busy', underWay: 15, pace: pace(16) },
    { webhookId: 'full', underWay: 4, pace: pace(4) },
    { webhookId: 'new', underWay: 0, pace: pace(4) },
    { webhookId: 'dead', underWay: 0, pace: pace(1) },
    { webhookId: 'resting', underWay: 0, pace: pace(1, 2_000) },
  ];

  expect(Object.fromEntries(shareOut(asking, 100, 1_000))).toEqual({ busy: 1, new: 4, dead: 1 });
  expect(Object.fromEntries(shareOut(asking, 2, 1_000))).toEqual({ new: 1, dead: 1 });
  expect(shareOut(asking, 0, 1_000).size).toBe(0);
});
