import { randomUUID } from 'node:crypto';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { createRecords } from '../activities/records.ts';
import { sampleApplication } from '../test/sample-records.ts';
import { openDatabase, type PrismaClient } from '../prisma/client.ts';
import { answers, openSubscriber, type Behaviour, type Subscriber } from '../test/subscriber.ts';
import { createTestDatabase } from '../test/test-database.ts';
import type { CloudEvent } from './cloud-event.ts';
import { claimDeliveries } from './claims.ts';
import { deliverUntil, type Dispatch } from './dispatch.ts';
import { publishEvents } from './publishing.ts';
import { createSecretBox, newSecret } from './secret-box.ts';
import { createSender } from './sending.ts';
import { settleDeliveries } from './settling.ts';

const secrets = createSecretBox([new Uint8Array(32).fill(7)]);
const publicUrl = 'https://otinish.example';
let db: PrismaClient;
let undo: (() => Promise<void>)[];
beforeEach(async () => {
  db = openDatabase(await createTestDatabase());
  undo = [];
});
afterEach(async () => {
  for (const close of undo.toReversed()) await close();
  await db.$disconnect();
});

async function webhookAt(url: string, overrides: object = {}): Promise<{ id: string; secret: string }> {
  const id = randomUUID();
  const secret = newSecret();
  const row = { id, clientId: 'portal-1', url, secret: secrets.seal(secret, id), requestHash: '' };
  await db.webhook.create({ data: { ...row, ...overrides } });
  return { id, secret };
}

async function subscriberThat(behave?: Behaviour): Promise<Subscriber> {
  const subscriber = await openSubscriber(behave);
  undo.push(() => subscriber.close());
  return subscriber;
}

/** Applications with two events each, published. */
async function told(applications: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let n = 0; n < applications; n += 1) {
    const { id, turn } = await sampleApplication(db);
    await createRecords({ db }).recordTurn(turn);
    ids.push(id);
  }
  while ((await publishEvents(db)) > 0);
  return ids;
}

/** Delivers until the test ends, or until what comes back is called. */
function deliver(overrides: Partial<Dispatch> = {}): () => Promise<void> {
  const asked = new AbortController();
  const resolve = () => Promise.reject(new Error('no names here'));
  const running = deliverUntil(asked.signal, {
    db,
    sender: createSender({ inside: true, resolve, overallMs: 1_500 }),
    secrets,
    publicUrl,
    everyMs: 10,
    onFailure: (error) => {
      throw error;
    },
    ...overrides,
  });
  const stop = (): Promise<void> => {
    asked.abort();
    return running;
  };
  undo.push(stop);
  return stop;
}

const eventsOf = ({ received }: Subscriber) => received.map(({ body }) => JSON.parse(body) as CloudEvent);
const countOf = (status: string, webhookId: string) =>
  db.webhookDelivery.count({ where: { status, webhookId } });

test('every event arrives once, signed, and those of one application in their order', async () => {
  const subscriber = await subscriberThat();
  const { id, secret } = await webhookAt(subscriber.url);
  const applications = await told(20);

  deliver();
  await expect.poll(() => countOf('delivered', id)).toBe(40);

  for (const { body, headers } of subscriber.received) {
    const event = new Verifier(secret).verify(body, headers) as CloudEvent;
    expect(headers['webhook-id']).toBe(event.id);
  }
  for (const application of applications) {
    const own = eventsOf(subscriber).filter(({ subject }) => subject === application);
    expect(own.map(({ sequence }) => sequence)).toEqual(['1', '2']);
  }
  expect(subscriber.received).toHaveLength(40);
});

test('a failing event holds back the later ones of its application and nothing else', async () => {
  const held = await subscriberThat((response, { body }) => {
    const { subject } = JSON.parse(body) as CloudEvent;
    response.writeHead(subject === applications[0] ? 500 : 204).end();
  });
  const free = await subscriberThat();
  const [failing, calm] = [await webhookAt(held.url), await webhookAt(free.url)];
  const applications = await told(3);

  deliver();
  await expect.poll(() => countOf('delivered', calm.id)).toBe(6);
  await expect.poll(() => countOf('delivered', failing.id)).toBe(4);

  const own = eventsOf(held).filter(({ subject }) => subject === applications[0]);
  expect(own.map(({ sequence }) => sequence)).toEqual(['1']);
  const waiting = await db.webhookDelivery.findMany({
    where: { webhookId: failing.id, status: 'waiting' },
    orderBy: { position: 'asc' },
  });
  expect(waiting.map(({ attempts, lastStatus, lastReason }) => [attempts, lastStatus, lastReason])).toEqual([
    [1, 500, 'status'],
    [0, null, null],
  ]);
});

