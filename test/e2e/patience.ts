import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 50;

/**
 * Asks again until the answer is truthy, and gives it. A question that throws counts as "not yet"; when the time is up
 * it fails with the last reason.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | false | null | undefined>,
  withinMs = 45_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    await sleep(pollMs);
  }
  throw new Error(`${what}: not within ${String(withinMs / 1_000)} s; last: ${String(last)}`, {
    cause: last,
  });
}

/** Runs `work` over all items, a few at a time, and gives the results in the order of the items. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      results[index] = await work(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return results;
}
