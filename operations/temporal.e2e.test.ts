import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codedFailure } from '../activities/failures.ts';
import { parseInstant } from '../calendars/instant.ts';
import { defaultPolicy } from '../regulation/policy.ts';
import { startTemporal, type Temporal } from '../scripts/stack/temporal.ts';
import { eventually } from '../test/e2e/patience.ts';
import { usualPatienceMs } from '../scripts/stack/patience.ts';
import { memoryPorts } from '../test/memory-ports.ts';
import { applicationWorkflow, type ApplicationInput } from '../workflows/application/messages.ts';
import { applicationWorkflowId, type ApplicationId, type CommandId } from '../workflows/case/ids.ts';
import { workflowSource } from '../workflows/source.ts';
import { openTemporalSight, type TemporalSight } from './temporal.ts';

const taskQueue = 'watched';
// A task that failed is tried again later and later.
const byRetries = { patienceMs: 2 * usualPatienceMs };
let temporal: Temporal;
let connection: Connection;
let native: NativeConnection;
let sight: TemporalSight;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  temporal = await startTemporal();
  const { address, namespace } = temporal;
  connection = await Connection.connect({ address });
  native = await NativeConnection.connect({ address });
  sight = openTemporalSight({ temporal: { address, namespace, taskQueue, uiUrl: '' } });
});

afterAll(async () => {
  await sight.close();
  await native.close();
  await connection.close();
  await temporal.stop();
});

test('a worker that takes no tasks is told', async () => {
  expect(await sight.worker()).toEqual([{ code: 'worker-away', count: 1, about: [taskQueue] }]);
});

test('a case whose task fails again and again is named until the fault is mended, or the case is ended', async () => {
  const workflowBundle = await bundleWorkflowCode({ ...workflowSource, logger: new DefaultLogger('ERROR') });
  const { ports } = memoryPorts(() => Promise.resolve(Date.now()));
  let broken = true;
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowBundle,
    activities: {
      ...ports,
      recordTurn: (turn: Parameters<typeof ports.recordTurn>[0]) =>
        broken ? Promise.reject(codedFailure('record-invalid', 'refused')) : ports.recordTurn(turn),
    },
  });
  const receivedAt = parseInstant('2026-11-26T17:00:00+05:00');
  const { workflow } = new Client({ connection });
  const start = (number: string) =>
    workflow.start(applicationWorkflow, {
      workflowId: applicationWorkflowId(number),
      taskQueue,
      args: [
        {
          applicationId: randomUUID() as ApplicationId,
          number,
          subtype: 'inward',
          receivedAt,
          regulationEdition: 'order-219/2024-04-15',
          policy: defaultPolicy,
          clock: { kind: 'standing', at: receivedAt },
          submission: randomUUID() as CommandId,
        } satisfies ApplicationInput,
      ],
    });

  await worker.runUntil(async () => {
    const mended = await start('219-2026-000001');
    const ended = await start('219-2026-000002');
    const told = (...about: readonly string[]) =>
      eventually(
        `${String(about.length)} are told`,
        () => sight.tasks(),
        (alarms) => alarms.length > 0 && alarms.every(({ about: named }) => named.length === about.length),
        byRetries,
      ).then((alarms) =>
        expect(alarms).toEqual([{ code: 'workflow-task-fails', count: about.length, about }]),
      );

    await told(mended.workflowId, ended.workflowId);
    expect(await sight.worker()).toEqual([]);

    await ended.terminate('it goes on elsewhere');
    await told(mended.workflowId);

    broken = false;
    await eventually(
      'nothing is wrong',
      () => sight.tasks(),
      ({ length }) => length === 0,
      byRetries,
    );
  });
});

test('every query of the operators’ guide is one that Temporal takes', async () => {
  const guide = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8');
  const queries = [...guide.matchAll(/\?query=([^)]+)\)/g)].map(([, query = '']) =>
    decodeURIComponent(query),
  );
  const { workflow } = new Client({ connection, namespace: temporal.namespace });

  expect(queries.length).toBeGreaterThanOrEqual(10);
  for (const query of queries)
    expect([query, (await workflow.count(query)).count >= 0]).toEqual([query, true]);
});
