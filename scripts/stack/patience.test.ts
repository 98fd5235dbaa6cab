import { expect, test } from 'vitest';

import { openPatience } from './patience.ts';

/** A machine whose time and load a test sets. */
function machine() {
  let at = 0;
  let load = 1;
  return {
    now: () => at,
    slowdown: () => load,
    passes: (ms: number) => void (at += ms),
    isBusy: (times: number) => void (load = times),
  };
}

test('patience is over when nothing new was seen for its time', () => {
  const here = machine();
  const patience = openPatience(60_000, here);

  expect(patience.isOver('away')).toBe(false);
  here.passes(59_999);
  expect(patience.isOver('away')).toBe(false);
  here.passes(1);
  expect(patience.isOver('away')).toBe(true);
});

test('what was never seen before begins it again; what was seen before does not', () => {
  const here = machine();
  const patience = openPatience(60_000, here);

  patience.isOver('0 of 2');
  here.passes(59_000);
  patience.isOver('1 of 2');
  here.passes(59_000);
  expect(patience.isOver('1 of 2')).toBe(false);
  here.passes(1_000);
  expect(patience.isOver('0 of 2')).toBe(true);
});

test('a second of a machine that is five times as slow counts a fifth', () => {
  const here = machine();
  const patience = openPatience(60_000, here);
  patience.isOver('starting');
  here.isBusy(5);

  here.passes(299_000);
  expect(patience.isOver('starting')).toBe(false);
  here.isBusy(1);
  here.passes(200);
  expect(patience.isOver('starting')).toBe(true);
});
