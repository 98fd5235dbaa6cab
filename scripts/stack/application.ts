import { setTimeout as sleep } from 'node:timers/promises';

import { startProcess, tailOf, type ManagedProcess } from './process.ts';
import type { Servers } from './stack.ts';
import { keepRunning } from './supervise.ts';
import { logFolder as defaultLogFolder, StackProblem } from './tools.ts';
import { answersOk, waitUntilReady } from './wait.ts';

const readyTimeoutMs = 60_000;
/** A worker that dies this soon after its start has a fault that starting it again would not mend. */
const workerProofMs = 2_000;

/**
 * Left to itself, Node lets garbage gather on a large machine until the heap is four times what is alive. With these bounds,
 * many times what the API needs, a dry run over all open applications stays within its 300 MB and is as fast (Dockerfile
 * has the same).
 */
const memoryBounds = ['--max-old-space-size=512', '--max-semi-space-size=16'];

/** Starts a worker on these servers. */
export function startWorker(servers: Servers, logFolder = defaultLogFolder): Promise<ManagedProcess> {
  return startProcess({
    name: 'worker',
    command: process.execPath,
    args: ['worker.ts'],
    env: servers.env,
    logFolder,
  });
}

/** Starts the API on these servers. */
export function startApi(servers: Servers, logFolder = defaultLogFolder): Promise<ManagedProcess> {
  return startProcess({
    name: 'server',
    command: process.execPath,
    args: [...memoryBounds, 'server.ts'],
    env: servers.env,
    logFolder,
  });
}

/** Waits until the API answers `/readyz` with 200. */
export function waitUntilApiReady(servers: Servers, api: ManagedProcess): Promise<void> {
  return waitUntilReady(api, answersOk(`${servers.apiUrl}/readyz`), readyTimeoutMs);
}

/**
 * Starts worker and API, waits until they are ready, and from then on starts either again when it crashes, and the
 * identity provider too. Gives what stops them, the API first, so that nothing new comes in. Throws `StackProblem` when
 * one dies while starting.
 */
export async function startApplication(
  servers: Servers,
  report: (sentence: string) => void = () => undefined,
): Promise<() => Promise<void>> {
  const worker = await startWorker(servers);
  const api = await startApi(servers);
  try {
    await Promise.all([waitUntilApiReady(servers, api), survivesStart(worker)]);
  } catch (error) {
    await Promise.all([api.stop(), worker.stop()]);
    throw error;
  }
  const supervisedWorker = keepRunning(worker, () => startWorker(servers), report);
  const supervisedApi = keepRunning(api, () => startApi(servers), report);
  const { identity } = servers;
  const supervisedIdentity = identity && keepRunning(identity.process, () => identity.startAgain(), report);
  return async () => {
    await supervisedApi.stop();
    await supervisedWorker.stop();
    await supervisedIdentity?.stop();
  };
}

async function survivesStart(worker: ManagedProcess): Promise<void> {
  const how = await Promise.race([worker.exited, sleep(workerProofMs)]);
  if (typeof how === 'string') {
    throw new StackProblem(
      `worker stopped while starting (${how}).\n${tailOf(worker.logFile)}\n  whole log: ${worker.logFile}`,
    );
  }
}
