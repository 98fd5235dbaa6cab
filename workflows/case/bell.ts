/** Wakes the code that waits for it. */
export interface Bell {
  ring(this: void): void;
  /** Resolves with the next ring, not with an earlier one: first check whether there is anything to do. */
  next(): Promise<void>;
}

/**
 * A bell of plain promises. `condition` would work too, but each `condition` that opens is one more call of the worker into
 * the sandbox, and for every such call Node starts a thread that watches it (docs/benchmarks.md).
 */
export function bell(): Bell {
  let waiting = Promise.withResolvers<void>();
  return {
    ring: () => {
      waiting.resolve();
      waiting = Promise.withResolvers<void>();
    },
    next: () => waiting.promise,
  };
}
