import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import pg from 'pg';

import { freePort } from './ports.ts';
import { postgresBinaries, runAs, type RunAs } from './postgres-binaries.ts';
import { startProcess, temporaryFolder, type ManagedProcess } from './process.ts';
import { StackProblem } from './tools.ts';
import { waitUntilReady } from './wait.ts';

const user = 'otinish';
// Every sort is by code point and case folding knows Cyrillic, on any machine, whatever locales it has.
const initFlags = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'timezone=UTC',
  'log_timezone=UTC',
];
// A test's database is thrown away: nothing is lost by not waiting for the disk.
const fastSettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Where data is kept; without `dataDir` it is temporary and deleted on stop. */
export interface PostgresOptions {
  readonly dataDir?: string;
  /** Preferred port; another free one is taken when it is in use. */
  readonly port?: number;
  readonly logFolder?: string;
}

/** A running PostgreSQL server. */
export interface Postgres {
  readonly port: number;
  /** The process that was started last. */
  readonly process: ManagedProcess;
  /** Starts it again on the same port and data, after it died. */
  startAgain(): Promise<ManagedProcess>;
  /** Connection string of a database on this server. */
  url(database: string): string;
  /** Creates a database unless it exists; with `template`, as a copy of that one. Gives its connection string. */
  createDatabase(name: string, template?: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts PostgreSQL on 127.0.0.1: durable when it is given a data folder, temporary and fast when not. */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const temporary: string[] = [];
  const removeTemporary = (): void => {
    for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
  };
  try {
    return await start(options, temporary, removeTemporary);
  } catch (error) {
    removeTemporary();
    throw error;
  }
}

async function start(
  { dataDir, port: wish, logFolder }: PostgresOptions,
  temporary: string[],
  removeTemporary: () => void,
): Promise<Postgres> {
  const home = dataDir ?? temporaryFolder('otinish-postgres-');
  if (dataDir === undefined) {
    temporary.push(home);
    chmodSync(home, 0o755); // What is secret lies in it closed.
  }
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const identity = runAs(await postgresBinaries(), home);
  if (identity.copies !== undefined) temporary.push(identity.copies);
  const [cluster, passwordFile] = [join(home, 'cluster'), join(home, 'password')];
  if (!existsSync(cluster)) await initialise(cluster, passwordFile, identity);
  const password = readFileSync(passwordFile, 'utf8').trim();
  const port = await freePort(wish);
  const flags = [...settings, ...(dataDir === undefined ? fastSettings : [])].flatMap((each) => ['-c', each]);
  const words = [identity.programs.postgres, '-D', cluster, '-p', String(port), ...flags];
  const [command = '', ...args] = [...identity.prefix, ...words];
  const url = (database: string): string =>
    `postgresql://${user}:${password}@127.0.0.1:${String(port)}/${database}`;
  const launch = async (): Promise<ManagedProcess> => {
    const launched = await startProcess({
      name: 'postgres',
      command,
      args,
      stopSignal: 'SIGINT', // PostgreSQL's "fast" shutdown; SIGTERM would wait for every client to leave.
      ...(logFolder === undefined ? {} : { logFolder }),
      ...identity.spawnAs,
    });
    await waitUntilReady(launched, () => query(url('postgres'), 'SELECT 1').then(() => true));
    return launched;
  };
  let child = await launch();
  return {
    port,
    get process() {
      return child;
    },
    startAgain: async () => (child = await launch()),
    url,
    createDatabase: async (name, template) => {
      const found = await query(url('postgres'), 'SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      const copy = template === undefined ? '' : ` TEMPLATE ${pg.escapeIdentifier(template)}`;
      if (found === 0) await query(url('postgres'), `CREATE DATABASE ${pg.escapeIdentifier(name)}${copy}`);
      return url(name);
    },
    stop: async () => {
      await child.stop();
      removeTemporary();
    },
  };
}

/** Runs one statement on a connection of its own and gives the number of rows. */
async function query(connectionString: string, sql: string, values: readonly string[] = []): Promise<number> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 20_000 });
  try {
    await client.connect();
    return (await client.query(sql, [...values])).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

async function initialise(cluster: string, passwordFile: string, as: RunAs): Promise<void> {
  const temporary = `${cluster}.new`; // Renamed when complete: an interrupted start leaves no half-made cluster.
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { mode: 0o700 });
  writeFileSync(passwordFile, `${randomBytes(18).toString('hex')}\n`, { mode: 0o600 });
  const { owner } = as;
  if (owner !== undefined) for (const path of [temporary, passwordFile]) chownSync(path, owner.uid, -1);
  const files = ['-D', temporary, '--pwfile', passwordFile];
  const words = [as.programs.initdb, ...files, '-U', user, '-A', 'scram-sha-256', ...initFlags];
  const [command = '', ...args] = [...as.prefix, ...words];
  try {
    await promisify(execFile)(command, args, { cwd: '/', ...as.spawnAs });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    const diskFull = /no space left/i.test(said) ? 'the disk is full. ' : '';
    throw new StackProblem(`PostgreSQL could not make its data folder: ${diskFull}${said}`, { cause });
  }
  renameSync(temporary, cluster);
}
