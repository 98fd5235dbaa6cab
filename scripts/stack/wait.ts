import { setTimeout as sleep } from 'node:timers/promises';

import { tailOf, type ManagedProcess } from './process.ts';
import { StackProblem } from './tools.ts';

const pollMs = 100;

/**
 * Waits until `probe` answers true. Throws `StackProblem`, with the end of the log, when the process dies first or
 * the time is up, and then stops it; a probe that throws counts as "not yet".
 */
export async function waitUntilReady(
  process: ManagedProcess,
  probe: () => Promise<boolean>,
  timeoutMs: number,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let lastError: unknown;
  while (process.isRunning() && Date.now() < deadline) {
    try {
      if (await probe()) return;
    } catch (error) {
      lastError = error;
    }
    await sleep(pollMs);
  }
  const why = process.isRunning()
    ? `is not ready after ${String(timeoutMs / 1_000)} s${lastError instanceof Error ? ` (${lastError.message})` : ''}`
    : `stopped while starting (${await process.exited})`;
  await process.stop();
  const log = tailOf(process.logFile);
  const diskFull = /no space left on device|ENOSPC/i.test(log) ? ' The disk is full.' : '';
  throw new StackProblem(`${process.name} ${why}.${diskFull}\n${log}\n  whole log: ${process.logFile}`);
}

/** Probe: `url` answers 200. */
export function answersOk(url: string): () => Promise<boolean> {
  return async () => (await fetch(url, { signal: AbortSignal.timeout(2_000) })).status === 200;
}
