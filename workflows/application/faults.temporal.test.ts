// Faults of ours, driven through a real worker on a real PostgreSQL: none ends a procedure, and each is seen.
import { randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { newCommandId, sampleApplication } from '../../test/sample-records.ts';
import { instantOfMs, parseInstant } from '../../calendars/instant.ts';
import { openDatabase, type Prisma, type PrismaClient } from '../../prisma/client.ts';
import { personId, staffId } from '../../test/builders.ts';
import { registerSearchAttributes } from '../../test/search-attributes.ts';
import { createTestDatabase } from '../../test/test-database.ts';
import { applicationWorkflowId, noticeIdOf, type CommandId } from '../case/ids.ts';
import type { Actor } from '../case/actor.ts';
import type { Command } from './commands.ts';
import { amendCalendarTo, queueGrewSignal } from '../case/messages.ts';
import {
  applicationWorkflow,
  commandUpdates,
  type ApplicationInput,
  type CommandEnvelope,
} from './messages.ts';
import type { application } from './workflow.ts';
import { startTimeSkipping } from '../../test/time-skipping.ts';

let env: TestWorkflowEnvironment;
let db: PrismaClient;

beforeAll(async () => {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: 'error', forward: {} } },
  });
  env = await startTimeSkipping();
  await registerSearchAttributes(env);
  db = openDatabase(await createTestDatabase());
});

afterAll(async () => {
  await db.$disconnect();
  await env.teardown();
});

const head: Actor = { role: 'head', staff: staffId('head-1'), person: personId('p-head') };
const executor: Actor = { role: 'executor', staff: staffId('executor-1'), person: personId('p-executor') };
const portal: Actor = { role: 'portal', client: 'portal-1' };
const digest = 'd'.repeat(64);
const jsonOf = (value: object) => JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;

const appointment: Command = {
  name: 'appoint-executor',
  staff: staffId('executor-1'),
  person: personId('p-executor'),
  heads: [personId('p-head')],
};

type Case = Awaited<ReturnType<typeof startCase>>;

/** A Thursday at 17:00 in Astana, registered at once, its clock going on beside the world's. */
async function startCase(taskQueue: string) {
  const { id, submission, turn } = await sampleApplication(db);
  const { state } = turn;
  const input: ApplicationInput = {
    applicationId: id,
    number: state.number,
    subtype: state.subtype,
    receivedAt: state.receivedAt,
    regulationEdition: state.regulationEdition,
    policy: state.policy,
    clock: {
      kind: 'running',
      startsAt: parseInstant('2026-11-26T17:00:00+05:00'),
      from: instantOfMs(Date.now()),
      speed: 1,
    },
    submission,
  };
  const handle = await env.client.workflow.start<typeof application>(applicationWorkflow, {
    workflowId: applicationWorkflowId(state.number),
    taskQueue,
    args: [input],
  });

  const envelope = (actor: Actor, command: CommandEnvelope['command'], seq: number): CommandEnvelope => ({
    id: newCommandId(),
    seq,
    receivedAt: instantOfMs(Date.now()),
    actor,
    command,
  });
  /** Commits a command as the API does; its row may say something else than the command. */
  async function commit(given: CommandEnvelope, row: object = {}): Promise<CommandEnvelope> {
    const { seq, receivedAt, actor, command } = given;
    await db.commandLine.update({ where: { applicationId: id }, data: { lastSeq: seq } });
    await db.command.create({
      data: {
        id: given.id,
        applicationId: id,
        seq,
        name: command.name,
        clientId: 'portal-1',
        idempotencyKey: given.id,
        bodyHash: '',
        body: {},
        command: jsonOf(command),
        actor: jsonOf(actor),
        receivedAt,
        ...row,
      },
    });
    return given;
  }
  const deliver = (given: CommandEnvelope) =>
    handle.executeUpdate(commandUpdates[given.command.name], { args: [given], updateId: given.id });
  const outcomeOf = async (command: CommandId) =>
    (await db.command.findUniqueOrThrow({ where: { id: command } })).outcome;
  const trail = async () =>
    (await db.auditEvent.findMany({ where: { applicationId: id }, orderBy: { seq: 'asc' } })).map(
      ({ type }) => type,
    );

  return {
    id,
    handle,
    envelope,
    commit,
    deliver,
    trail,
    outcomeOf,
    give: async (actor: Actor, command: Command, seq: number) =>
      deliver(await commit(envelope(actor, command, seq))),
    registered: async () => await expect.poll(trail, patience).toEqual(['received', 'registered']),
    decided: async (command: CommandId) =>
      await expect.poll(() => outcomeOf(command), patience).toMatchObject({ kind: 'accepted' }),
    /** What operators read of the case in the Temporal UI. */
    details: async () => {
      const { currentDetails } = await handle.query<temporal.api.sdk.v1.IWorkflowMetadata>(
        '__temporal_workflow_metadata',
      );
      return currentDetails;
    },
    /** Waits until the task has failed, which is what Temporal shows, and the alarm is made of. */
    standsStill: async () =>
      await expect.poll(async () => failures(await handle.fetchHistory()), patience).not.toEqual([]),
    runs: async () => expect((await handle.describe()).status.name).toBe('RUNNING'),
  };
}

