import './scripts/setup/require-node.mjs';
import { defineConfig } from 'vitest/config';

const servers = ['**/*.{db,temporal,e2e,outage}.test.ts'];
// What takes a second on a quiet machine may take twenty beside a busy one. A test that hangs is still found.
const patienceMs = 60_000;
const never = ['**/node_modules/**', '.otinish/**', 'dist/**'];

// One project per kind of server that its tests need; a missing server fails the project, it never skips.
// They run one after another (groupOrder): two cores cannot hold a Temporal server beside a parallel run of the rest.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...never, ...servers],
          testTimeout: patienceMs,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude: never,
          globalSetup: 'test/global-setup.db.ts',
          testTimeout: patienceMs,
          hookTimeout: patienceMs,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // The time-skipping server has one clock for all its workflows, so every file starts its own, one at a time.
        test: {
          name: 'temporal',
          include: ['**/*.temporal.test.ts'],
          exclude: never,
          // PostgreSQL for those that drive faults of records through a worker.
          globalSetup: ['test/global-setup.temporal.ts', 'test/global-setup.db.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['**/*.e2e.test.ts'],
          exclude: never,
          globalSetup: 'test/global-setup.e2e.ts',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        // Each file starts a stack of its own and breaks it; most of the time is waiting, so npm test runs them beside the rest.
        test: {
          name: 'outage',
          include: ['**/*.outage.test.ts'],
          exclude: never,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
