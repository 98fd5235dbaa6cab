import { randomUUID } from 'node:crypto';

import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

import { memoryPorts } from '../../test/memory-ports.ts';
import { startStory } from '../../test/temporal-story.ts';
import type { Story } from '../../test/temporal-story.ts';
import { registerSearchAttributes } from '../../test/search-attributes.ts';
import { startTimeSkipping } from '../../test/time-skipping.ts';

let env: TestWorkflowEnvironment;

beforeAll(async () => {
  Runtime.install({
    logger: new DefaultLogger('WARN'),
    telemetryOptions: { logging: { filter: 'error', forward: {} } },
  });
  env = await startTimeSkipping();
  await registerSearchAttributes(env);
});

afterAll(() => env.teardown());

const bundle = () => ({ codePath: inject('workflowBundlePath') });

/** Runs one application on a worker of its own, from a moment in Astana. */
async function withStory(startsAt: string, tell: (story: Story) => Promise<void>, standing = false) {
  const taskQueue = randomUUID();
  const world = memoryPorts(() => env.currentTimeMs());
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: bundle(),
    activities: world.ports,
  });
  await worker.runUntil(async () => tell(await startStory({ env, world, taskQueue, startsAt, standing })));
}

test('an application received in office hours is registered at once and issued when the head signs', async () => {
  await withStory('2026-11-26T17:00:00+05:00', async (story) => {
    expect(story.state()).toMatchObject({ stage: 'registered', version: 2 });

    await story.head('appoint-executor');
    await story.executor('record-completeness', { finding: 'complete' });
    await story.executor('record-conformity', { finding: 'conforms', checklist: [] });
    await story.executor('draft-result', { result: 'issue' });
    await story.head('sign-decision');

    expect(await story.end()).toBe('issued');
  });
});

test('nobody acts: the application is registered at nine, overdue at D8 18:30 and deemed refused at midnight', async () => {
  await withStory('2026-12-04T19:10:00+05:00', async (story) => {
    expect(story.state().stage).toBe('received');

    await story.sleepUntil('2026-12-19T00:01:00+05:00');

    expect(story.happened('registered', 'overdue', 'deemed-refused')).toEqual([
      ['registered', '2026-12-07T04:00:00.000Z'],
      ['overdue', '2026-12-18T13:30:00.000Z'],
      ['deemed-refused', '2026-12-18T19:00:00.000Z'],
    ]);
    await story.finish();
  });
});

test('a silent hearing closes by itself and the refusal opens at 09:00 of the third working day', async () => {
  await withStory('2026-11-26T17:00:00+05:00', async (story) => {
    await story.head('appoint-executor');
    await story.executor('record-completeness', { finding: 'complete' });
    await story.executor('record-conformity', story.nonConformity('2026-11-27T10:00:00+05:00'));
    await story.head('approve-preliminary-refusal');
    await story.notifier('record-receipt');
    expect(story.state().hearing?.windowEndsAt).toBe('2026-11-30T19:00:00.000Z');

    await story.sleepUntil('2026-12-01T00:01:00+05:00');
    await story.executor('draft-result', { result: 'refuse', grounds: ['nonCompliance392'] });
    expect(await story.head('sign-decision')).toMatchObject({
      kind: 'refused',
      refusal: { code: 'refusal-not-open-yet', opensAt: '2026-12-01T04:00:00.000Z' },
    });

    await story.sleepUntil('2026-12-01T09:01:00+05:00');
    await story.head('sign-decision');
    expect(await story.end()).toBe('refused');
  });
});

test('a command committed before a deadline counts although the worker reads it after the deadline', async () => {
  await withStory('2026-11-26T17:00:00+05:00', async (story) => {
    await story.head('appoint-executor');
    await story.executor('record-completeness', { finding: 'complete' });
    await story.executor('record-conformity', { finding: 'conforms', checklist: [] });
    await story.executor('draft-result', { result: 'issue' });

    await story.sleepUntil('2026-12-08T18:29:00+05:00');
    await story.commitOnly('head', 'sign-decision');
    await story.sleepUntil('2026-12-08T18:31:00+05:00');

    expect(await story.end()).toBe('issued');
    expect(story.happened('issued', 'overdue')).toEqual([
      ['issued', expect.stringMatching(/^2026-12-08T13:29/)],
    ]);
  });
});

test('a command committed after the deadline meets an overdue application, whoever comes first', async () => {
  await withStory('2026-11-26T17:00:00+05:00', async (story) => {
    await story.head('appoint-executor');
    await story.executor('record-completeness', { finding: 'complete' });
    await story.executor('record-conformity', { finding: 'conforms', checklist: [] });
    await story.executor('draft-result', { result: 'issue' });

    await story.sleepUntil('2026-12-08T18:30:00+05:00');
    const answer = await story.head('sign-decision');

    expect(answer).toMatchObject({ kind: 'refused', refusal: { code: 'wrong-stage', stage: 'drafting' } });
    await story.finish();
  });
});

test('the same command delivered twice is applied once and answered the same', async () => {
  await withStory('2026-11-26T17:00:00+05:00', async (story) => {
    const first = await story.head('appoint-executor');
    const second = await story.deliverAgain();

    expect(second).toEqual(first);
    expect(story.happened('executor-appointed')).toHaveLength(1);
    await story.finish();
  });
});

test('a gap in the line is read from PostgreSQL before the later command is applied', async () => {
  await withStory('2026-11-26T17:00:00+05:00', async (story) => {
    await story.commitOnly('head', 'appoint-executor');
    await story.executor('record-completeness', { finding: 'complete' });

    expect(story.state().stage).toBe('conformity-check');
    await story.finish();
  });
});

test('a standing clock moves by command only and settles every milestone on the way', async () => {
  await withStory(
    '2026-12-04T19:10:00+05:00',
    async (story) => {
      await story.sleepUntil('2026-12-30T00:00:00+05:00');
      expect(story.state().stage).toBe('received');

      await story.advance('2026-12-19T12:00:00+05:00');

      expect(story.happened('registered', 'overdue', 'deemed-refused').map(([type]) => type)).toEqual([
        'registered',
        'overdue',
        'deemed-refused',
      ]);
      await story.finish();
    },
    true,
  );
});