const patience = { timeout: 50_000, interval: 100 };

function failures({ events }: temporal.api.history.v1.IHistory): readonly unknown[] {
  return (events ?? []).flatMap(
    ({ workflowTaskFailedEventAttributes: failed }) => failed?.failure?.message ?? [],
  );
}

async function withCase(work: (story: Case) => Promise<void>): Promise<void> {
  const taskQueue = randomUUID();
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowBundle: { codePath: inject('workflowBundlePath') },
    activities: createActivities({ db }),
  });
  await worker.runUntil(async () => {
    const story = await startCase(taskQueue);
    try {
      await work(story);
    } finally {
      await story.handle.terminate('the story is told').catch(() => undefined);
    }
  });
}

test('a forged update leaves nothing, is refused with its own code, is seen, and the case goes on', async () => {
  await withCase(async (story) => {
    await story.registered();
    const forged = story.envelope(head, appointment, 2);

    await expect(story.deliver(forged)).rejects.toMatchObject({
      constructor: WorkflowUpdateFailedError,
      cause: { type: 'command-unknown' },
    });

    expect(await story.trail()).toEqual(['received', 'registered']);
    expect(await story.details()).toContain(`an update brought command ${forged.id}, which stands in no row`);
    expect(await story.give(head, appointment, 2)).toMatchObject({ kind: 'accepted' });
    expect(await story.trail()).toEqual(['received', 'registered', 'executor-appointed']);
  });
});

test('a forged update ahead of the line, or behind it, holds up nobody', async () => {
  await withCase(async (story) => {
    await story.registered();

    for (const seq of [999, 2])
      await expect(story.deliver(story.envelope(head, appointment, seq))).rejects.toMatchObject({
        cause: { type: 'command-unknown' },
      });
    await story.give(head, appointment, 2);
    await expect(story.deliver(story.envelope(head, appointment, 2))).rejects.toMatchObject({
      cause: { type: 'command-unknown' },
    });

    expect(await story.trail()).toEqual(['received', 'registered', 'executor-appointed']);
  });
});

test('an update that says something else than its row is refused, and the row is what is decided', async () => {
  await withCase(async (story) => {
    await story.registered();
    const committed = await story.commit(story.envelope(head, appointment, 2));
    const forged = {
      ...committed,
      actor: portal,
      command: { name: 'withdraw', termination: digest } as const,
    };

    await expect(story.deliver(forged)).rejects.toMatchObject({ cause: { type: 'command-unknown' } });

    await story.decided(committed.id);
    expect(await story.trail()).toEqual(['received', 'registered', 'executor-appointed']);
  });
});

test('a forged amendment to a calendar that nobody entered is refused like any other', async () => {
  await withCase(async (story) => {
    await story.registered();
    const actor: Actor = { role: 'calendar', edition: 'kz-2099-01-01' };

    await expect(
      story.deliver(story.envelope(actor, amendCalendarTo('kz-2099-01-01'), 2)),
    ).rejects.toMatchObject({ cause: { type: 'command-unknown' } });
    expect(await story.give(head, appointment, 2)).toMatchObject({ kind: 'accepted' });
  });
});

test('an update that brings no envelope is refused at once and leaves nothing, and the genuine command is taken', async () => {
  await withCase(async (story) => {
    await story.registered();
    const genuine = story.envelope(head, appointment, 2);
    const malformed: readonly object[] = [
      { ...genuine, command: undefined },
      { ...genuine, receivedAt: 'zzz' },
      { ...genuine, id: 'x' },
      { ...genuine, seq: 3e9 },
      { ...genuine, actor: { ...head, staff: 'a\0b' } },
      { ...genuine, expectedVersion: 'x' },
    ];

    for (const given of malformed)
      await expect(
        story.handle.executeUpdate(appointment.name, { args: [given], updateId: genuine.id }),
      ).rejects.toMatchObject({ cause: { type: 'command-malformed' } });

    await story.commit(genuine);
    expect(await story.deliver(genuine)).toMatchObject({ kind: 'accepted' });
  });
});

