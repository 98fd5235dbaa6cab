import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './paths.mjs';
import { SetupProblem } from './problem.mjs';
import { step } from './progress.mjs';
import { lastLines, run } from './run.mjs';

/** Runs `npm ci` when node_modules is not what package-lock.json says. */
export async function installDependencies() {
  if (isInstalled()) return;
  const result = await step('Installing npm dependencies', () =>
    run('npm', 'npm', ['ci', '--no-audit', '--no-fund'], {
      // Prisma's native engine is not used (docs/decisions/0005): naming any program keeps it from being downloaded.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    }),
  );
  if (!result.ok) {
    throw new SetupProblem(
      `npm could not install the dependencies; it needs the npm registry, or a full npm cache.\n${lastLines(result.output)}\n  whole log: ${result.log}`,
    );
  }
  if (!isInstalled()) {
    throw new SetupProblem(
      "npm ci ran, but the project's own Node (node_modules/.bin/node) is missing: npm must be allowed to run install scripts (ignore-scripts=false).",
    );
  }
}

/**
 * Compares the lock with npm's own record of what it installed, rather than with a stamp of ours, so that an
 * `npm install` by hand is recognised too.
 */
function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record) || !existsSync(join(root, 'node_modules', '.bin', 'node'))) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  // Optional packages are those of other platforms.
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || entry.optional || entry.devOptional || installed[path]?.version === entry.version,
  );
}
