import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { createRecords } from '../activities/records.ts';
import { sampleApplication } from '../test/sample-records.ts';
import type { RequestKey } from '../api/requests/idempotency.ts';
import { redeliver } from '../api/webhooks/deliveries.ts';
import { rotateSecret } from '../api/webhooks/registering.ts';
import { openDatabase, type Prisma, type Database } from '../prisma/client.ts';
import { createTestDatabase } from '../test/test-database.ts';
import { claimDeliveries } from './claims.ts';
import { publishEvents } from './publishing.ts';
import { keptDays, pruneDeliveries, pruneRequests, pruneUntil } from './retention.ts';
import { createSecretBox, newSecret } from './secret-box.ts';

const box = createSecretBox([new Uint8Array(32).fill(7)]);
const everything = 1_000;
let db: Database;
beforeEach(async () => {
  db = openDatabase(await createTestDatabase());
});
afterEach(() => db.$disconnect());

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3_600_000);
const [kept, expired] = [daysAgo(keptDays - 1), daysAgo(keptDays + 1)];

async function webhook(): Promise<{ id: string; clientId: string; events: string[] }> {
  const id = randomUUID();
  const row = { id, clientId: 'portal-1', url: 'http://127.0.0.1:9/hook', requestHash: '' };
  await db.webhook.create({ data: { ...row, secret: box.seal(newSecret(), id) } });
  return { id, clientId: 'portal-1', events: [] };
}

/** An application of which two events are told. */
async function told(): Promise<string> {
  const { id, turn } = await sampleApplication(db);
  await createRecords({ db }).recordTurn(turn);
  while ((await publishEvents(db)) > 0);
  return id;
}

/** Makes every delivery one of the past. */
const age = (data: Prisma.WebhookDeliveryUpdateManyMutationInput) =>
  db.webhookDelivery.updateMany({ data: { createdAt: expired, attempts: 1, ...data } });

function request(key = randomUUID()): RequestKey {
  return { owner: 'portal-1', key, bodyHash: '0', correlation: { messageId: null, traceId: '0' } };
}

test('what arrived goes 90 days after its last attempt; what waits or was given up stays for as long as its webhook', async () => {
  expect(keptDays).toBe(90);
  await webhook();
  await told();

  for (const [status, attemptedAt] of [
    ['waiting', null],
    ['waiting', expired],
    ['dead', expired],
    ['delivered', kept],
  ] as const) {
    await age({ status, attemptedAt });
    expect(await pruneDeliveries(db, everything)).toBe(0);
  }

  await age({ status: 'delivered', attemptedAt: expired });
  expect(await pruneDeliveries(db, everything)).toBe(2);
  expect(await db.webhookDelivery.count()).toBe(0);
});

test('a ping goes whatever came of it, since nobody can have it made again', async () => {
  const { id } = await webhook();
  const ping = { webhookId: id, createdAt: expired };
  await db.webhookDelivery.createMany({
    data: [
      { ...ping, status: 'dead', attemptedAt: expired },
      { ...ping, status: 'dead', lastReason: 'webhook-stopped' },
      { ...ping, status: 'delivered', attemptedAt: expired },
      { ...ping, status: 'waiting' },
      { ...ping, status: 'dead', attemptedAt: kept },
    ],
  });

  expect(await pruneDeliveries(db, everything)).toBe(3);
});

test('what was queued for a webhook in the moment of its removal goes at once', async () => {
  const { id } = await webhook();
  await webhook();
  await told();
  await db.webhook.update({ where: { id }, data: { status: 'removed' } });

  expect(await pruneDeliveries(db, everything)).toBe(2);
  expect(await db.webhookDelivery.count({ where: { webhookId: id } })).toBe(0);
});

test('events stay: what was pruned is delivered again since a moment, in the order of each application', async () => {
  const hook = await webhook();
  const applications = [await told(), await told()];
  await age({ status: 'delivered', attemptedAt: expired });
  expect(await pruneDeliveries(db, everything)).toBe(4);

  expect(await redeliver({ db }, hook, { since: '2026-01-01T00:00:00Z' }, request())).toMatchObject({
    queued: 4,
  });

  const first = await claimDeliveries(db, new Map([[hook.id, 10]]), 30_000);
  expect(first.map(({ applicationId, event }) => [applicationId, event?.sequence])).toEqual(
    applications.map((id) => [id, 1]),
  );
});

