import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { WithStartWorkflowOperation } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { instantOfMs } from '../../calendars/instant.ts';
import type { Actor } from '../../workflows/case/actor.ts';
import type { CommandId } from '../../workflows/case/ids.ts';
import { commandUpdate, submitUpdate, type CommandEnvelope } from '../../workflows/case/messages.ts';
import { aigerim, at, inAstana, kz, saule } from '../builders.ts';
import { memoryPorts } from '../memory-ports.ts';
import { enquiryId, type EnquiryTypes } from './enquiry.ts';
import type { enquiry } from './workflow.ts';
import { startTimeSkipping } from '../time-skipping.ts';

let env: TestWorkflowEnvironment;

beforeAll(async () => {
  env = await startTimeSkipping();
});

afterAll(() => env.teardown());

test('another procedure runs on the durable loop: registered, commanded, overdue at its own time, ended', async () => {
  const taskQueue = randomUUID();
  const world = memoryPorts<EnquiryTypes>(() => env.currentTimeMs());
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue,
    workflowsPath: join(import.meta.dirname, 'workflow.ts'),
    activities: world.ports,
  });
  const receivedAt = at('2026-11-26 10:00');
  const from = instantOfMs(await env.currentTimeMs());
  const submission = randomUUID() as CommandId;
  const input: Parameters<typeof enquiry>[0] = {
    caseId: enquiryId,
    number: 'E-1',
    receivedAt,
    regulationEdition: kz.regulation.id,
    clock: { kind: 'running', startsAt: receivedAt, from, speed: 1 },
    submission,
  };

  await worker.runUntil(async () => {
    const startWorkflowOperation = new WithStartWorkflowOperation<typeof enquiry>('enquiry', {
      workflowId: 'enquiry/E-1',
      taskQueue,
      args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    await env.client.workflow.executeUpdateWithStart(submitUpdate<EnquiryTypes>(), {
      args: [submission],
      startWorkflowOperation,
    });
    const handle = await startWorkflowOperation.workflowHandle();
    const give = async (actor: Actor, command: EnquiryTypes['command']) => {
      const seq = world.line.length + 2;
      const receivedNow = instantOfMs(await env.currentTimeMs());
      const envelope: CommandEnvelope<EnquiryTypes['command']> = {
        id: randomUUID() as CommandId,
        seq,
        receivedAt: receivedNow,
        actor,
        command,
      };
      world.line.push(envelope);
      return handle.executeUpdate(commandUpdate<EnquiryTypes>(command.name), { args: [envelope] });
    };

    expect(await give(saule, { name: 'answer', sha256: 'a' })).toMatchObject({ kind: 'refused' });
    await give(saule, { name: 'take-up', staff: aigerim.staff, person: aigerim.person });
    await env.sleep('6 days');
    await give(aigerim, { name: 'answer', sha256: 'a' });

    expect(await handle.result()).toBe('answered');
  });
  const trail = world.turns.flatMap(({ events }) => events);
  expect(trail.map(({ seq }) => seq)).toEqual(trail.map((_event, index) => index + 1));
  expect(trail.map(({ type }) => type)).toEqual([
    'asked',
    'command-refused',
    'taken-up',
    'overdue',
    'answered',
  ]);
  expect(inAstana(trail.find(({ type }) => type === 'overdue')?.at ?? receivedAt)).toBe(
    'Tue 2026-12-01 18:30:00',
  );
});
