import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { receiveSubmission } from '../api/submission/receive-submission.ts';
import { handOver } from '../api/commands/handover.ts';
import { commitCommand } from '../api/commands/intake.ts';
import type { CommittedCommand } from '../api/commands/intake.ts';
import type { Submission } from '../api/submission/submission-schemas.ts';
import { parsePersonId, parseStaffId } from '../workflows/case/ids.ts';
import { applyEdition } from './replanning.ts';
import type { BenchServers } from './servers.ts';
import { quantile } from './statistics.ts';
import { portalClient, readySubmissions, requestKey } from './submissions.ts';

export interface ColdWorkerFigures {
  readonly subject: string;
  readonly submissions: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Answered 202: decided later than the API waits. */
  readonly pending: number;
  /** Until every record follows the edition; null when there was none. */
  readonly recordsSeconds: number | null;
}

export interface ColdWorkerPlan {
  /** Open applications, each with so many commands in its history. */
  readonly applications: number;
  readonly commands: number;
  /** How long submissions come in, four a second. */
  readonly seconds: number;
  readonly report: (sentence: string) => void;
}

const submissionEveryMs = 250;
const atOnce = 20;
const digest = 'a'.repeat(64);

/**
 * What a submission waits for while many open applications have long histories and the worker has just been killed: after a mere
 * restart, and with a calendar amendment for all of them in the same moment.
 */
export async function measureColdWorker(
  servers: BenchServers,
  { applications, commands, seconds, report }: ColdWorkerPlan,
): Promise<readonly ColdWorkerFigures[]> {
  report(`${String(applications)} applications of ${String(commands)} commands`);
  await fill(servers, applications, commands);
  const submissions = await readySubmissions(
    servers.deps.db,
    3 * Math.ceil((seconds * 1_000) / submissionEveryMs),
    'standing',
  );
  const left = submissions.values();
  const measured: ColdWorkerFigures[] = [];
  const during = async (subject: string, amendment: string | null, restarts: boolean): Promise<void> => {
    report(subject);
    if (restarts) await servers.restartWorker();
    const replanned = amendment === null ? null : replan(servers, amendment);
    const { answeredMs, pending } = await submitFor(servers, left, seconds);
    measured.push({
      subject,
      submissions: answeredMs.length,
      p50Ms: quantile(answeredMs, 0.5),
      p95Ms: quantile(answeredMs, 0.95),
      pending,
      recordsSeconds: await replanned,
    });
  };
  await during('warm', null, false);
  await during('after a restart', null, true);
  await during('after a restart, with an amendment', '2026-12-09', true);
  return measured;
}

async function fill({ deps }: BenchServers, applications: number, commands: number): Promise<void> {
  const ready = (await readySubmissions(deps.db, applications, 'standing')).values();
  const head = {
    role: 'head',
    staff: id(parseStaffId('head-1')),
    person: id(parsePersonId('person-01')),
  } as const;
  const executors = (['04', '05'] as const).map((n, index) => ({
    staff: id(parseStaffId(`executor-${String(index + 1)}`)),
    person: id(parsePersonId(`person-${n}`)),
  }));
  const one = async (submission: Submission): Promise<void> => {
    const row = await receiveSubmission(deps, submission, requestKey(), portalClient);
    let version = await accepted(row);
    for (let n = 1; n < commands; n += 1) {
      const executor = executors[n % 2];
      if (executor === undefined) throw new Error('there are two executors');
      const committed = await commitCommand(deps, {
        application: row.application,
        request: requestKey(),
        actor: head,
        command: { name: 'appoint-executor', ...executor, heads: [head.person], reason: digest },
        expectedVersion: version,
        body: {},
        clientId: 'desk',
      });
      version = await accepted(committed);
    }
  };
  const accepted = async (row: CommittedCommand): Promise<number> => {
    const handover = await handOver(deps, row);
    if (handover.kind !== 'decided' || handover.outcome.kind !== 'accepted')
      throw new Error(`${row.name} came to ${JSON.stringify(handover)}`);
    return handover.outcome.version;
  };
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const submission of ready) await one(submission);
    }),
  );
}

/** Sends a submission every quarter of a second, whatever became of those before. */
async function submitFor(
  { apiUrl, tokens }: BenchServers,
  left: Iterator<Submission>,
  seconds: number,
): Promise<{ readonly answeredMs: readonly number[]; readonly pending: number }> {
  const answeredMs: number[] = [];
  let pending = 0;
  const send = async (submission: Submission): Promise<void> => {
    const from = performance.now();
    const answer = await fetch(`${apiUrl}/v1/applications`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens.portal}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(submission),
    });
    await answer.arrayBuffer();
    if (![201, 202].includes(answer.status))
      throw new Error(`a submission was answered ${String(answer.status)}`);
    answeredMs.push(performance.now() - from);
    if (answer.status === 202) pending += 1;
  };
  const underWay: Promise<void>[] = [];
  const until = performance.now() + seconds * 1_000;
  while (performance.now() < until) {
    const next = left.next();
    if (next.done) throw new Error('too few submissions were made ready');
    underWay.push(send(next.value));
    await sleep(submissionEveryMs);
  }
  await Promise.all(underWay);
  return { answeredMs, pending };
}

async function replan(servers: BenchServers, day: string): Promise<number> {
  const { recordsSeconds } = await applyEdition(servers, day);
  return recordsSeconds;
}

function id<Id>(parsed: Id | null): Id {
  if (parsed === null) throw new Error('an officer of the development register has no good id');
  return parsed;
}