test('a redelivery under way is passed by, and what it queues is kept', async () => {
  const hook = await webhook();
  await told();
  await age({ status: 'delivered', attemptedAt: expired });

  await db.$transaction(async (tx) => {
    await tx.$executeRaw`UPDATE webhook_deliveries SET status = 'waiting', next_at = now()`;
    expect(await pruneDeliveries(db, everything)).toBe(0);
  });

  expect(await pruneDeliveries(db, everything)).toBe(0);
  expect(await claimDeliveries(db, new Map([[hook.id, 10]]), 30_000)).toHaveLength(1);
});

test('a redelivery that comes while its rows are pruned queues them anew', async () => {
  const hook = await webhook();
  await told();
  await age({ status: 'delivered', attemptedAt: expired });
  const again = () => redeliver({ db }, hook, { since: '2026-01-01T00:00:00Z' }, request());

  const queued = await db.$transaction(async (tx) => {
    expect(await pruneDeliveries(tx, everything)).toBe(2);
    const waiting = again();
    await expect.poll(() => blockedStatements()).toBe(1);
    return { waiting };
  });

  expect(await queued.waiting).toMatchObject({ queued: 2 });
  expect(await db.webhookDelivery.count({ where: { status: 'waiting' } })).toBe(2);
});

test('several prune at once, each row goes once, and a batch bounds each', async () => {
  await webhook();
  for (let n = 0; n < 10; n += 1) await told();
  await age({ status: 'delivered', attemptedAt: expired });

  const pruned = await Promise.all(Array.from({ length: 6 }, () => pruneDeliveries(db, 3)));

  expect(Math.max(...pruned)).toBeLessThanOrEqual(3);
  const gone = pruned.reduce((sum, each) => sum + each, 0);
  expect(await db.webhookDelivery.count()).toBe(20 - gone);
});

test('a key is known for 90 days: within them a rotation that comes again rotates nothing', async () => {
  const { id } = await webhook();
  const first = request();
  const rotate = async () => (await rotateSecret({ db, now: () => new Date() }, box, id, first)).secret;
  const secret = await rotate();

  await db.webhookRequest.updateMany({ data: { takenAt: kept } });
  expect(await pruneRequests(db, everything)).toBe(0);
  expect(await rotate()).toBe(secret);

  await db.webhookRequest.updateMany({ data: { takenAt: expired } });
  expect(await pruneRequests(db, everything)).toBe(1);
  expect(await rotate()).not.toBe(secret);
});

test('pruning goes on batch by batch until nothing is left, and stops when it is asked to', async () => {
  await webhook();
  for (let n = 0; n < 3; n += 1) await told();
  await age({ status: 'delivered', attemptedAt: expired });
  const asked = new AbortController();
  const running = pruneUntil(asked.signal, {
    db,
    everyMs: 3_600_000,
    batch: 2,
    onFailure: (error) => {
      throw error;
    },
  });

  await expect.poll(() => db.webhookDelivery.count()).toBe(0);
  asked.abort();
  await running;
});

test('a round that fails is told of, and the next one tries again', async () => {
  await webhook();
  await told();
  await age({ status: 'delivered', attemptedAt: expired });
  const asked = new AbortController();
  const failures: unknown[] = [];
  let down = true;
  const sometimes: typeof db.$executeRaw = (...statement) => {
    if (down) throw new Error('the database is down');
    return db.$executeRaw(...statement);
  };
  const running = pruneUntil(asked.signal, {
    db: { $executeRaw: sometimes },
    everyMs: 10,
    onFailure: (error) => {
      failures.push(error);
      down = false;
    },
  });

  await expect.poll(() => db.webhookDelivery.count()).toBe(0);
  asked.abort();
  await running;
  expect(failures).toHaveLength(1);
});

/** Statements of this database that wait for a lock. */
async function blockedStatements(): Promise<number> {
  const [row] = await db.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row.count;
}
