import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout this script belongs to. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Everything the project keeps on this machine for this checkout. */
export const home = join(root, '.otinish');

/** Where processes of the stack write their logs. */
export const logFolder = join(home, 'logs');

/** Something the person at the keyboard can put right; shown without a stack trace. */
export class StackProblem extends Error {}

/**
 * Path of a server that scripts/setup.mjs found. Throws `StackProblem` when it has not run: a missing server is a
 * failure, never a reason to skip.
 */
export function toolPath(tool: 'temporal' | 'testServer'): string {
  let found: Partial<Record<string, string>> = {};
  try {
    found = JSON.parse(readFileSync(join(home, 'tools.json'), 'utf8')) as typeof found;
  } catch {
    // No set-up has run here yet; the message below says so.
  }
  const path = found[tool];
  if (path === undefined) throw new StackProblem(`There is no ${tool} server here yet: run "npm run setup".`);
  return path;
}
