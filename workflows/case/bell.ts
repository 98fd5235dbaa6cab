/** Wakes one who waits. */
export interface Bell {
  ring(this: void): void;
  /** Resolves with the next ring. An earlier one is not heard: look first whether there is anything to do. */
  next(): Promise<void>;
}

/**
 * A bell of plain promises. `condition` would serve as well, but each one that opens is a further call of the worker into
 * the sandbox, and for every such call Node starts a thread that watches over it (docs/benchmarks.md).
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
