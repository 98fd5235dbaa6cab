import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout this script belongs to. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Everything the project keeps on this machine for this checkout: data, logs, stamps. Safe to delete when nothing runs. */
export const home = join(root, '.otinish');

/**
 * Where built servers are kept, nearest first: this checkout's own copy, then one shared by all checkouts of this
 * user, so that a second clone does not build for three minutes again. Every entry's name carries a hash of what it
 * was built from.
 */
export const caches = [
  join(home, 'cache'),
  join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'otinish'),
];

/** The cache new entries go to: the shared one, or the checkout's own where the home folder cannot be written. */
export function writableCache() {
  for (const cache of caches.toReversed()) {
    try {
      mkdirSync(cache, { recursive: true });
      accessSync(cache, constants.W_OK);
      return cache;
    } catch {
      // A read-only home is ordinary in containers: the checkout's own cache is next.
    }
  }
  throw new Error(`neither ${caches.join(' nor ')} can be written`);
}

/** Full path of a program on PATH, or undefined. */
export function onPath(program) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** Environment for programs of node_modules: its `.bin` comes first, so that they run on the project's own Node. */
export function projectEnv(extra = {}) {
  const bin = join(root, 'node_modules', '.bin');
  return { ...process.env, ...extra, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
}
