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

const isInstalled = () =>
  existsSync(join(root, 'node_modules', '.bin', 'node')) && missingPackages(root).length === 0;

/**
 * Packages of a folder's package-lock.json that are not installed as it says. What lies in node_modules is asked itself:
 * npm's own record (`node_modules/.package-lock.json`) is written last, so one that is missing means that an installation
 * was broken off, but it may tell of packages that are not there when it was copied or linked from another checkout.
 */
export function missingPackages(folder) {
  const wanted = Object.entries(JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages)
    .filter(([path]) => path !== '')
    .map(([path, { version, optional = false }]) => ({ path, version, optional }));
  if (!existsSync(join(folder, 'node_modules', '.package-lock.json'))) return wanted.map(({ path }) => path);
  return wanted.filter((each) => !isThere(folder, each)).map(({ path }) => path);
}

/** An optional package is often that of another platform; one that is there has the version of the lock all the same. */
function isThere(folder, { path, version, optional }) {
  try {
    return JSON.parse(readFileSync(join(folder, path, 'package.json'), 'utf8')).version === version;
  } catch {
    return optional && !existsSync(join(folder, path));
  }
}
