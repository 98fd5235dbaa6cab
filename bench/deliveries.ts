import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';
import { createRecords } from '../activities/records.ts';
import { sampleApplication } from '../test/sample-records.ts';
import { cloudEventOf, type PublishedEvent } from '../delivery/cloud-event.ts';
import { deliverUntil } from '../delivery/dispatch.ts';
import { publishEvents } from '../delivery/publishing.ts';
import { createSecretBox, newSecret } from '../delivery/secret-box.ts';
import { createSender } from '../delivery/sending.ts';
import { openDatabase, type PrismaClient } from '../prisma/client.ts';
import { applyMigrations } from '../scripts/stack/migrations.ts';
import { startPostgres } from '../scripts/stack/postgres.ts';
import { openSubscriber, type Behaviour, type Subscriber } from '../test/subscriber.ts';
import { quantile } from './statistics.ts';

export interface DeliveriesRow {
  readonly subject: string;
  /** To the fast subscribers. */
  readonly deliveries: number;
  readonly perSecond: number;
  /** From the start until it arrived, since all wait from the start on. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly lastMs: number;
}

export interface DeliveriesPlan {
  /** Each brings two events. */
  readonly applications: number;
  readonly fastSubscribers: number;
  readonly report: (sentence: string) => void;
}

const secrets = createSecretBox([new Uint8Array(32).fill(1)]);
const publicUrl = 'http://127.0.0.1:3000';
const slowMs = 9_000;
// As wide as a webhook that answers fast is called.
const floorAtOnce = 16;
const submittedAtOnce = 8;

const slow: Behaviour = (response) => {
  setTimeout(() => response.writeHead(204).end(), slowMs).unref();
};
const dead: Behaviour = () => undefined;

/** Every event to several fast subscribers: alone, beside one that takes 9 s and one that never answers, and by bare POSTs. */
export async function measureDeliveries(plan: DeliveriesPlan): Promise<readonly DeliveriesRow[]> {
  const postgres = await startPostgres();
  try {
    const url = await postgres.createDatabase('bench_deliveries');
    await applyMigrations(url);
    const db = openDatabase(url, { poolSize: 20 });
    const events = await tellEvents(db, plan);
    const rows = [
      await measure('bare POSTs', plan, (fast, start) => postBare(events, fast, start), events.length),
      await measure('delivered', plan, (fast, start) => deliver(db, fast, [], start), events.length),
      await measure(
        'delivered, one slow and one dead beside them',
        plan,
        async (fast, start) => {
          const stuck = [await openSubscriber(slow), await openSubscriber(dead)];
          await deliver(db, fast, stuck, start);
          for (const each of stuck) await each.close();
        },
        events.length,
      ),
    ];
    await db.$disconnect();
    return rows;
  } finally {
    await postgres.stop();
  }
}

/** Runs a contender until every fast subscriber has everything. */
async function measure(
  subject: string,
  { fastSubscribers, report }: DeliveriesPlan,
  run: (fast: readonly Subscriber[], start: () => AbortSignal) => Promise<void>,
  events: number,
): Promise<DeliveriesRow> {
  const arrivals: number[] = [];
  const all = events * fastSubscribers;
  const over = new AbortController();
  const note: Behaviour = (response) => {
    arrivals.push(performance.now());
    response.writeHead(204).end();
    if (arrivals.length >= all) over.abort();
  };
  const fast = await Promise.all(Array.from({ length: fastSubscribers }, () => openSubscriber(note)));
  let fromMs = 0;
  await run(fast, () => {
    fromMs = performance.now();
    return over.signal;
  });
  const delays = arrivals.map((at) => at - fromMs);
  for (const each of fast) await each.close();
  const lastMs = Math.max(...delays);
  const row = {
    subject,
    deliveries: arrivals.length,
    perSecond: (arrivals.length * 1_000) / lastMs,
    p50Ms: quantile(delays, 0.5),
    p95Ms: quantile(delays, 0.95),
    lastMs,
  };
  report(`${subject}: ${row.perSecond.toFixed(0)} deliveries/s, last after ${lastMs.toFixed(0)} ms`);
  return row;
}

/** Registered applications, their events published, as portals get them. */
async function tellEvents(
  db: PrismaClient,
  { applications, report }: DeliveriesPlan,
): Promise<readonly PublishedEvent[]> {
  const left = Array.from({ length: applications }, (_, n) => n).values();
  const submit = async (): Promise<void> => {
    for (const _ of left) {
      const { turn } = await sampleApplication(db);
      await createRecords({ db }).recordTurn(turn);
    }
  };
  await Promise.all(Array.from({ length: submittedAtOnce }, submit));
  const fromMs = performance.now();
  while ((await publishEvents(db)) > 0);
  const rows = await db.$queryRaw<PublishedEvent[]>`
    SELECT id::text, application_id::text AS "applicationId", number, sandbox, fact, version, at, data, sequence, stage
    FROM portal_events ORDER BY position`;
  report(`${rows.length} events published in ${(performance.now() - fromMs).toFixed(0)} ms`);
  return rows;
}

async function deliver(
  db: PrismaClient,
  fast: readonly Subscriber[],
  stuck: readonly Subscriber[],
  start: () => AbortSignal,
): Promise<void> {
  const webhooks = [...stuck, ...fast].map(({ url }) => {
    const id = randomUUID();
    return { id, url, clientId: 'portal-1', secret: secrets.seal(newSecret(), id), requestHash: '' };
  });
  await db.webhook.createMany({ data: webhooks });
  // The stuck ones lie before the others.
  for (const { id } of webhooks)
    await db.$executeRaw`
      INSERT INTO webhook_deliveries (webhook_id, event_id, application_id, position)
      SELECT ${id}::uuid, id, application_id, position FROM portal_events ORDER BY position`;
  await db.$executeRaw`ANALYZE webhook_deliveries`;
  await deliverUntil(start(), {
    db,
    sender: createSender({ inside: true, resolve: () => Promise.reject(new Error('no names here')) }),
    secrets,
    publicUrl,
    everyMs: 250,
    onFailure: (error) => console.error(error),
  });
  await db.webhookDelivery.deleteMany();
  await db.webhook.deleteMany();
}

/** The floor: the same bodies by the same HTTP client, with no database, no order and no signature. */
async function postBare(
  events: readonly PublishedEvent[],
  fast: readonly Subscriber[],
  start: () => AbortSignal,
): Promise<void> {
  const dispatcher = new Agent({ pipelining: 1 });
  start();
  await Promise.all(
    fast.map(async ({ url }) => {
      const bodies = events
        .map((event) => JSON.stringify(cloudEventOf(event, publicUrl, { note: () => undefined })))
        .values();
      const lane = async (): Promise<void> => {
        for (const body of bodies) {
          const headers = { 'content-type': 'application/cloudevents+json' };
          const answer = await request(url, { method: 'POST', dispatcher, headers, body });
          await answer.body.dump();
        }
      };
      await Promise.all(Array.from({ length: floorAtOnce }, lane));
    }),
  );
  await dispatcher.destroy();
}
