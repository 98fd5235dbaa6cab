// What somebody who reaches Temporal can start, and what cannot go on: seen, and mended from the records.
import { randomUUID } from 'node:crypto';

import { Client, Connection } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { openDatabase, type PrismaClient } from '../../prisma/client.ts';
import type { Cast } from '../../scripts/http/cast.ts';
import { submitSample } from '../../scripts/http/sample-application.ts';
import { usualPatienceMs } from '../../scripts/stack/patience.ts';
import { ownStack } from './own-stack.ts';
import { eventually } from './patience.ts';
import { appointment } from './procedure.ts';
import { reconcileIn } from './reconciling.ts';
import { begin, castOf, follow } from './story.ts';

// What is looked at now and then is told a minute later.
const byTheWatch = { patienceMs: 2 * usualPatienceMs };
const taskQueue = 'otinish-v1';
const sandboxClock = { startsAt: '2026-11-26T17:00:00+05:00' };
const stack = ownStack();
let cast: Cast;
let connection: Connection;
let temporal: Client;
let db: PrismaClient;
beforeAll(async () => {
  cast = await castOf(stack);
  connection = await Connection.connect({ address: stack.env['TEMPORAL_ADDRESS'] ?? '' });
  temporal = new Client({ connection });
  db = openDatabase(stack.env['DATABASE_URL'] ?? '');
});
afterAll(async () => {
  await db.$disconnect();
  await connection.close();
});

const start = (type: string, workflowId: string, input: unknown) =>
  temporal.workflow.start(type, { workflowId, taskQueue, args: [input] });

test('a workflow id that somebody took beforehand is named, and given back to its application', async () => {
  const { number } = await (await begin(cast, 'inward', sandboxClock)).shown();
  const after = (count: number) =>
    number.replace(/\d{6}$/, (last) => String(Number(last) + count).padStart(6, '0'));
  const numbers = [after(1), after(2), after(3)] as const;
  await start('application', `application/${numbers[0]}`, { nonsense: true });
  await start('calendar-amendment', `application/${numbers[1]}`, { edition: 'x' });
  const early = await reconcileIn(stack);
  for (const each of numbers.slice(0, 2)) expect(early.said).toContain(`${each}  execution-unrecorded`);

  const submitted = [];
  for (const each of numbers) {
    const { status, body } = await submitSample(cast.portal, 'inward', { sandboxClock });
    submitted.push({
      status,
      each,
      id: body.id || (body as unknown as { applicationId: string }).applicationId,
    });
  }
  expect(submitted.map(({ status }) => status)).toEqual([202, 202, 201]);

  const looked = await reconcileIn(stack);
  expect(looked.code).toBe(1);
  for (const each of numbers.slice(0, 2)) expect(looked.said).toContain(`${each}  execution-foreign`);
  expect(looked.said).not.toContain(numbers[2]);
  const { said } = await reconcileIn(stack, '--repair');
  for (const each of numbers.slice(0, 2))
    expect(said).toMatch(new RegExp(`${each}.*the right execution goes on`));

  await eventually(
    'they agree',
    () => reconcileIn(stack),
    ({ code }) => code === 0,
    byTheWatch,
  );
  for (const { id } of submitted.slice(0, 2)) {
    const story = follow(cast, id);
    await eventually('it is registered', story.shown, ({ stage }) => stage === 'registered');
    expect((await story.trail()).map(({ type, data }) => [type, data['cause']])).toEqual([
      ['received', undefined],
      ['registered', undefined],
      ['execution-resumed', 'execution-foreign'],
    ]);
    await story.does('head', '/executor', appointment);
  }
});

test('a case whose task fails by its history goes on from its record; one whose record is broken is not ended, and keeps no other', async () => {
  const broken = await begin(cast, 'inward', sandboxClock);
  const failing = await begin(cast, 'inward', sandboxClock);
  const { number: brokenNumber } = await broken.shown();
  const { number } = await failing.shown();
  const row = {
    id: randomUUID(),
    applicationId: broken.id,
    seq: 2,
    clientId: 'portal-1',
    bodyHash: '',
    body: {},
  };
  await db.commandLine.update({ where: { applicationId: broken.id }, data: { lastSeq: 2 } });
  await db.command.create({
    data: {
      ...row,
      name: 'withdraw',
      idempotencyKey: row.id,
      command: { name: 'withdraw', termination: 'd'.repeat(64) },
      actor: { role: 'nobody' },
      receivedAt: new Date(),
    },
  });
  const workflowId = `application/${number}`;
  const { history } = await connection.workflowService.getWorkflowExecutionHistory({
    namespace: 'default',
    execution: { workflowId },
    maximumPageSize: 1,
  });
  const [payload] = history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  const input = defaultPayloadConverter.fromPayload<object>(payload ?? {});
  await temporal.workflow.getHandle(workflowId).terminate('on purpose');
  await start('application', workflowId, { ...input, regulationEdition: 'nonsense' });

  // Whatever Temporal says of a case that stands still, what was committed is answered 202.
  const answers = new Set<number>();
  const { said } = await eventually(
    'both are seen to fail',
    async () => {
      answers.add((await broken.tries('portal', '/withdrawal', { reason: 'again' })).status);
      return reconcileIn(stack);
    },
    (looked) =>
      [number, brokenNumber].every((each) =>
        new RegExp(`${each}  execution-(fails|differs)`).test(looked.said),
      ),
    byTheWatch,
  );
  expect([...answers]).toEqual([202]);
  expect(said).toMatch(/disagree about 2 applications/);

  // Temporal does not say at every look that a task fails, so one look may find one of the two.
  const heard: string[] = [];
  const repaired = await eventually(
    'one is repaired, the other named',
    async () => {
      const each = await reconcileIn(stack, '--repair');
      heard.push(each.said);
      return each;
    },
    ({ said: now }) => now.includes('NOT REPAIRED') && heard.join('').includes('a new execution goes on'),
    byTheWatch,
  );
  expect(repaired.code).toBe(1);
  expect(heard.join('\n')).toMatch(new RegExp(`${number}.*a new execution goes on from the record`));
  expect(repaired.said).toMatch(new RegExp(`${brokenNumber}.*NOT REPAIRED.*was not committed as one`));
  await eventually(
    'it goes on',
    () => failing.trail(),
    (trail) => trail.some(({ data }) => data['cause'] === 'execution-fails'),
  );
  await failing.does('head', '/executor', appointment);
});
