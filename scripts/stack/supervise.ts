import { setTimeout as sleep } from 'node:timers/promises';

import type { ManagedProcess } from './process.ts';

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
/** A process that ran this long was well: its next crash is a new one, not the same again. */
const provenMs = 60_000;

/** A process that is started again whenever it dies. */
export interface Supervised {
  /** The process that runs now, or the one that died last. */
  current(): ManagedProcess;
  /** Stops it for good. */
  stop(): Promise<void>;
}

/** Keeps a started process running: after a crash, or a start that failed, it is started again, after 1 s, 2 s, 4 s … up to 30 s. */
export function keepRunning(
  first: ManagedProcess,
  startAgain: () => Promise<ManagedProcess>,
  report: (sentence: string) => void,
): Supervised {
  const stopping = new AbortController();
  let current = first;
  const { name, logFile } = first;
  let pauseMs = firstPauseMs;
  const pause = async (): Promise<void> => {
    await sleep(pauseMs, undefined, { signal: stopping.signal });
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  };
  const inSeconds = (): string => `${String(pauseMs / 1_000)} s`;
  const comeBack = async (): Promise<ManagedProcess> => {
    for (;;) {
      await pause();
      try {
        return await startAgain();
      } catch (error) {
        stopping.signal.throwIfAborted();
        const why = error instanceof Error ? error.message : String(error);
        report(`${name} could not be started again; the next attempt is in ${inSeconds()}: ${why}`);
      }
    }
  };
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const startedAt = Date.now();
      const how = await current.exited;
      if (stopping.signal.aborted) return;
      if (Date.now() - startedAt >= provenMs) pauseMs = firstPauseMs;
      report(`${name} stopped (${how}); starting it again in ${inSeconds()}. Its log: ${logFile}`);
      current = await comeBack();
      report(`${name} runs again`);
    }
  };
  const watching = watch().catch((error: unknown) => {
    if (!stopping.signal.aborted) report(`${name} is no longer looked after: ${String(error)}`);
  });
  return {
    current: () => current,
    stop: async () => {
      stopping.abort();
      await current.stop();
      await watching;
      // It may have been started again in the moment of stopping.
      await current.stop();
    },
  };
}
