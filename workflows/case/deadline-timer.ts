import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/** A timer whose deadline may move. */
export interface DeadlineTimer {
  /**
   * Waits for an instant in real milliseconds since 1970, or for nothing when null. If the instant is the same as before, nothing
   * changes: a durable timer is cancelled and started again only when the instant moved.
   */
  arm(dueAtMs: number | null, summary: string): void;
  /** Whether the armed instant has come. */
  readonly fired: boolean;
}

/** Makes a timer that waits for nothing yet and calls `onFired` when the armed instant has come. */
export function deadlineTimer(onFired: () => void): DeadlineTimer {
  let armedFor: number | null = null;
  let scope: CancellationScope | null = null;
  let fired = false;

  async function wait(dueAtMs: number, summary: string): Promise<void> {
    try {
      const remainingMs = dueAtMs - Date.now();
      if (remainingMs > 0) await sleep(remainingMs, { summary });
      if (armedFor !== dueAtMs) return;
      fired = true;
      onFired();
    } catch (error) {
      if (!isCancellation(error)) throw error;
    }
  }

  return {
    arm(dueAtMs, summary) {
      if (dueAtMs === armedFor) return;
      scope?.cancel();
      armedFor = dueAtMs;
      fired = false;
      scope = null;
      if (dueAtMs === null) return;
      scope = new CancellationScope();
      void scope.run(() => wait(dueAtMs, summary));
    },
    get fired() {
      return fired;
    },
  };
}
