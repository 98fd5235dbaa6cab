import './scripts/setup/require-node.mjs';
import { defineConfig } from 'vitest/config';

const servers = ['**/*.{db,temporal,e2e,outage}.test.ts'];
// The last resort, for what hangs without a word. Whatever a test waits for has a patience of its own that knows how busy
// the machine is (test/e2e/patience.ts), so that no test has a length of its own.
const lastResortMs = 300_000;
const lastResortOfStacksMs = 1_800_000;
const never = ['**/node_modules/**', '.otinish/**', 'dist/**'];

// One second, as vitest has it, is a matter of luck on a busy machine; who polls is as patient as any other.
const expect = { poll: { timeout: 60_000 } };

// One project per kind of server that its tests need; a missing server fails the project, it never skips.
// They run one after another (groupOrder): two cores cannot hold a Temporal server beside a parallel run of the rest.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          expect,
          include: ['**/*.test.ts'],
          exclude: [...never, ...servers],
          testTimeout: lastResortMs,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'db',
          expect,
          include: ['**/*.db.test.ts'],
          exclude: never,
          globalSetup: 'test/global-setup.db.ts',
          testTimeout: lastResortMs,
          hookTimeout: lastResortMs,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // The time-skipping server has one clock for all its workflows, so every file starts its own, one at a time.
        test: {
          name: 'temporal',
          expect,
          include: ['**/*.temporal.test.ts'],
          exclude: never,
          // PostgreSQL for those that drive faults of records through a worker.
          globalSetup: ['test/global-setup.temporal.ts', 'test/global-setup.db.ts'],
          fileParallelism: false,
          testTimeout: lastResortMs,
          hookTimeout: lastResortMs,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'e2e',
          expect,
          include: ['**/*.e2e.test.ts'],
          exclude: never,
          globalSetup: 'test/global-setup.e2e.ts',
          fileParallelism: false,
          testTimeout: lastResortOfStacksMs,
          hookTimeout: lastResortOfStacksMs,
          sequence: { groupOrder: 3 },
        },
      },
      {
        // Each file starts a stack of its own and breaks it; most of the time is waiting, so npm test runs them beside the rest.
        test: {
          name: 'outage',
          expect,
          include: ['**/*.outage.test.ts'],
          exclude: never,
          fileParallelism: false,
          testTimeout: lastResortOfStacksMs,
          hookTimeout: lastResortOfStacksMs,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
