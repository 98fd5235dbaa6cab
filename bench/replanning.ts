import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { receiveSubmission } from '../api/submission/receive-submission.ts';
import { readProgress } from '../api/calendars/amendments/progress.ts';
import { handOver } from '../api/commands/handover.ts';
import { amendedCalendar } from './amended-calendar.ts';
import { floorTaskQueue, floorWorkflow, stepUpdate } from './floor-messages.ts';
import type { BenchServers } from './servers.ts';
import { portalClient, readySubmissions, requestKey } from './submissions.ts';

export interface ReplanningFigures {
  readonly applications: number;
  /** Open applications brought to an edition in a second: decided in their line, written, told. */
  readonly replannedPerSecond: number;
  /** Workflows that a raw client signals in a second, on the same servers; nothing is done there with the signal. */
  readonly signalledPerSecond: number;
  readonly ratio: number;
}

const atOnce = 20;

/** Re-planning of open applications beside a raw client that signals the same number of workflows. */
export async function measureReplanning(
  servers: BenchServers,
  applications: number,
  rounds: number,
): Promise<readonly ReplanningFigures[]> {
  await submit(servers, applications);
  const floor = await startFloor(servers, applications);
  const figures: ReplanningFigures[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const signalled = applications / (await secondsOf(() => signalAll(servers, floor)));
    // Another day in each round: every edition moves terms again.
    const day = `2026-12-${String(1 + round).padStart(2, '0')}`;
    const { recordsSeconds } = await applyEdition(servers, day);
    const replanned = applications / recordsSeconds;
    figures.push({
      applications,
      replannedPerSecond: replanned,
      signalledPerSecond: signalled,
      ratio: replanned / signalled,
    });
  }
  return figures;
}

async function submit({ deps }: BenchServers, count: number): Promise<void> {
  const ready = (await readySubmissions(deps.db, count, 'standing')).values();
  await inParallel(async () => {
    for (const submission of ready) {
      await handOver(deps, await receiveSubmission(deps, submission, requestKey(), portalClient));
    }
  });
}

async function startFloor({ client }: BenchServers, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => `floor/${randomUUID()}`);
  const left = ids.values();
  await inParallel(async () => {
    for (const workflowId of left)
      await client.workflow.executeUpdateWithStart(stepUpdate, {
        args: [1],
        startWorkflowOperation: new WithStartWorkflowOperation(floorWorkflow, {
          workflowId,
          taskQueue: floorTaskQueue,
          args: [workflowId],
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      });
  });
  return ids;
}

async function signalAll({ client }: BenchServers, ids: readonly string[]): Promise<void> {
  const left = ids.values();
  await inParallel(async () => {
    for (const id of left) await client.workflow.getHandle(id).signal('nudge');
  });
}

/** Applies an edition as an approval does, and waits until no open application is below it. */
export async function applyEdition(
  { deps }: BenchServers,
  day: string,
): Promise<{ readonly recordsSeconds: number }> {
  const { db, calendars, workflows } = deps;
  const base = await calendars.newest();
  const record = amendedCalendar({ [day]: false }, await calendars.editions());
  const edition = record.id;
  await db.calendarAmendment.create({
    data: {
      edition,
      status: 'applied',
      record: JSON.parse(JSON.stringify(record)),
      baseEdition: base.id,
      proposedBy: 'calendar-editor-1',
      proposedByPerson: 'person-10',
      approvedBy: 'calendar-editor-2',
      approvedByPerson: 'person-11',
      proposedAt: new Date(),
      appliedAt: new Date(),
    },
  });
  const recordsSeconds = await secondsOf(async () => {
    await workflows.replan(edition);
    await until(async () => (await readProgress(deps, edition)).waiting === 0);
  });
  // The next one is measured when this one is over.
  await until(
    async () => (await db.calendarAmendment.count({ where: { edition, finishedAt: { not: null } } })) === 1,
  );
  return { recordsSeconds };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

async function inParallel(work: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return (performance.now() - startedMs) / 1_000;
}
