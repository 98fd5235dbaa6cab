import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { Client, Connection } from '@temporalio/client';
import { beforeAll, expect, test } from 'vitest';

import type { Cast } from '../../scripts/http/cast.ts';
import { ownStack } from './own-stack.ts';
import { usualPatienceMs } from '../../scripts/stack/patience.ts';
import { eventually } from './patience.ts';
import { appointment, stepsToDocument } from './procedure.ts';
import { reconcileIn } from './reconciling.ts';
import type { Part } from './stack.ts';
import { begin, castOf, type Story } from './story.ts';

// What is looked at now and then is told a minute later.
const byTheWatch = { patienceMs: 2 * usualPatienceMs };
const stack = ownStack();
let cast: Cast;
beforeAll(async () => {
  cast = await castOf(stack);
});

const reconcile = (...args: readonly string[]) => reconcileIn(stack, ...args);

async function alarms(): Promise<readonly string[]> {
  const reply = await fetch(`${stack.apiUrl}/readyz`);
  return ((await reply.json()) as { alarms: readonly { code: string }[] }).alarms.map(({ code }) => code);
}

const told = (code: string) => eventually(code, alarms, (codes) => codes.includes(code), byTheWatch);
const over = (code: string) => eventually(`no ${code}`, alarms, (codes) => !codes.includes(code), byTheWatch);
/** Repairs again and again until there is nothing to repair: what takes its time tells each time what is left. */
const repairedAll = () =>
  eventually(
    'they agree',
    () => reconcile('--repair'),
    ({ code }) => code === 0,
    byTheWatch,
  );
const inTime = () => begin(cast, 'inward', { startsAt: '2026-11-26T17:00:00+05:00' });
const types = async (story: Story) => (await story.trail()).map(({ type }) => type);

async function toDecision(story: Story, from = 0): Promise<void> {
  for (const [who, suffix, body] of stepsToDocument.slice(from)) await story.does(who, suffix, body);
  await story.does('head', '/decision', await story.draft());
}

/** With its owner and modes, which PostgreSQL looks at. */
function copyFolder(from: string, to: string): void {
  execFileSync('cp', ['-a', from, to]);
}

/** Puts a server's data back to a copy that was made of it, as a restored back-up does. */
async function setBack(part: Part, path: string, copy: string): Promise<void> {
  await part.kill();
  rmSync(path, { recursive: true, force: true });
  copyFolder(copy, path);
  await part.start();
}

async function copyOf(part: Part, path: string, copy: string): Promise<void> {
  await part.kill();
  copyFolder(path, copy);
  await part.start();
}

const answering = () =>
  eventually('the API is ready', async () => (await fetch(`${stack.apiUrl}/readyz`)).ok, Boolean, byTheWatch);

test('a procedure that somebody terminated is told within a minute, and goes on after the repair as if nothing had been', async () => {
  const story = await inTime();
  const untouched = await inTime();
  await story.does('head', '/executor', appointment);
  const connection = await Connection.connect({ address: stack.env['TEMPORAL_ADDRESS'] ?? '' });
  const { workflow } = new Client({ connection });
  const { number } = await story.shown();
  for await (const { workflowId, typedSearchAttributes } of workflow.list()) {
    const attributes = JSON.stringify([...typedSearchAttributes.getAll()]);
    if (attributes.includes(number)) await workflow.getHandle(workflowId).terminate('pressed by mistake');
  }
  await connection.close();
  // It is kept, and waits.
  expect((await story.tries('executor', '/completeness', { finding: 'complete' })).status).toBe(202);

  await told('records-disagree');
  const looked = await reconcile();
  expect(looked).toMatchObject({ code: 1, said: expect.stringContaining(`${number}  execution-ended`) });
  const repaired = await reconcile('--repair');
  expect(repaired).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^PostgreSQL \(.+\) and Temporal \(.+\) agree$/m),
  });

  await eventually(
    'the command is decided',
    () => types(story),
    (each) => each.includes('package-complete'),
  );
  await toDecision(story, 2);
  const trail = await types(story);
  expect(trail.filter((type) => type === 'execution-resumed')).toHaveLength(1);
  expect((await story.shown()).stage).toBe('issued');
  expect(await types(untouched)).not.toContain('execution-resumed');
  await over('records-disagree');
});

test('a Temporal that was set back finds its place again; one that lost everything is filled from the records', async () => {
  const file = join(stack.dataDir, 'temporal');
  const copy = join(stack.dataDir, 'temporal-copy');
  const story = await inTime();
  await story.does('head', '/executor', appointment);
  await copyOf(stack.temporal, file, copy);
  await answering();
  await eventually('a worker is back', async () => {
    const { status } = await story.tries('executor', '/completeness', { finding: 'complete' });
    return status === 200 || (await types(story)).includes('package-complete');
  });
  await story.does('executor', '/conformity', { finding: 'conforms', checklist: [] });

  await setBack(stack.temporal, file, copy);
  await answering();
  await repairedAll();
  await eventually(
    'the draft is taken',
    async () => {
      await story.tries('executor', '/draft', { result: 'issue' });
      return types(story);
    },
    (each) => each.includes('draft-handed-over'),
  );

  await stack.temporal.kill();
  rmSync(file, { recursive: true });
  await stack.temporal.start();
  await answering();
  await repairedAll();
  const draft = await story.draft();
  await eventually(
    'it is signed',
    async () => {
      await story.tries('head', '/decision', draft);
      return story.shown();
    },
    ({ stage }) => stage === 'issued',
  );
  expect(await types(story)).toContain('execution-resumed');
});

test('after a PostgreSQL that was set back each application goes on from its record, and versions are not given again', async () => {
  const data = join(stack.dataDir, 'postgres');
  const copy = join(stack.dataDir, 'postgres-copy');
  const story = await inTime();
  await story.does('head', '/executor', appointment);
  await copyOf(stack.postgres, data, copy);
  await answering();
  await story.does('executor', '/completeness', { finding: 'complete' });
  const lost = await story.does('executor', '/conformity', { finding: 'conforms', checklist: [] });
  const forgotten = await inTime();
  const { number: given } = await forgotten.shown();
  const changes = async () =>
    (await cast.portal.get<{ items: readonly { subject: string }[]; next: string }>('/v1/changes?limit=500'))
      .body;
  const { next: read } = await eventually('everything is told', changes, ({ items }) =>
    items.some(({ subject }) => subject === forgotten.id),
  );

  await setBack(stack.postgres, data, copy);
  await answering();
  await told('record-set-back');
  const refused = await cast.portal.get<{ code: string; next: string }>(`/v1/changes?after=${read}`);
  expect([refused.status, refused.body.code]).toEqual([409, 'changes-set-back']);
  const { said } = await reconcile();
  expect(said).toContain(`${(await story.shown()).number}  execution-differs`);
  expect(said).toContain('execution-unrecorded');
  await repairedAll();

  expect((await (await inTime()).shown()).number > given).toBe(true);
  const { body: next } = await cast.portal.get<{ items: readonly { data: { number: string } }[] }>(
    `/v1/changes?after=${refused.body.next}`,
  );
  expect(next.items.map(({ data }) => data.number)).not.toContain(given);
  await over('record-set-back');
  expect((await cast.head.get(forgotten.path)).status).toBe(404);
  expect(await types(story)).toContain('record-set-back');
  expect((await story.shown()).version).toBeGreaterThan(lost.version);
  await toDecision(story, 1);
  expect((await story.shown()).stage).toBe('issued');
});