test('a forged update on whose content the law breaks down, or PostgreSQL, stops nothing', async () => {
  await withCase(async (story) => {
    await story.registered();
    const forged: readonly (readonly [Actor, object])[] = [
      [head, { name: 'appoint-executor' }],
      [portal, { name: 'advance-clock', to: 5 }],
      [portal, { name: 'advance-clock', to: '9999-12-31T00:00:00.000Z' }],
      [head, { ...appointment, staff: { not: 'an id' } }],
    ];
    for (const [actor, command] of forged)
      await expect(
        story.deliver(story.envelope(actor, command as CommandEnvelope['command'], 2)),
      ).rejects.toMatchObject({ cause: { type: 'command-unknown' } });

    expect(await story.give(head, appointment, 2)).toMatchObject({ kind: 'accepted' });
    expect(await story.trail()).toEqual(['received', 'registered', 'executor-appointed']);
  });
});

test('a signal that nobody can read makes the case read its queue, as any other does', async () => {
  await withCase(async (story) => {
    await story.registered();
    const bytes = (text: string) => new TextEncoder().encode(text);
    const appointed = await story.commit(story.envelope(head, appointment, 2));

    for (const [encoding, data] of [
      ['binary/nonsense', 'xx'],
      ['json/plain', '{bad'],
    ] as const)
      await env.client.workflowService.signalWorkflowExecution({
        namespace: env.namespace ?? 'default',
        workflowExecution: { workflowId: story.handle.workflowId },
        signalName: queueGrewSignal.name,
        input: { payloads: [{ metadata: { encoding: bytes(encoding) }, data: bytes(data) }] },
        requestId: randomUUID(),
      });

    await story.decided(appointed.id);
    expect(failures(await story.handle.fetchHistory())).toEqual([]);
  });
});

test('a broken row stops the line before it, loudly, and once it is mended everything goes on in order', async () => {
  await withCase(async (story) => {
    await story.registered();
    const broken = await story.commit(story.envelope(head, appointment, 2), { command: { name: 'object' } });
    const later = await story.commit(story.envelope(portal, { name: 'withdraw', termination: digest }, 3));

    await story.handle.signal(queueGrewSignal);
    await story.standsStill();
    await story.runs();
    expect([await story.outcomeOf(broken.id), await story.outcomeOf(later.id)]).toEqual([null, null]);

    await db.command.update({ where: { id: broken.id }, data: { command: jsonOf(appointment) } });
    await story.decided(later.id);
    expect(await story.trail()).toEqual([
      'received',
      'registered',
      'executor-appointed',
      'withdrawn',
      'draft-handed-over',
    ]);
  });
});

test('a record that PostgreSQL refuses is written once PostgreSQL takes it, and the update still gets its answer', async () => {
  await withCase(async (story) => {
    await story.registered();
    await db.$executeRaw`ALTER TABLE applications ADD CONSTRAINT no_third_version CHECK (version < 3) NOT VALID`;
    const answer = story.give(head, appointment, 2);

    await story.standsStill();
    await story.runs();
    expect(await story.trail()).toEqual(['received', 'registered']);

    await db.$executeRaw`ALTER TABLE applications DROP CONSTRAINT no_third_version`;
    expect(await answer).toMatchObject({ kind: 'accepted', version: 3 });
  });
});

test('a notice that PostgreSQL refuses is posted once PostgreSQL takes it', async () => {
  await withCase(async (story) => {
    await story.registered();
    await story.give(head, appointment, 2);
    await story.give(executor, { name: 'record-completeness', finding: 'complete' }, 3);
    const conformity: Command = {
      name: 'record-conformity',
      finding: 'does-not-conform',
      grounds: [{ ground: 'nonCompliance392', fields: ['yieldNorms'], documents: [] }],
      reasons: digest,
      hearing: { at: parseInstant('2026-11-27T10:00:00+05:00'), way: 'written' },
    };
    await story.give(executor, conformity, 4);
    await db.$executeRaw`
      ALTER TABLE cabinet_letters ADD CONSTRAINT no_notices CHECK (kind <> 'preliminary-refusal') NOT VALID`;
    const approval = await story.commit(story.envelope(head, { name: 'approve-preliminary-refusal' }, 5));
    expect(await story.deliver(approval)).toMatchObject({ kind: 'accepted' });
    const pending = async () => (await story.handle.describe()).raw.pendingActivities?.[0]?.attempt ?? 0;
    await expect.poll(pending, patience).toBeGreaterThan(1);

    await db.$executeRaw`ALTER TABLE cabinet_letters DROP CONSTRAINT no_notices`;
    await expect.poll(story.trail, patience).toContain('notice-posted');
    expect(await db.cabinetLetter.count({ where: { id: noticeIdOf(approval.id) } })).toBe(1);
  });
});

test('a cancellation asked for in the console changes nothing, and the case says so', async () => {
  await withCase(async (story) => {
    await story.registered();

    await story.handle.cancel();

    await expect.poll(story.details, patience).toContain('somebody asked to cancel this; it goes on');
    expect(await story.give(head, appointment, 2)).toMatchObject({ kind: 'accepted' });
    await story.runs();
  });
});
