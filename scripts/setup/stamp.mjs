import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { home } from './paths.mjs';

/** Short hash of files' contents and any further words. */
export function hashOf(files, ...words) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  for (const word of words) hash.update(word).update('\0');
  return hash.digest('hex').slice(0, 16);
}

const stampFile = (name) => join(home, 'stamps', name);

/** Whether step `name` was last finished for these inputs. */
export function isStamped(name, hash) {
  try {
    return readFileSync(stampFile(name), 'utf8') === hash;
  } catch {
    return false;
  }
}

/** Remembers that step `name` was finished for these inputs. */
export function stamp(name, hash) {
  mkdirSync(dirname(stampFile(name)), { recursive: true });
  writeFileSync(stampFile(name), hash);
}
