import { setTimeout as sleep } from 'node:timers/promises';

import { openPatience, usualPatienceMs } from './patience.ts';
import { tailOf, type ManagedProcess } from './process.ts';
import { StackProblem } from './tools.ts';

const pollMs = 100;

/**
 * Waits until `probe` answers true. Throws `StackProblem`, with the end of the log, when the process dies first, or when
 * the probe has said nothing new for long, and then stops it; a probe that throws counts as "not yet".
 */
export async function waitUntilReady(
  process: ManagedProcess,
  probe: () => Promise<boolean>,
  patienceMs = usualPatienceMs,
): Promise<void> {
  const patience = openPatience(patienceMs);
  let seen = 'not ready';
  // Numbers in an error, as of milliseconds, tell of no progress.
  while (process.isRunning() && !patience.isOver(seen.replaceAll(/\d+/g, '#'))) {
    try {
      if (await probe()) return;
    } catch (error) {
      seen = error instanceof Error ? error.message : String(error);
    }
    await sleep(pollMs);
  }
  const why = process.isRunning()
    ? `is not ready, and nothing has changed for long (${seen})`
    : `stopped while starting (${await process.exited})`;
  await process.stop();
  throw new StackProblem(`${process.name} ${why}.${endOfLog(process)}`);
}

/** The last lines of a process's log, and where the rest is, to stand after a sentence about it. */
export function endOfLog({ logFile }: Pick<ManagedProcess, 'logFile'>): string {
  const log = tailOf(logFile);
  const diskFull = /no space left on device|ENOSPC/i.test(log) ? ' The disk is full.' : '';
  return `${diskFull}\n${log}\n  whole log: ${logFile}`;
}

/** Probe: `url` answers 200. */
export function answersOk(url: string): () => Promise<boolean> {
  return async () => {
    // An answer that does not come is asked for again; a busy machine may take this long for one.
    const { status } = await fetch(url, { signal: AbortSignal.timeout(20_000) });
    if (status !== 200) throw new Error(`${url} answers ${String(status)}`);
    return true;
  };
}
