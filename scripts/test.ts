// `npm test`: every vitest project, then the pure rooms again in two other time zones; closes with a plain count.
// `npm test -- <filter or vitest option>` runs only what matches; `npm run test:zones` runs the zones alone.
import './setup/require-node.mjs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { temporaryFolder } from './stack/process.ts';
import { home, root } from './stack/tools.ts';

/** What is needed of vitest's JSON report. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

// Where law and calendar live: their answers must not depend on where the server stands.
const pureRooms = ['calendars/', 'regulation/', 'workflows/'];
const zones = ['Asia/Almaty', 'America/New_York'];
const zonesOnly = process.argv.includes('--zones');
const filters = process.argv.slice(2).filter((word) => word !== '--zones');

// A wrong length of a term fails a hundred tests, and only these say why: nothing else is run while they are red.
const firstOfAll = ['--project', 'unit', 'lengths.test.ts'];
const whole = !zonesOnly && filters.length === 0;
const first = whole ? await run('UTC', firstOfAll, 'lengths of terms') : undefined;
if (first !== undefined && first.failed > 0) {
  process.stdout.write(
    '\nLengths of terms disagree (above). Nothing else was run: everything counts with them.\n',
  );
  process.exit(1);
}

// Beside each other: most of the outages is waiting, and the zones need no server.
const runs: Promise<Count>[] = [];
if (!zonesOnly) runs.push(run('UTC', whole ? everythingBut('outage') : filters, 'inherit'));
if (whole) runs.push(run('UTC', ['--project', 'outage'], 'outages'));
if (zonesOnly || whole) runs.push(runZones(zonesOnly ? ['UTC', ...zones] : zones));
const counts = await Promise.all(runs);
const sum = (of: keyof Count): number => counts.reduce((total, count) => total + count[of], 0);
const skipped = sum('skipped') > 0 ? `, ${String(sum('skipped'))} skipped` : '';
process.stdout.write(`\n${String(sum('passed'))} passed, ${String(sum('failed'))} failed${skipped}\n`);
process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;

async function runZones(names: readonly string[]): Promise<Count> {
  const each: Count[] = [];
  for (const zone of names)
    each.push(await run(zone, ['--project', 'unit', ...pureRooms], `the pure rooms in ${zone}`));
  return {
    passed: each.reduce((total, { passed }) => total + passed, 0),
    failed: each.reduce((total, { failed }) => total + failed, 0),
    skipped: each.reduce((total, { skipped }) => total + skipped, 0),
  };
}

function everythingBut(project: string): readonly string[] {
  return ['--project', `!${project}`];
}

/** One run of vitest. A named one keeps its words for itself until it is over, so that runs beside it stay readable. */
async function run(zone: string, args: readonly string[], name: string): Promise<Count> {
  const folder = join(home, 'test');
  mkdirSync(folder, { recursive: true });
  const label = `${name}-${zone}`.replaceAll(/[^A-Za-z]+/g, '-');
  const reportFile = join(folder, `report-${label}.json`);
  rmSync(reportFile, { force: true });
  const inherits = name === 'inherit';
  // Whatever this run and its processes put into the temporary folder, they must take away again.
  const temporary = temporaryFolder('otinish-test-');
  chmodSync(temporary, 0o755); // Under root, PostgreSQL runs as another user.
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
      ...args,
    ],
    {
      cwd: root,
      stdio: inherits ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        TZ: zone,
        TMPDIR: temporary,
        // npm, which some tests run, would put its own into the temporary folder.
        NODE_COMPILE_CACHE: join(home, 'compile-cache'),
      },
    },
  );
  const words: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => words.push(String(chunk)));
  child.stderr?.on('data', (chunk: Buffer) => words.push(String(chunk)));
  const [status] = (await once(child, 'close')) as [number | null];
  if (!inherits) process.stdout.write(`\n${name}\n${words.join('')}`);
  const count = readCount(reportFile);
  const left = await leftIn(temporary);
  rmSync(temporary, { recursive: true, force: true });
  if (left.length > 0)
    process.stdout.write(
      `\n${name}: left in the temporary folder, by tests or what they started: ${left.join(', ')}\n`,
    );
  // Vitest fails for more than tests: an error outside of them, or a server that did not start.
  const failsOtherwise = left.length > 0 || (status !== 0 && count.failed === 0);
  return failsOtherwise ? { ...count, failed: count.failed + 1 } : count;
}

/** What stays in a folder. Who cleans up after a process that was killed does so a moment after its end (leash.mjs). */
async function leftIn(folder: string): Promise<readonly string[]> {
  for (let look = 0; look < 100; look += 1) {
    if (readdirSync(folder).length === 0) return [];
    await sleep(100);
  }
  return readdirSync(folder);
}

function readCount(reportFile: string): Count {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  // A file that did not load has no tests to count, so it counts as a failed one.
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests,
  };
}
