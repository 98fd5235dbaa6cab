import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { caller, type Caller } from '../../scripts/http/caller.ts';
import { tokenFor } from '../../scripts/http/tokens.ts';
import { startApi, startWorker, waitUntilApiReady, workerPolls } from '../../scripts/stack/application.ts';
import { freePort } from '../../scripts/stack/ports.ts';
import { startPostgres } from '../../scripts/stack/postgres.ts';
import { temporaryFolder, type ManagedProcess } from '../../scripts/stack/process.ts';
import { startServers, type Servers } from '../../scripts/stack/stack.ts';
import { startTemporal } from '../../scripts/stack/temporal.ts';
import { logFolder } from '../../scripts/stack/tools.ts';
import { endOfLog, waitUntilReady } from '../../scripts/stack/wait.ts';
import { giveUpUpon } from './patience.ts';

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
  /** Resolves when it answers again; the worker when it asks for tasks. */
  start(): Promise<void>;
}

/** A part as those see it who open and close the stack. */
interface OwnPart extends Part {
  process(): ManagedProcess;
  /** What happened to it that no test wanted. */
  readonly fault: () => string | undefined;
  /** Brings it back from whatever a test left it in; true when there was something to bring back. */
  mend(): Promise<boolean>;
  stop(): Promise<void>;
}

/** A process of a stack that another process started. */
export type RunningProcess = Pick<ManagedProcess, 'name' | 'pid' | 'logFile'>;

/** A whole stack of its own: real PostgreSQL, real Temporal, worker and API as processes, all durable. */
export interface Stack extends Address {
  /** What its processes are told by their environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly postgres: Part;
  readonly temporal: Part;
  readonly worker: Part;
  readonly api: Part;
  /** Those that run now. */
  readonly processes: () => readonly RunningProcess[];
  /** Brings back whatever a test killed or froze and did not start again. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a stack and waits until API and worker are ready. */
export async function openStack(): Promise<Stack> {
  const dataDir = temporaryFolder('otinish-e2e-');
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
  const worker = part(await startPollingWorker(servers), () => startPollingWorker(servers));
  close.push(() => worker.stop());
  const api = part(await startReadyApi(servers), () => startReadyApi(servers));
  close.push(() => api.stop());
  // As they need each other.
  const parts = [postgresPart, temporalPart, worker, api];
  for (const each of parts) giveUpUpon(each.process().name, each.fault);
  return {
    apiUrl: servers.apiUrl,
    dataDir,
    env: servers.env,
    postgres: postgresPart,
    temporal: temporalPart,
    worker,
    api,
    processes: () =>
      parts.map((each) => each.process()).map(({ name, pid, logFile }) => ({ name, pid, logFile })),
    mend: async () => {
      const mended: boolean[] = [];
      for (const each of parts) mended.push(await each.mend());
      // The next test finds a stack that answers, as the first one did.
      if (mended.includes(true)) await waitUntilApiReady(servers, api.process());
    },
    close: () => closeAll(close, dataDir),
  };
}

function part(first: ManagedProcess, startAgain: () => Promise<ManagedProcess>): OwnPart {
  let current = first;
  let state: 'runs' | 'frozen' | 'killed' = 'runs';
  let failedStart: string | undefined;
  const thaw = (): void => {
    if (current.isRunning()) process.kill(-current.pid, 'SIGCONT');
    if (state === 'frozen') state = 'runs';
  };
  const start = async (): Promise<void> => {
    try {
      current = await startAgain();
      [state, failedStart] = ['runs', undefined];
    } catch (error) {
      failedStart = String(error);
      throw error;
    }
  };
  return {
    process: () => current,
    kill: () => {
      state = 'killed';
      return current.kill();
    },
    freeze: () => {
      state = 'frozen';
      process.kill(-current.pid, 'SIGSTOP');
    },
    thaw,
    start,
    fault: () => {
      if (failedStart !== undefined) return failedStart;
      if (state === 'killed' || current.isRunning()) return undefined;
      return `${current.name} has died.${endOfLog(current)}`;
    },
    mend: async () => {
      const wasFrozen = state === 'frozen';
      thaw();
      if (current.isRunning()) return wasFrozen;
      await start();
      return true;
    },
    stop: () => {
      thaw(); // Nobody hears a signal while he is frozen.
      return current.stop();
    },
  };
}

async function startPollingWorker(servers: Servers): Promise<ManagedProcess> {
  const worker = await startWorker(servers, logs);
  await waitUntilReady(worker, () => workerPolls(servers, worker));
  return worker;
}

async function startReadyApi(servers: Servers): Promise<ManagedProcess> {
  const api = await startApi(servers, logs);
  await waitUntilApiReady(servers, api);
  return api;
}

/** The API first, so that nothing new comes in; the databases last. What cannot be stopped keeps nothing else running. */
async function closeAll(close: (() => Promise<void>)[], dataDir: string): Promise<void> {
  const failures: unknown[] = [];
  for (const stop of close.toReversed()) await stop().catch((error: unknown) => failures.push(error));
  rmSync(dataDir, { recursive: true, force: true });
  if (failures.length > 0) throw failures[0];
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
