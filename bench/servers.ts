import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { openConfirmations } from '../api/confirmations.ts';
import { openTokenVerifier } from '../api/access/token-verifier.ts';
import type { ApiDeps } from '../api/deps.ts';
import { openWorkflowGateway } from '../api/workflow-client.ts';
import { readConfig } from '../config.ts';
import { openCalendarShelf } from '../prisma/calendar-editions.ts';
import { openDatabase } from '../prisma/client.ts';
import { tokenFor } from '../scripts/http/tokens.ts';
import { startApi, startWorker, waitUntilApiReady } from '../scripts/stack/application.ts';
import { startProcess } from '../scripts/stack/process.ts';
import { startServers } from '../scripts/stack/stack.ts';
import type { Tokens } from './by-http.ts';
import { createFloorTable } from './floor.ts';
import { floorTaskQueue } from './floor-messages.ts';

/** Everything that runs while we measure, and the ways in. */
export interface BenchServers {
  readonly deps: ApiDeps;
  readonly client: Client;
  readonly apiUrl: string;
  readonly tokens: Tokens;
  /** The processes whose processor time is told. */
  readonly parts: Readonly<Record<string, number>>;
  /** Kills our worker, starts another, and waits until it asks for tasks. */
  restartWorker(): Promise<void>;
}

const workersReadyMs = 60_000;

/**
 * Starts the servers as `npm start` does, durable, in a temporary folder, with the floor's worker beside ours, and stops
 * them when `work` is over. With `profileDir` worker and server leave their processor profiles there.
 */
export async function withServers<Result>(
  profileDir: string | undefined,
  work: (servers: BenchServers) => Promise<Result>,
): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), 'otinish-bench-'));
  const logFolder = join(dataDir, 'logs');
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const servers = await startServers({ dataDir, logFolder, env: environment(profileDir) });
    undo.push(() => servers.stop());
    const { postgres, temporal } = servers;
    if (postgres === undefined || temporal === undefined) throw new Error('the stack started no servers');

    const config = readConfig(servers.env);
    const db = openDatabase(config.databaseUrl);
    undo.push(() => db.$disconnect());
    await createFloorTable(db);

    let worker = await startWorker(servers, logFolder);
    undo.push(() => worker.stop());
    const floorWorker = await startProcess({
      name: 'floor-worker',
      command: process.execPath,
      args: [fileURLToPath(new URL('floor-worker.ts', import.meta.url))],
      env: servers.env,
      logFolder,
    });
    undo.push(() => floorWorker.stop());
    const api = await startApi(servers, logFolder);
    undo.push(() => api.stop());
    await waitUntilApiReady(servers, api);

    const connection = await Connection.connect({ address: temporal.address });
    undo.push(() => connection.close());
    for (const queue of [config.temporal.taskQueue, floorTaskQueue]) await waitForPollers(connection, queue);
    const workflows = openWorkflowGateway(config);
    undo.push(() => workflows.close());
    const now = (): Date => new Date();
    const tokens = openTokenVerifier({ ...config, now });
    return await work({
      deps: {
        db,
        calendars: openCalendarShelf(db),
        workflows,
        confirmations: openConfirmations(db, (error) => console.error(error)),
        tokens,
        config,
        now,
        alarms: () => [],
        broken: { note: () => undefined, look: () => Promise.resolve([]) },
      },
      client: new Client({ connection, namespace: config.temporal.namespace }),
      apiUrl: servers.apiUrl,
      tokens: {
        portal: await tokenFor('portal', dataDir),
        head: await tokenFor('head', dataDir),
        executor: await tokenFor('executor', dataDir),
        'calendar-editor': await tokenFor('calendar-editor', dataDir),
      },
      parts: {
        worker: worker.pid,
        'floor worker': floorWorker.pid,
        server: api.pid,
        Temporal: temporal.process.pid,
        PostgreSQL: postgres.process.pid,
        client: process.pid,
      },
      restartWorker: async () => {
        await worker.kill();
        worker = await startWorker(servers, logFolder);
        await waitForPollers(connection, config.temporal.taskQueue, `${String(worker.pid)}@`);
      },
    });
  } finally {
    for (const stop of undo.toReversed()) await stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function environment(profileDir: string | undefined): NodeJS.ProcessEnv {
  const quiet = { LOG_LEVEL: 'warn' };
  if (profileDir === undefined) return quiet;
  mkdirSync(profileDir, { recursive: true });
  return { ...quiet, NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profileDir}` };
}

/**
 * A worker takes some seconds to bundle its workflows: it is there when it asks for tasks. Temporal lists one that was killed for some
 * minutes more, so another one is known by how its identity begins.
 */
async function waitForPollers(connection: Connection, queue: string, identity = ''): Promise<void> {
  const deadline = Date.now() + workersReadyMs;
  while (Date.now() < deadline) {
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace: 'default',
      taskQueue: { name: queue },
      taskQueueType: 1,
    });
    if (pollers?.some((poller) => poller.identity?.startsWith(identity))) return;
    await sleep(200);
  }
  throw new Error(`no worker asks for tasks of queue ${queue}`);
}
