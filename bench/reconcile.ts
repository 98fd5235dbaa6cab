import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { readConfig } from '../config.ts';
import type { RecordedCase } from '../operations/reconcile/comparison.ts';
import { attributesOf, openExecutions } from '../operations/reconcile/executions.ts';
import { openReconciler } from '../operations/reconcile/looking.ts';
import { readOpenAfter } from '../operations/reconcile/records.ts';
import type { Look } from '../operations/watch.ts';
import { idPages } from '../prisma/id-pages.ts';
import { openDatabase, type PrismaClient } from '../prisma/client.ts';
import { startServers } from '../scripts/stack/stack.ts';
import { applicationWorkflow } from '../workflows/application/messages.ts';
import { applicationWorkflowId } from '../workflows/case/ids.ts';
import { readProcessorTime } from './processor-time.ts';
import { storeApplications } from './stored-applications.ts';

/** What one look of the watch, or one run of the command, cost. */
export interface ReconcileRow {
  readonly subject: string;
  readonly seconds: number;
  /** Processor seconds. */
  readonly cpu: Readonly<Record<string, number>>;
  /** The most memory of the command's process; of a look, which is a part of the API, none. */
  readonly peakMb: number | null;
}

export interface ReconcileFigures {
  readonly open: number;
  readonly rows: readonly ReconcileRow[];
}

const startsAtOnce = 50;
const lookEveryMs = 50;
/** The share of open ones among stored applications. */
const storedPerOpen = 20;

/**
 * The watch's look and `otinish reconcile` over open applications whose executions agree, then with one that was ended, then
 * after Temporal lost everything. No worker runs: executions are started with the attributes that their records have.
 */
export async function measureReconcile(
  open: number,
  report: (sentence: string) => void,
): Promise<ReconcileFigures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'otinish-bench-'));
  const servers = await startServers({
    dataDir,
    logFolder: join(dataDir, 'logs'),
    env: { LOG_LEVEL: 'warn' },
  });
  const { postgres, temporal } = servers;
  if (postgres === undefined || temporal === undefined) throw new Error('the stack started no servers');
  const config = readConfig(servers.env);
  const db = openDatabase(config.databaseUrl);
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection, namespace: config.temporal.namespace });
  const executions = openExecutions(config);
  const parts = { ours: process.pid, Temporal: temporal.process.pid, PostgreSQL: postgres.process.pid };
  const rows: ReconcileRow[] = [];

  async function measure(subject: string, work: () => Promise<number | null>): Promise<void> {
    const before = readProcessorTime(parts);
    const startedMs = performance.now();
    const peakMb = await work();
    const seconds = (performance.now() - startedMs) / 1_000;
    const after = readProcessorTime(parts);
    const cpu = Object.fromEntries(
      Object.keys(parts).map((name) => [name, (after.parts[name] ?? 0) - (before.parts[name] ?? 0)]),
    );
    rows.push({ subject, seconds, cpu, peakMb });
    report(`${subject}: ${seconds.toFixed(1)} s`);
  }

  try {
    await storeApplications(db, open * storedPerOpen, report);
    await giveHistory(db);
    await startAll(db, client, report);
    const lookOf = (reconciler: Look) => async () => {
      await reconciler();
      return null;
    };
    const command = (...args: readonly string[]) => runCommand(servers.env, args);
    await executions.countRunning();
    await measure('a look, all agree', lookOf(openReconciler({ db, executions })));
    await measure('otinish reconcile, all agree', () => command());
    for await (const { workflowId } of client.workflow.list({ pageSize: 1 })) {
      await client.workflow.getHandle(workflowId).terminate('measured');
      break;
    }
    const alerted = lookOf(openReconciler({ db, executions }));
    await measure('a look, one was ended', alerted);
    await measure('the next look, which tells it', alerted);
    await measure('otinish reconcile --repair, one was ended', () => command('--repair'));
    await temporal.stop();
    rmSync(join(dataDir, 'temporal'), { recursive: true });
    const empty = await startServers({
      dataDir,
      logFolder: join(dataDir, 'logs'),
      databaseUrl: config.databaseUrl,
      issuers: JSON.stringify([]),
    });
    try {
      parts.Temporal = empty.temporal?.process.pid ?? 0;
      const env = { ...servers.env, TEMPORAL_ADDRESS: empty.temporal?.address };
      await measure('otinish reconcile --repair, all were lost', () => runCommand(env, ['--repair']));
    } finally {
      await empty.stop();
    }
    return { open, rows };
  } finally {
    await executions.close();
    await connection.close();
    await db.$disconnect();
    await servers.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A decided submission and a line of the trail for each that is open: what a repair reads. */
async function giveHistory(db: PrismaClient): Promise<void> {
  await db.$executeRaw`
    WITH open AS (SELECT id, client_id, received_at FROM applications WHERE next_milestone_at IS NOT NULL),
    command AS (
      INSERT INTO commands (id, application_id, seq, name, client_id, idempotency_key, body_hash, body, command, actor,
        received_at, outcome, decided_at, confirmed_at)
      SELECT gen_random_uuid(), id, 1, 'submit', client_id, id::text, '', '{}', '{"name": "submit"}',
        '{"role": "portal"}', received_at, '{"kind": "accepted", "version": 1}', received_at, received_at FROM open)
    INSERT INTO audit_events (application_id, seq, version, type, at, data)
    SELECT id, 1, 1, 'received', received_at, '{}' FROM open`;
  await db.$executeRawUnsafe('ANALYZE');
}

async function startAll(db: PrismaClient, client: Client, report: (sentence: string) => void): Promise<void> {
  let started = 0;
  for await (const page of idPages((after) => readOpenAfter(db, after, 1_000), {
    size: 1_000,
    idOf: ({ id }) => id,
  })) {
    const left = page.values();
    await Promise.all(
      Array.from({ length: startsAtOnce }, async () => {
        for (const record of left) await start(client, record);
      }),
    );
    started += page.length;
    report(`${String(started)} executions started`);
  }
}

async function start(client: Client, record: RecordedCase): Promise<void> {
  await client.workflow.start(applicationWorkflow, {
    workflowId: applicationWorkflowId(record.number),
    taskQueue: 'nobody',
    args: [],
    typedSearchAttributes: attributesOf(record),
  });
}

/** Runs the command in a process of its own, and gives the most memory it held; 0 elsewhere than on Linux. */
async function runCommand(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['bin/otinish.ts', 'reconcile', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-1_000)));
  let peakMb = 0;
  const looking = setInterval(() => (peakMb = Math.max(peakMb, highestMb(child.pid))), lookEveryMs);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(looking);
  if (code !== 0) throw new Error(`otinish reconcile ended with ${String(code)}: ${said}`);
  return peakMb;
}

function highestMb(pid: number | undefined): number {
  try {
    const [, kib = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? [];
    return Number(kib) / 1_024;
  } catch {
    return 0;
  }
}
