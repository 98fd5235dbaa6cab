import { availableParallelism, loadavg } from 'node:os';

/** How long something may stay as it is, on a machine that is quiet, before nobody waits for it any longer. */
export const usualPatienceMs = 60_000;

/** The patience of one who waits: it is over when nothing new was seen for long. */
export interface Patience {
  /** Tells what is seen now. What was never seen before is progress, and the time counts from the beginning again. */
  isOver(seen: string): boolean;
}

/** What patience is measured by. */
export interface Surroundings {
  /** Milliseconds that never go back. */
  readonly now: () => number;
  /** How many times longer everything takes than on a quiet machine; at least 1. */
  readonly slowdown: () => number;
}

const thisMachine: Surroundings = {
  now: () => performance.now(),
  // With eleven that want two cores, each gets a fifth of what it would have alone.
  slowdown: () => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()),
};

/** Patience of `limitMs`, each second counted for as much as the machine gives of it. */
export function openPatience(limitMs: number, { now, slowdown }: Surroundings = thisMachine): Patience {
  const known = new Set<string>();
  let spentMs = 0;
  let last = now();
  return {
    isOver: (seen) => {
      const at = now();
      spentMs += (at - last) / slowdown();
      last = at;
      if (!known.has(seen)) spentMs = 0;
      known.add(seen);
      return spentMs >= limitMs;
    },
  };
}
