import { Connection } from '@temporalio/client';

import { readConfig } from '../../config.ts';
import { startProcess, type ManagedProcess } from './process.ts';
import type { Servers } from './stack.ts';
import { keepRunning } from './supervise.ts';
import { logFolder as defaultLogFolder } from './tools.ts';
import { answersOk, waitUntilReady } from './wait.ts';

/**
 * Left to itself, Node lets garbage gather on a large machine until the heap is four times what is alive. With these bounds,
 * many times what the API needs, a dry run over all open applications stays within its 300 MB and is as fast (Dockerfile
 * has the same).
 */
const memoryBounds = ['--max-old-space-size=384', '--max-semi-space-size=8'];

/**
 * The SDK keeps as many workflows in memory as the heap may grow: without a bound that is the machine's, and the kernel ends the worker when others
 * need it (docker-compose.temporal.yml has the same).
 */
const workerMemoryBounds = ['--max-old-space-size=1024', '--max-semi-space-size=16'];

/** Starts a worker on these servers. */
export function startWorker(servers: Servers, logFolder = defaultLogFolder): Promise<ManagedProcess> {
  return startProcess({
    name: 'worker',
    command: process.execPath,
    args: [...workerMemoryBounds, 'worker.ts'],
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
  return waitUntilReady(api, answersOk(`${servers.apiUrl}/readyz`));
}

/**
 * Starts worker and API, waits until they are ready, and from then on starts each process of the stack again when it dies,
 * the servers under them too. Gives what stops them all, the API first, so that nothing new comes in, and the databases last,
 * when nobody writes any more. Throws `StackProblem` when one dies while starting.
 */
export async function startApplication(
  servers: Servers,
  report: (sentence: string) => void = () => undefined,
): Promise<() => Promise<void>> {
  const worker = await startWorker(servers);
  const api = await startApi(servers);
  try {
    await Promise.all([
      waitUntilApiReady(servers, api),
      waitUntilReady(worker, () => workerPolls(servers, worker)),
    ]);
  } catch (error) {
    await Promise.all([api.stop(), worker.stop()]);
    throw error;
  }
  const { identity, temporal, postgres } = servers;
  const supervised = [
    keepRunning(api, () => startApi(servers), report),
    keepRunning(worker, () => startWorker(servers), report),
    ...[identity, temporal, postgres].flatMap((server) =>
      server === undefined ? [] : [keepRunning(server.process, () => server.startAgain(), report)],
    ),
  ];
  return async () => {
    for (const each of supervised) await each.stop();
  };
}

/** Whether this worker asks for workflow tasks: it takes its time to bundle the workflows. One that died is listed for minutes. */
export async function workerPolls({ env }: Servers, { pid }: ManagedProcess): Promise<boolean> {
  const { address, namespace, taskQueue } = readConfig(env).temporal;
  const connection = await Connection.connect({ address });
  try {
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: taskQueue },
      taskQueueType: 1, // Of workflow tasks.
    });
    return (pollers ?? []).some(({ identity }) => identity?.startsWith(`${String(pid)}@`));
  } finally {
    await connection.close();
  }
}
