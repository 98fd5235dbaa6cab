import { randomUUID } from 'node:crypto';

import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

import { codedFailure } from '../../activities/failures.ts';
import { memoryPorts, type MemoryPorts } from '../../test/memory-ports.ts';
import { memoryReplanning, type MemoryReplanning } from '../../test/memory-replanning.ts';
import { registerSearchAttributes } from '../../test/search-attributes.ts';
import { startStory } from '../../test/temporal-story.ts';
import { parseApplicationId, type ApplicationId } from '../case/ids.ts';
import { calendarAmendmentWorkflow, calendarAmendmentWorkflowId } from './messages.ts';
import type { calendarAmendment } from './workflow.ts';
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

const edition = 'kz-2026-11-25';

interface Scene {
  readonly applications: MemoryPorts;
  readonly replanning: MemoryReplanning;
  readonly taskQueue: string;
  readonly replan: () => Promise<number>;
}

/** Runs `work` beside a worker that knows applications and amendments; the records of each are in memory. */
async function withScene(lines: number, work: (scene: Scene) => Promise<void>): Promise<void> {
  const taskQueue = randomUUID();
  const applications = memoryPorts(() => env.currentTimeMs());
  const replanning = memoryReplanning(Array.from({ length: lines }, (_, n) => applicationId(n)));
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: { codePath: inject('workflowBundlePath') },
    activities: { ...applications.ports, ...replanning.ports },
  });
  const replan = () =>
    env.client.workflow.execute<typeof calendarAmendment>(calendarAmendmentWorkflow, {
      workflowId: calendarAmendmentWorkflowId(edition),
      taskQueue,
      args: [{ edition }],
    });
  await worker.runUntil(() => work({ applications, replanning, taskQueue, replan }));
}

function applicationId(n: number): ApplicationId {
  const id = parseApplicationId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
  if (id === null) throw new Error('a number of a test is no tail of a UUID');
  return id;
}

test('every open application is given the amendment once, page by page, and then the edition is finished', async () => {
  await withScene(250, async ({ replanning, replan }) => {
    expect(await replan()).toBe(250);

    expect(replanning.given).toHaveLength(250);
    expect(new Set(replanning.given).size).toBe(250);
    expect(replanning.finished).toEqual([edition]);
  });
});

test('an application that does not exist for Temporal holds up nobody', async () => {
  await withScene(3, async ({ replanning, replan }) => {
    expect(await replan()).toBe(3);
    expect(replanning.finished).toEqual([edition]);
  });
});

test('started again after it was finished, it changes nothing', async () => {
  await withScene(5, async ({ replanning, replan }) => {
    await replan();

    expect(await replan()).toBe(0);
    expect(replanning.given).toHaveLength(5);
  });
});

test('a page that fails half way is taken again, and nobody is given it twice', async () => {
  await withScene(120, async ({ replanning, replan }) => {
    replanning.failNext(2);

    await replan();

    expect(new Set(replanning.given).size).toBe(120);
    expect(replanning.given).toHaveLength(120);
  });
});

test('a page that the records refuse is tried until they take it, and the re-planning ends as it should', async () => {
  await withScene(20, async ({ replanning, replan }) => {
    replanning.failNext(3, codedFailure('record-invalid', 'PostgreSQL refused a record'));

    expect(await replan()).toBe(0);

    expect(replanning.given).toHaveLength(20);
    expect(replanning.finished).toEqual([edition]);
  });
});

test('a cancellation asked for in the console changes nothing: an applied edition is law', async () => {
  await withScene(4, async ({ replanning, replan }) => {
    replanning.hold(applicationId(2), Number.POSITIVE_INFINITY);
    const ended = replan();
    await expect.poll(() => replanning.looks, { timeout: 30_000 }).toBeGreaterThan(0);

    await env.client.workflow.getHandle(calendarAmendmentWorkflowId(edition)).cancel();
    replanning.hold(applicationId(2), 0);

    expect(await ended).toBe(4);
    expect(replanning.finished).toEqual([edition]);
  });
});

test('it waits for applications that are slow, continues as new meanwhile, and ends when the last one follows', async () => {
  await withScene(4, async ({ replanning, replan }) => {
    replanning.hold(applicationId(2), 30);

    expect(await replan()).toBe(4);

    expect(replanning.finished).toEqual([edition]);
    expect(replanning.looks).toBeGreaterThan(25);
  });
});

test('an open application reads its line at once and follows the new calendar', async () => {
  await withScene(0, async ({ applications, replanning, taskQueue, replan }) => {
    const story = await startStory({
      env,
      world: applications,
      taskQueue,
      startsAt: '2026-11-26T17:00:00+05:00',
    });
    applications.load({ '2026-12-02': false });
    replanning.add(story.id, () => story.commitAmendment(edition));

    await replan();
    await story.withLineRead();

    expect(story.state().calendarEdition).toBe(edition);
    expect(story.happened('deadlines-moved')).toHaveLength(1);
    expect(story.state().deadlines.findLast(({ term }) => term === 'result')?.on).toBe('2026-12-09');
    await story.finish();
  });
});

test('what an application records as its calendar is what its terms were counted by', async () => {
  await withScene(0, async ({ applications, taskQueue }) => {
    const story = await startStory({
      env,
      world: applications,
      taskQueue,
      startsAt: '2026-11-25T19:00:00+05:00',
    });
    const before = story.state().calendarEdition;
    applications.load({ '2026-11-26': false });

    await story.portal('withdraw');

    expect(applications.turns.at(-1)).toMatchObject({
      calendarEdition: before,
      state: { stage: 'received', calendarEdition: before },
    });
    await story.finish();
  });
});
