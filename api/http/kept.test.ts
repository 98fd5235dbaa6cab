import { expect, test } from 'vitest';
import { kept } from './kept.ts';

/** Counts how often it is read; each reading ends when the test says so. */
function source() {
  const ends: PromiseWithResolvers<string>[] = [];
  const read = (): Promise<string> => {
    const end = Promise.withResolvers<string>();
    ends.push(end);
    return end.promise;
  };
  return { read, ends };
}

function clock() {
  let ms = Date.parse('2026-11-26T09:00:00Z');
  return { now: () => new Date(ms), pass: (by: number) => (ms += by) };
}

test('an answer is read once for all who wait for it, and kept for its time', async () => {
  const { read, ends } = source();
  const { now, pass } = clock();
  const ask = kept(read, { keptMs: 60_000, now });

  const early = [ask(), ask()];
  pass(600_000);
  const late = ask();
  ends[0]?.resolve('first');
  expect(await Promise.all([...early, late])).toEqual(['first', 'first', 'first']);
  pass(59_999);
  expect(await ask()).toBe('first');
  expect(ends).toHaveLength(1);

  pass(1);
  const after = ask();
  ends[1]?.resolve('second');
  expect(await after).toBe('second');
});

test('what failed is read again by who asks next', async () => {
  const { read, ends } = source();
  const ask = kept(read, { keptMs: 60_000, now: clock().now });

  const failing = [ask(), ask()];
  ends[0]?.reject(new Error('away'));
  expect(await Promise.allSettled(failing)).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  const next = ask();
  ends[1]?.resolve('back');

  expect(await next).toBe('back');
});

test('what is not kept at all is still read once at a time', async () => {
  const { read, ends } = source();
  const ask = kept(read, { keptMs: 0, now: clock().now });

  const together = [ask(), ask()];
  ends[0]?.resolve('one');
  await Promise.all(together);
  void ask();

  expect(ends).toHaveLength(2);
});
