import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { caches, writableCache } from './paths.mjs';

/** Path of `entry` in the nearest cache that has it, or undefined. */
export function cached(entry) {
  return caches.map((cache) => join(cache, entry)).find((path) => existsSync(path));
}

/**
 * Makes cache entry `name` by `make(temporaryPath)` and gives its path, or undefined when `make` gives false.
 * It appears under its name only when complete, so an interrupted or simultaneous set-up leaves nothing half done.
 */
export async function addToCache(name, make) {
  const cache = writableCache();
  const temporary = join(cache, `.${name}.${process.pid}`);
  const path = join(cache, name);
  mkdirSync(cache, { recursive: true });
  try {
    if (!(await make(temporary))) return undefined;
    if (!existsSync(path)) renameSync(temporary, path);
    return path;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
