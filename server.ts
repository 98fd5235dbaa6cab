// Process 2: answers the REST API and relays what Temporal could not take at once.
import { dirname, join } from 'node:path';
import { buildApp } from './api/app.ts';
import { openConfirmations } from './api/confirmations.ts';
import { createRelay } from './api/commands/relay.ts';
import { openTokenVerifier } from './api/access/token-verifier.ts';
import { sweepUntil } from './api/uploads/sweep.ts';
import { openWorkflowGateway } from './api/workflow-client.ts';
import { assertZoneDataIsCurrent } from './calendars/zoned.ts';
import { readConfig } from './config.ts';
import { clockAlarms, noteClockUntil, readClocks } from './operations/clocks.ts';
import { keepMarkUntil, readEpochAlarms } from './operations/epoch.ts';
import { openExecutions } from './operations/reconcile/executions.ts';
import { openReconciler } from './operations/reconcile/looking.ts';
import { openBrokenRecords } from './operations/broken-records.ts';
import { masked } from './operations/log-masking.ts';
import { readStillReplannings } from './operations/replanning.ts';
import { readStandstill } from './operations/standstill.ts';
import { openTemporalSight } from './operations/temporal.ts';
import { endWhenUncaught } from './operations/uncaught.ts';
import { watchWorkers } from './operations/workers.ts';
import { openWatch, watchUntil, type AlarmLog } from './operations/watch.ts';
import { endWhenHanging } from './event-loop-watch.ts';
import { openCalendarShelf } from './prisma/calendar-editions.ts';
import { openDatabase } from './prisma/client.ts';

/** No request of ours takes a tenth of this (api/cost.db.test.ts). */
const hangsAfterMs = 10_000;
/** Requests under way may finish within this; a supervisor usually kills after 10 s. */
const graceMs = 8_000;

endWhenUncaught('server');
try {
  await serve();
} catch (error) {
  process.stderr.write(`server: ${masked(reasonOf(error))}\n`);
  process.exit(1);
}

async function serve(): Promise<void> {
  assertZoneDataIsCurrent();
  const config = readConfig(process.env);
  const db = openDatabase(config.databaseUrl);
  const calendars = openCalendarShelf(db);
  const workflows = openWorkflowGateway(config);
  const now = (): Date => new Date();

  const { issuers, production } = config;
  const tokens = openTokenVerifier({
    issuers,
    production,
    now,
    onRefused: (refusal) => app.log.info(refusal, 'token refused'),
    onIssuerAway: ({ issuer, cause }) => app.log.warn({ issuer, err: cause }, 'the issuer of tokens is away'),
  });
  if (issuers.length === 0) process.stderr.write('server: OIDC_ISSUERS is empty, so no token is good\n');
  const confirmations = openConfirmations(db, (error) =>
    app.log.warn({ err: error }, 'commands stay unconfirmed'),
  );
  const sight = openTemporalSight(config);
  const executions = openExecutions(config);
  // The API's own, which is built with what logs here.
  const log: AlarmLog = {
    error: (fields, message) => app.log.error(fields, message),
    warn: (fields, message) => app.log.warn(fields, message),
    info: (fields, message) => app.log.info(fields, message),
  };
  const broken = openBrokenRecords(log);
  const markFile = join(dirname(config.filesDir), 'record-mark.json');
  const watch = openWatch(
    {
      workers: watchWorkers(db, sight, now),
      tasks: () => sight.tasks(),
      standstill: () => readStandstill(db),
      replanning: () => readStillReplannings(db),
      records: openReconciler({ db, executions }),
      epoch: () => readEpochAlarms({ db, file: markFile }),
      clocks: async () => clockAlarms(await readClocks(db)),
      broken: () => broken.look(),
    },
    log,
  );
  const alarms = () => watch.alarms();
  const app = await buildApp({
    db,
    calendars,
    workflows,
    confirmations,
    tokens,
    config,
    now,
    alarms,
    broken,
  });
  const relay = createRelay({ db, calendars, workflows, confirmations, now, broken, log: app.log });
  endWhenHanging('server', { patienceMs: hangsAfterMs });
  const record = {
    db,
    file: markFile,
    onBegun: (epoch: number) => app.log.error({ epoch }, 'PostgreSQL was set back: a new epoch begins'),
    onFailure: (error: unknown) =>
      app.log.warn({ err: error }, 'nobody could look whether PostgreSQL was set back'),
  };
  await app.listen({ host: config.http.host, port: config.http.port });
  relay.start();
  const stopping = new AbortController();
  const watching = watchUntil(stopping.signal, watch);
  const marking = keepMarkUntil(stopping.signal, record);
  const clock = noteClockUntil(stopping.signal, {
    db,
    kind: 'api',
    onFailure: (error) => app.log.warn({ err: error }, 'nobody could look at PostgreSQL’s clock'),
  });
  const swept = sweepUntil(stopping.signal, {
    db,
    config,
    now,
    onFailure: (error) => app.log.warn({ err: error }, 'uploads stay longer than they should'),
  });

  let closing = false;
  const close = (signal: string): void => {
    if (closing) return;
    closing = true;
    app.log.info({ signal }, 'closing');
    setTimeout(() => process.exit(1), graceMs).unref();
    void shutDown().then(
      () => process.exit(0),
      (error: unknown) => {
        app.log.error({ err: error }, 'closing failed');
        process.exit(1);
      },
    );
  };
  const shutDown = async (): Promise<void> => {
    // Nothing new comes in, what is under way goes on, and the connections go last.
    await app.close();
    stopping.abort();
    await Promise.all([relay.stop(), swept, watching, clock, marking]);
    await confirmations.flush();
    await workflows.close();
    await sight.close();
    await executions.close();
    await db.$disconnect();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, close);
}

/** One sentence a person can act on. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    const { address, port } = error as { readonly address?: string; readonly port?: number };
    return `port ${String(port)} of ${String(address)} is taken: stop the other program, or choose another port with PORT`;
  }
  return error.message;
}
