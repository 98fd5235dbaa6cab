import { setTimeout as sleep } from 'node:timers/promises';

import { openPatience, usualPatienceMs } from '../../scripts/stack/patience.ts';

const pollMs = 50;

/** Why waiting is in vain, when one of the processes that this file's tests need is gone. */
const faults = new Map<string, () => string | undefined>();

/** From now on whoever waits in this file gives up at once when `fault` tells what happened to this process. */
export function giveUpUpon(process: string, fault: () => string | undefined): void {
  faults.set(process, fault);
}

/** How one waits, when the usual patience is not the right one. */
export interface Waiting {
  /** How long what is read may stay as it is on a quiet machine; what takes a minute by itself needs more than one. */
  readonly patienceMs?: number;
}

/**
 * Reads again until what is read is as it should be (not falsy, unless `isThere` says it otherwise), and gives it. A reading
 * that throws counts as "not yet". Fails at once when a process that is needed is gone, and otherwise when what is read has
 * shown nothing new for long, however long that is on the clock: then with what was read last.
 */
export async function eventually<T>(
  what: string,
  read: () => T | Promise<T>,
  isThere: (value: T) => boolean = Boolean,
  { patienceMs = usualPatienceMs }: Waiting = {},
): Promise<T> {
  const patience = openPatience(patienceMs);
  for (;;) {
    let last: unknown;
    let seen: string;
    try {
      const value = await read();
      if (isThere(value)) return value;
      last = value;
      seen = textOf(value);
    } catch (error) {
      // Its words are no progress: most name a trace or a moment.
      last = error;
      seen = 'an error';
    }
    for (const fault of faults.values()) {
      const gone = fault();
      if (gone !== undefined) throw new Error(`${what}: ${gone}`, { cause: last });
    }
    if (patience.isOver(seen)) {
      const words = last instanceof Error ? String(last) : textOf(last);
      throw new Error(`${what}: nothing new for long; last seen: ${words}`, { cause: last });
    }
    await sleep(pollMs);
  }
}

/** What was read, without the trace that each answer has of its own. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (key, each: unknown) => (key === 'traceId' ? undefined : each)) ?? 'nothing';
}

/**
 * As `Promise.all`, but when one fails the others are waited for all the same: behind a failed test nobody goes on killing, and
 * nothing is left half started. Of several failures the last in the list is thrown: put what disturbs there.
 */
export async function allOver<T extends readonly Promise<unknown>[] | []>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const results: readonly PromiseSettledResult<unknown>[] = await Promise.allSettled(work);
  for (const result of results.toReversed()) if (result.status === 'rejected') throw result.reason;
  return Promise.all(work);
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
