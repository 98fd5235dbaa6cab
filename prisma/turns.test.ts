import { setImmediate as nextTick } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isPassing } from './errors.ts';
import { openTurns } from './turns.ts';

/** Works that end when they are told to. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      begun.push(name);
      ends.set(name, () => resolve(name));
    });
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await nextTick();
  };
  return { begun, work, end };
}

test('works of one key begin one after another, in the order in which they came', async () => {
  const turns = openTurns({ atOnce: 3, patienceMs: 60_000 });
  const { begun, work, end } = works();
  const all = ['a', 'b', 'c'].map((name) => turns.take('portal-1', work(name)));

  expect(begun).toEqual(['a']);
  await end('a');
  expect(begun).toEqual(['a', 'b']);
  await end('b');
  await end('c');
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
});

test('many works of one key keep no other key waiting, and of all keys so many go on at once', async () => {
  const turns = openTurns({ atOnce: 2, patienceMs: 60_000 });
  const { begun, work, end } = works();
  for (const name of ['a1', 'a2', 'a3']) void turns.take('a', work(name));
  void turns.take('b', work('b1'));
  void turns.take('c', work('c1'));

  expect(begun).toEqual(['a1', 'b1']);
  await end('a1');
  expect(begun).toEqual(['a1', 'b1', 'c1']);
  await end('c1');
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
});

test('a work that fails, at once or later, is told to who asked for it, and the next one begins', async () => {
  const turns = openTurns({ atOnce: 1, patienceMs: 60_000 });
  const failed = turns.take('a', () => Promise.reject(new Error('no room')));
  const next = turns.take('a', () => Promise.resolve('done'));

  await expect(failed).rejects.toThrow('no room');
  expect(await next).toBe('done');
});

test('whose turn does not come in time is told that it is passing, and its work is not done', async () => {
  const turns = openTurns({ atOnce: 1, patienceMs: -1 });
  const { begun, work } = works();

  const late: unknown = await turns.take('a', work('a')).catch((error: unknown) => error);

  expect(isPassing(late)).toBe(true);
  expect(begun).toEqual([]);
});
