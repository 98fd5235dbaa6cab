import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { caller, type Caller } from '../../scripts/http/caller.ts';
import { tokenFor } from '../../scripts/http/tokens.ts';
import { startApi, startWorker, waitUntilApiReady, workerPolls } from '../../scripts/stack/application.ts';
import { freePort } from '../../scripts/stack/ports.ts';
import { startPostgres } from '../../scripts/stack/postgres.ts';
import type { ManagedProcess } from '../../scripts/stack/process.ts';
import { startServers, type Servers } from '../../scripts/stack/stack.ts';
import { startTemporal } from '../../scripts/stack/temporal.ts';
import { logFolder } from '../../scripts/stack/tools.ts';
import { eventually } from './patience.ts';

const logs = join(logFolder, 'e2e');

/** Where a stack listens, and where its identity provider's address is written: all that somebody needs who talks HTTP to it. */
export interface Address {
  readonly apiUrl: string;
  readonly dataDir: string;
}

/** One process of a stack, to be killed as a power cut would, and started again on the same port and data. */
export interface Part {
  kill(): Promise<void>;
  /** Stops it where it stands, as a machine that is out of memory or paused does, until it is thawed. */
  freeze(): void;
  thaw(): void;
  /** Resolves when it answers again; the worker when its process runs. */
  start(): Promise<void>;
}

/** A whole stack of its own: real PostgreSQL, real Temporal, worker and API as processes, all durable. */
export interface Stack extends Address {
  /** What its processes are told by their environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly postgres: Part;
  readonly temporal: Part;
  readonly worker: Part;
  readonly api: Part;
  close(): Promise<void>;
}

/** Starts a stack and waits until API and worker are ready. */
export async function openStack(): Promise<Stack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'otinish-e2e-'));
  const close: (() => Promise<void>)[] = [];
  try {
    return await start(dataDir, close);
  } catch (error) {
    await closeAll(close, dataDir);
    throw error;
  }
}

async function start(dataDir: string, close: (() => Promise<void>)[]): Promise<Stack> {
  const postgresData = { dataDir: join(dataDir, 'postgres'), logFolder: logs };
  const temporalData = { dbFile: join(dataDir, 'temporal', 'temporal.db'), logFolder: logs };
  const postgres = await startPostgres({ ...postgresData, port: await freePort() });
  const postgresPart = part(
    postgres.process,
    async () => (await startPostgres({ ...postgresData, port: postgres.port })).process,
  );
  close.push(() => postgresPart.stop());

  const port = await freePort();
  const temporal = await startTemporal({ ...temporalData, port });
  const temporalPart = part(
    temporal.process,
    async () => (await startTemporal({ ...temporalData, port })).process,
  );
  close.push(() => temporalPart.stop());

  const servers = await startServers({
    databaseUrl: await postgres.createDatabase('otinish'),
    temporalAddress: temporal.address,
    appDataDir: dataDir,
    logFolder: logs,
  });
  close.push(() => servers.stop());
  const worker = part(await startWorker(servers, logs), () => startWorker(servers, logs));
  close.push(() => worker.stop());
  const api = part(await startReadyApi(servers), () => startReadyApi(servers));
  close.push(() => api.stop());
  await eventually('a worker polls', () => workerPolls(servers));
  return {
    apiUrl: servers.apiUrl,
    dataDir,
    env: servers.env,
    postgres: postgresPart,
    temporal: temporalPart,
    worker,
    api,
    close: () => closeAll(close, dataDir),
  };
}

function part(
  first: ManagedProcess,
  startAgain: () => Promise<ManagedProcess>,
): Part & { stop(): Promise<void> } {
  let current = first;
  return {
    kill: () => current.kill(),
    freeze: () => void process.kill(-current.pid, 'SIGSTOP'),
    thaw: () => void process.kill(-current.pid, 'SIGCONT'),
    start: async () => {
      current = await startAgain();
    },
    stop: () => current.stop(),
  };
}

async function startReadyApi(servers: Servers): Promise<ManagedProcess> {
  const api = await startApi(servers, logs);
  await waitUntilApiReady(servers, api);
  return api;
}

/** The API first, so that nothing new comes in; the databases last. */
async function closeAll(close: (() => Promise<void>)[], dataDir: string): Promise<void> {
  for (const stop of close.toReversed()) await stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Somebody with a token of this stack's identity provider. */
export async function callerAs(
  { apiUrl, dataDir }: Address,
  role: string,
  subject?: string,
  client?: string,
): Promise<Caller> {
  return caller(apiUrl, await tokenFor(role, dataDir, subject, client));
}