test('500 then 200: the event is tried again with the same id, and the later one follows it', async () => {
  const subscriber = await subscriberThat((response, _received, nth) =>
    answers(nth === 1 ? 500 : 200)(response, _received, nth),
  );
  const { id } = await webhookAt(subscriber.url);
  await told(1);

  deliver();
  await expect.poll(() => subscriber.received.length).toBe(1);
  await expect.poll(() => db.webhookDelivery.count({ where: { lastReason: 'status' } })).toBe(1);
  await db.webhookDelivery.updateMany({ where: { lastReason: 'status' }, data: { nextAt: new Date(0) } });
  await expect.poll(() => countOf('delivered', id)).toBe(2);

  const [first, second, third] = eventsOf(subscriber);
  expect([first?.id, third?.sequence]).toEqual([second?.id, '2']);
});

test('410 stops the webhook for good, and nothing waits for it any more', async () => {
  const subscriber = await subscriberThat(answers(410));
  const { id } = await webhookAt(subscriber.url);
  await told(2);

  deliver();
  await expect.poll(() => countOf('dead', id)).toBe(4);

  expect(await db.webhook.findUnique({ where: { id } })).toMatchObject({ status: 'gone', reason: 'gone' });
  await told(1);
  expect(await db.webhookDelivery.count({ where: { webhookId: id } })).toBe(4);
});

test('410 also ends what failed in the same moment', async () => {
  const { id } = await webhookAt('http://127.0.0.1:9/hook');
  await told(2);
  const [first, second] = await claimDeliveries(db, new Map([[id, 2]]), 30_000);
  const result = (claim: typeof first) => ({
    id: claim?.id ?? '',
    attempts: 1,
    nextInMs: 60_000,
    gone: false,
    lastReason: null,
  });

  await settleDeliveries(db, [
    { ...result(first), status: 'waiting', lastStatus: 500 },
    { ...result(second), status: 'dead', lastStatus: 410, gone: true },
  ]);

  expect(await db.webhookDelivery.count({ where: { status: 'waiting' } })).toBe(0);
});

test('after the last attempt an event is dead, listed with its reason, and the later ones go on', async () => {
  const subscriber = await subscriberThat((response, { body }) => {
    const { sequence } = JSON.parse(body) as CloudEvent;
    response.writeHead(sequence === '1' ? 422 : 204).end();
  });
  const { id } = await webhookAt(subscriber.url);
  await told(1);
  await db.webhookDelivery.updateMany({ data: { attempts: 11 } });

  deliver();
  await expect.poll(() => countOf('delivered', id)).toBe(1);

  expect(await db.webhookDelivery.findFirst({ where: { status: 'dead' } })).toMatchObject({
    attempts: 12,
    lastStatus: 422,
    lastReason: 'status',
  });
});

test(
  'a webhook with five deliveries given up in a row is failing, and a ping that arrives brings it back',
  { timeout: 35_000 },
  async () => {
    let answer = 500;
    const subscriber = await subscriberThat((response) => response.writeHead(answer).end());
    const { id } = await webhookAt(subscriber.url);
    await told(6);
    await db.webhookDelivery.updateMany({ data: { attempts: 11 } });

    deliver();
    await expect.poll(() => countOf('waiting', id), { timeout: 10_000 }).toBe(0);
    expect(await db.webhook.findUnique({ where: { id } })).toMatchObject({
      status: 'failing',
      reason: 'given-up',
    });
    expect(await db.webhookDelivery.count({ where: { lastReason: 'webhook-stopped' } })).toBeGreaterThan(0);

    answer = 204;
    await db.webhookDelivery.create({ data: { webhookId: id } });
    await expect.poll(() => countOf('delivered', id), { timeout: 20_000 }).toBe(1);
    expect(eventsOf(subscriber).at(-1)).toMatchObject({ type: 'kz.otinish.webhook.ping.v1', subject: id });
    expect(await db.webhook.findUnique({ where: { id } })).toMatchObject({ status: 'active', givenUp: 0 });
  },
);

