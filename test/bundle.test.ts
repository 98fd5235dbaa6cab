import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { bundleWorkflowCode } from '@temporalio/worker';
import type { Logger } from '@temporalio/worker';
import { expect, test } from 'vitest';

import { workflowSource } from '../workflows/source.ts';

const quiet: Logger = {
  log: () => undefined,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const root = join(import.meta.dirname, '..');

test('the sandbox holds workflows, calendars and regulation, and nothing that knows a machine', async () => {
  const { code } = await bundleWorkflowCode({ ...workflowSource, logger: quiet });

  const modules = [...code.matchAll(/\/\*\*\*\/ "\.\/([^"]+\.ts)"/g)].map((match) => match[1] ?? '');
  const rooms = new Set(modules.map((path) => path.split('/')[0]));
  expect(modules.length).toBeGreaterThan(20);
  expect(rooms).toEqual(new Set(['calendars', 'regulation', 'workflows']));
  expect(modules).not.toContain('calendars/zoned.ts');
}, 60_000);

test('every workflow type of the bundle is exported by the index, by the name that messages use', async () => {
  const index = readFileSync(join(root, 'workflows', 'index.ts'), 'utf8');
  const { applicationWorkflow } = await import('../workflows/application/messages.ts');
  const { calendarAmendmentWorkflow } = await import('../workflows/calendar-amendment/messages.ts');

  expect(index).toContain(`export { ${applicationWorkflow} }`);
  expect(index).toContain(`as '${calendarAmendmentWorkflow}' }`);
});
