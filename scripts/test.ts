// `npm test`: every vitest project, then the pure rooms again in two other time zones; closes with a plain count.
// `npm test -- <filter or vitest option>` runs only what matches; `npm run test:zones` runs the zones alone.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

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

const counts: Count[] = [];
if (!zonesOnly) counts.push(run('UTC', filters));
if (filters.length === 0) {
  for (const zone of zonesOnly ? ['UTC', ...zones] : zones) {
    process.stdout.write(`\nthe pure rooms in time zone ${zone}\n`);
    counts.push(run(zone, ['--project', 'unit', ...pureRooms]));
  }
}
const sum = (of: keyof Count): number => counts.reduce((total, count) => total + count[of], 0);
const skipped = sum('skipped') > 0 ? `, ${String(sum('skipped'))} skipped` : '';
process.stdout.write(`\n${String(sum('passed'))} passed, ${String(sum('failed'))} failed${skipped}\n`);
process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;

function run(zone: string, args: readonly string[]): Count {
  mkdirSync(join(home, 'test'), { recursive: true });
  const reportFile = join(home, 'test', `report-${zone.replace('/', '-')}.json`);
  rmSync(reportFile, { force: true });
  const reporters = ['--reporter', 'default', '--reporter', 'json'];
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...reporters,
      `--outputFile.json=${reportFile}`,
      ...args,
    ],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, TZ: zone } },
  );
  const count = readCount(reportFile);
  // Vitest fails for more than tests: an error outside of them, or a server that did not start.
  return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
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
