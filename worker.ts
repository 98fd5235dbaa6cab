import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { bundleWorkflowCode, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { Logger, WorkflowBundleOption } from '@temporalio/worker';

import { createActivities } from './activities/index.ts';
import { assertZoneDataIsCurrent } from './calendars/zoned.ts';
import { readConfig, type Config } from './config.ts';
import { deliverUntil } from './delivery/dispatch.ts';
import { openResolver } from './delivery/endpoint-address.ts';
import { postLettersUntil } from './delivery/letters.ts';
import { publishUntil } from './delivery/publishing.ts';
import { pruneUntil } from './delivery/retention.ts';
import { createSecretBox } from './delivery/secret-box.ts';
import { createSender } from './delivery/sending.ts';
import { noteClockUntil } from './operations/clocks.ts';
import { sentenceOf } from './operations/log-masking.ts';
import { endWhenUncaught } from './operations/uncaught.ts';
import { openWorkerLog } from './operations/worker-log.ts';
import { endWhenHanging } from './event-loop-watch.ts';
import { openDatabase } from './prisma/client.ts';
import { keptBundle, sourcesOfBundle } from './workflow-bundle.ts';
import { workflowSource } from './workflows/source.ts';

// A record takes about a millisecond: more connections than this would only wait for PostgreSQL's cores.
const poolSize = 20;
const lettersEveryMs = 500;
// A portal that waits for an event sees it within this and the time it takes to post it.
const eventsEveryMs = 250;
// What is pruned was kept for months: nobody waits for it.
const pruningEveryMs = 3_600_000;
const connectAgainMs = 1_000;
// Workflows are replayed in threads of their own: what is left to the main one is never this long.
const hangsAfterMs = 30_000;
// What is under way may still end after a stop was asked for; the stack's own patience is 30 s.
const shutdownGraceMs = 20_000;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
endWhenUncaught('worker');
try {
  assertZoneDataIsCurrent();
  await main(readConfig(process.env));
} catch (error) {
  process.stderr.write(`worker: ${sentenceOf(error)}\n`);
  process.exitCode = 1;
}

async function main(config: Config): Promise<void> {
  const logger = openWorkerLog(config.logLevel);
  // Signals are ours: first the worker ends its tasks, then the letters stop, then the connections close. Left to itself, the
  // SDK's core would write past the logger.
  Runtime.install({ logger, shutdownSignals: [], telemetryOptions: { logging: { forward: {} } } });
  const workflowBundle = await workflowCode(config);
  const connection = await connect(config, logger);
  if (connection === null) return;
  const db = openDatabase(config.databaseUrl, { poolSize });
  const lettersStop = new AbortController();
  const letters = postLettersUntil(lettersStop.signal, {
    db,
    everyMs: lettersEveryMs,
    onFailure: (error) => logger.warn(`letters wait: ${sentenceOf(error)}`),
  });
  const events = publishUntil(lettersStop.signal, {
    db,
    everyMs: eventsEveryMs,
    onFailure: (error) => logger.warn(`events wait: ${sentenceOf(error)}`),
  });
  // Nothing depends on them: they stop when a stop is asked for, beside the worker's own grace.
  const deliveries = deliverUntil(stopping.signal, {
    db,
    sender: createSender({ inside: config.webhooksInside, resolve: openResolver() }),
    secrets: createSecretBox(config.webhookSecretKeys),
    publicUrl: config.publicUrl,
    everyMs: eventsEveryMs,
    onFailure: (error) => logger.warn(`deliveries wait: ${sentenceOf(error)}`),
  });
  const pruning = pruneUntil(stopping.signal, {
    db,
    everyMs: pruningEveryMs,
    onFailure: (error) => logger.warn(`pruning waits: ${sentenceOf(error)}`),
  });
  const clock = noteClockUntil(stopping.signal, {
    db,
    kind: 'worker',
    onFailure: (error) => logger.warn(`nobody could look at PostgreSQL’s clock: ${sentenceOf(error)}`),
  });
  try {
    const worker = await Worker.create({
      connection,
      namespace: config.temporal.namespace,
      taskQueue: config.temporal.taskQueue,
      workflowBundle,
      activities: createActivities({ db }),
      shutdownGraceTime: shutdownGraceMs,
    });
    endWhenHanging('worker', { patienceMs: hangsAfterMs });
    const running = worker.run();
    stopping.signal.addEventListener('abort', () => worker.shutdown());
    if (stopping.signal.aborted) worker.shutdown();
    await running;
  } finally {
    lettersStop.abort();
    stopping.abort();
    await Promise.all([letters, events, deliveries, pruning, clock]);
    await db.$disconnect();
    await connection.close();
  }
}

/** The bundle that a production image carries; elsewhere one of exactly these sources, where an old one would go unnoticed. */
async function workflowCode({ production }: Config): Promise<WorkflowBundleOption> {
  const codePath = fileURLToPath(new URL('dist/workflows.js', import.meta.url));
  if (production && existsSync(codePath)) return { codePath };
  const source = { ...workflowSource, logger: openWorkerLog('warn') };
  if (production) return bundleWorkflowCode(source);
  const make = async () => (await bundleWorkflowCode(source)).code;
  const root = import.meta.dirname;
  const folder = join(root, '.otinish', 'workflow-bundles');
  return { codePath: await keptBundle(folder, { root, sources: sourcesOfBundle }, make) };
}

/** A connection to a Temporal that knows our namespace, however long that takes; null when a stop was asked for. */
async function connect({ temporal }: Config, logger: Logger): Promise<NativeConnection | null> {
  const { address, namespace } = temporal;
  while (!stopping.signal.aborted) {
    try {
      const connection = await NativeConnection.connect({ address });
      try {
        await connection.workflowService.describeNamespace({ namespace });
        return connection;
      } catch (error) {
        await connection.close();
        throw error;
      }
    } catch (error) {
      logger.warn(`waiting for Temporal at ${address}, namespace ${namespace}: ${sentenceOf(error)}`);
      await sleep(connectAgainMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }
  return null;
}