test('a delivery whose worker died is made again with the same id once its lease is over', async () => {
  const subscriber = await subscriberThat();
  const { id } = await webhookAt(subscriber.url);
  await told(1);
  // A worker claims it and is killed: whether it was posted nobody knows.
  const [lost] = await claimDeliveries(db, new Map([[id, 5]]), 300);
  expect(await claimDeliveries(db, new Map([[id, 5]]), 300)).toEqual([]);

  deliver();
  await expect.poll(() => countOf('delivered', id)).toBe(2);

  expect(eventsOf(subscriber).map(({ sequence }) => sequence)).toEqual(['1', '2']);
  expect(eventsOf(subscriber)[0]?.id).toBe(lost?.event?.id);
  // What the dead one would have said comes too late to count.
  const late = {
    status: 'dead',
    nextInMs: 0,
    lastStatus: null,
    lastReason: 'timed-out',
    gone: true,
  } as const;
  await settleDeliveries(db, [{ id: lost?.id ?? '', attempts: 1, ...late }]);
  expect(await db.webhook.findUnique({ where: { id } })).toMatchObject({ status: 'active' });
});

test('two workers deliver everything once, and no application out of order', async () => {
  const subscriber = await subscriberThat();
  const { id } = await webhookAt(subscriber.url);
  const applications = await told(30);

  deliver();
  deliver();
  await expect.poll(() => countOf('delivered', id)).toBe(60);

  expect(new Set(eventsOf(subscriber).map((event) => event.id)).size).toBe(subscriber.received.length);
  for (const application of applications) {
    const own = eventsOf(subscriber).filter(({ subject }) => subject === application);
    expect(own.map(({ sequence }) => sequence)).toEqual(['1', '2']);
  }
});

test('subscribers that hang or are dead hold up nobody, whatever lies before them', async () => {
  const hanging = await subscriberThat(() => undefined);
  const dead = await openSubscriber();
  await dead.close();
  const stuck = [await webhookAt(hanging.url), await webhookAt(dead.url)];
  await told(40);
  const subscriber = await subscriberThat();
  const { id } = await webhookAt(subscriber.url);
  await told(40);

  // Less room than the hanging one alone would take.
  deliver({ room: 8 });
  await expect.poll(() => countOf('delivered', id), { timeout: 20_000 }).toBe(80);

  for (const webhook of stuck) expect(await countOf('delivered', webhook.id)).toBe(0);
  expect(await countOf('waiting', stuck[0]?.id ?? '')).toBe(160);
}, 30_000);

test('a stop lets what is under way end, and leaves the rest waiting', async () => {
  const answering: (() => void)[] = [];
  const subscriber = await subscriberThat((response) => {
    answering.push(() => void response.writeHead(204).end());
  });
  const { id } = await webhookAt(subscriber.url);
  await told(20);
  const stop = deliver();
  await expect.poll(() => answering.length).toBe(4);

  const stopped = stop();
  for (const answer of answering) answer();
  await stopped;

  expect([await countOf('delivered', id), await countOf('waiting', id)]).toEqual([4, 36]);
});

test('a stop that a subscriber does not let end in time takes no attempt for failed: each is made again', async () => {
  let silent = true;
  const subscriber = await subscriberThat((response) => {
    if (!silent) response.writeHead(204).end();
  });
  const { id } = await webhookAt(subscriber.url);
  const ping = await db.webhookDelivery.create({ data: { webhookId: id } });
  await told(1);
  // One more failure would be its last.
  await db.webhookDelivery.updateMany({ where: { position: 1 }, data: { attempts: 11 } });
  const stop = deliver({ patienceMs: 0 });
  await expect.poll(() => subscriber.received.length).toBe(2);

  await stop();
  expect(await db.webhookDelivery.findMany({ orderBy: { position: 'asc' } })).toMatchObject([
    { status: 'waiting', attempts: 12, lastReason: null },
    { status: 'waiting', attempts: 0, lastReason: null },
    { id: ping.id, status: 'waiting', attempts: 1, lastReason: null },
  ]);

  silent = false;
  // Their leases are over.
  await db.webhookDelivery.updateMany({ data: { nextAt: new Date(0) } });
  deliver();
  await expect.poll(() => countOf('delivered', id)).toBe(3);
});

test('a secret that cannot be opened fails its own deliveries only', async () => {
  const subscriber = await subscriberThat();
  const unreadable = await webhookAt(subscriber.url, { secret: 'unknown.key' });
  const { id } = await webhookAt(subscriber.url);
  await told(1);
  const failures: unknown[] = [];

  deliver({ onFailure: (error) => failures.push(error) });
  await expect.poll(() => countOf('delivered', id)).toBe(2);
  await expect.poll(() => failures.length).toBeGreaterThan(0);

  expect(await db.webhookDelivery.count({ where: { lastReason: 'secret-unreadable' } })).toBe(1);
  expect(await countOf('delivered', unreadable.id)).toBe(0);
});
