import { setTimeout as sleep } from 'node:timers/promises';

/** How work is done in rounds. */
export interface Rhythm {
  /** How long it rests when nothing waits. */
  readonly everyMs: number;
  /** How long it rests after a failed round, 5 s unless given: a database that is down is not complained of four times a second. */
  readonly afterFailureMs?: number;
  /** Told of a failed round; what waits stays and the next round tries again. */
  readonly onFailure: (error: unknown) => void;
}

const defaultAfterFailureMs = 5_000;

/**
 * Runs rounds until `signal` is aborted; resolves after the one under way. A round says whether the next may follow at once.
 * `rest` may be another one that ends early. Never rejects.
 */
export async function repeatUntil(
  signal: AbortSignal,
  { everyMs, afterFailureMs = defaultAfterFailureMs, onFailure }: Rhythm,
  round: () => Promise<boolean>,
  rest: () => Promise<void> = () => pause(everyMs, signal),
): Promise<void> {
  while (!signal.aborted) {
    try {
      if (!(await round())) await rest();
    } catch (error) {
      onFailure(error);
      await pause(afterFailureMs, signal);
    }
  }
}

/** Rests, until `signal` is aborted at the latest. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal }).catch(() => undefined);
}
