import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { bundleWorkflowCode, DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { expect, test } from 'vitest';

import { workflowSource } from '../workflows/source.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

const folder = join(import.meta.dirname, 'histories');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

test('the corpus has a history for each way an application ends, of an amended one, and of a re-planning', () => {
  const stories = new Set(files.map((file) => file.split('.')[0]));

  expect([...stories]).toEqual(
    expect.arrayContaining(['issued', 'lapsed', 'refused', 'terminated', 'amended', 'calendar-amendment']),
  );
});

test('every history of the corpus replays on this code', async () => {
  const histories = files.map((file) => ({
    workflowId: file,
    history: JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown,
  }));

  const failed: string[] = [];
  const results = Worker.runReplayHistories(
    { workflowBundle: await bundleWorkflowCode({ ...workflowSource, logger: new DefaultLogger('ERROR') }) },
    histories,
  );
  for await (const { workflowId, error } of results)
    if (error) failed.push(`${workflowId}: ${error.message}`);

  expect(failed).toEqual([]);
}, 120_000);
