import { afterEach, beforeEach, expect, test } from 'vitest';

import { createRecords } from '../activities/records.ts';
import { laterTurn, sampleApplication } from '../test/sample-records.ts';
import { openDatabase, type PrismaClient } from '../prisma/client.ts';
import { createTestDatabase } from '../test/test-database.ts';
import type { TurnRecord } from '../workflows/application/ports.ts';
import type { EventType } from '../workflows/application/events.ts';
import { publishEvents } from './publishing.ts';

let db: PrismaClient;
beforeEach(async () => {
  db = openDatabase(await createTestDatabase(), { poolSize: 12 });
});
afterEach(() => db.$disconnect());

const record = (turn: TurnRecord) => createRecords({ db }).recordTurn(turn);
const drain = async (): Promise<void> => {
  while ((await publishEvents(db)) > 0);
};
const toldOf = async (applicationId: string) => {
  const rows = await db.portalEvent.findMany({ where: { applicationId }, orderBy: { trailSeq: 'asc' } });
  return rows.map(({ fact, sequence }) => ({ fact, sequence }));
};

/** The next turn of an application with lines of these types. */
function turnWith(before: TurnRecord, types: readonly EventType[], firstSeq: number): TurnRecord {
  return laterTurn(before, {
    events: types.map((type, index) => ({
      type,
      at: before.state.receivedAt,
      actor: null,
      data: {},
      seq: firstSeq + index,
      version: 3,
      stage: 'completeness-check',
      commandId: null,
    })),
  });
}

test('what a turn tells waits with the turn, and is published once with its places', async () => {
  const { id, turn } = await sampleApplication(db);
  await record(turn);
  expect(await toldOf(id)).toEqual([
    { fact: 'received', sequence: null },
    { fact: 'registered', sequence: null },
  ]);

  // A publisher that died after this turn left it so: the next one finds it.
  expect(await publishEvents(db)).toBe(2);
  expect(await publishEvents(db)).toBe(0);
  await record(turn);
  expect(await publishEvents(db)).toBe(0);

  expect(await toldOf(id)).toEqual([
    { fact: 'received', sequence: 1 },
    { fact: 'registered', sequence: 2 },
  ]);
});

test('hidden lines leave no gap, and an older turn that is written late is not overtaken', async () => {
  const { id, turn } = await sampleApplication(db);
  await record(turn);
  const appointed = turnWith(turn, ['executor-appointed', 'command-refused'], 3);
  const complete = turnWith(appointed, ['package-complete', 'draft-handed-over'], 5);
  await record(complete);

  expect(await publishEvents(db)).toBe(2);
  expect((await toldOf(id)).at(-1)).toEqual({ fact: 'completeness-confirmed', sequence: null });

  await record(appointed);
  await drain();
  expect((await toldOf(id)).slice(2)).toEqual([
    { fact: 'executor-appointed', sequence: 3 },
    { fact: 'completeness-confirmed', sequence: 4 },
  ]);
});

/** Applications whose next events wait for an older turn that is written late. */
async function storeHeldBack(count: number): Promise<void> {
  const { id } = await sampleApplication(db);
  await db.$executeRaw`
    WITH application AS (
      INSERT INTO applications SELECT (jsonb_populate_record(application,
        jsonb_build_object('id', gen_random_uuid(), 'number', 'held-back-' || n))).*
      FROM applications application, generate_series(1, ${count}::int) n WHERE application.id = ${id}::uuid
      RETURNING id, number, client_id
    )
    INSERT INTO portal_events (application_id, trail_seq, client_id, number, sandbox, fact, version, stage, at, data)
    SELECT id, 7, client_id, number, false, 'issued', 7, 'issued', now(), '{}' FROM application`;
}

test('applications whose events cannot be told yet keep no others from being told', async () => {
  await storeHeldBack(450);
  const { id, turn } = await sampleApplication(db);
  await record(turn);

  expect(await publishEvents(db)).toBe(2);

  expect((await toldOf(id)).map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect(await publishEvents(db)).toBe(0);
});

test('a round is published in one moment, and no round before the one before it, whatever the clock does', async () => {
  await record((await sampleApplication(db)).turn);
  await publishEvents(db);
  const ahead = new Date(Date.now() + 3_600_000);
  await db.portalEvent.updateMany({ data: { publishedAt: ahead } });
  await record((await sampleApplication(db)).turn);
  await publishEvents(db);
  expect(await db.portalEvent.count({ where: { publishedAt: ahead } })).toBe(4);

  await db.portalEvent.updateMany({ data: { publishedAt: new Date(0) } });
  for (let n = 0; n < 20; n += 1) await record((await sampleApplication(db)).turn);
  expect(await publishEvents(db)).toBe(40);

  const moments = await db.portalEvent.groupBy({ by: ['publishedAt'], _count: true });
  expect(moments.map(({ _count }) => _count).toSorted((a, b) => a - b)).toEqual([4, 40]);
});

test('a round is smaller than what is posted again at once, which goes on by its moment', async () => {
  const { id, turn } = await sampleApplication(db);
  await record({ ...turn, events: [] });
  await db.$executeRaw`
    INSERT INTO audit_events (application_id, seq, version, type, at, data)
    SELECT ${id}::uuid, seq, 3, 'overdue', now(), '{}' FROM generate_series(1, 5500) seq`;
  await db.$executeRaw`
    INSERT INTO portal_events (application_id, trail_seq, client_id, number, sandbox, fact, version, stage, at, data)
    SELECT application_id, seq, 'portal-1', 'n', false, type, version, 'signing', at, data FROM audit_events`;

  expect([await publishEvents(db), await publishEvents(db)]).toEqual([5_000, 500]);
});

test('several publishers number everything once, in the order of each application', async () => {
  const applications = [];
  for (let n = 0; n < 30; n += 1) applications.push(await sampleApplication(db));
  const publishing = async (): Promise<void> => {
    while ((await db.portalEvent.count({ where: { position: { not: null } } })) < 60) await publishEvents(db);
  };

  await Promise.all([
    ...applications.map(({ turn }) => record(turn)),
    publishing(),
    publishing(),
    publishing(),
  ]);

  const rows = await db.portalEvent.findMany({ orderBy: { position: 'asc' } });
  expect(rows.map(({ position }) => Number(position))).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  for (const { id } of applications) {
    expect(rows.filter(({ applicationId }) => applicationId === id).map(({ sequence }) => sequence)).toEqual([
      1, 2,
    ]);
  }
});

test('who reads while turns are committed late misses nothing', async () => {
  const late = await sampleApplication(db);
  const early = await sampleApplication(db);
  let finish: (() => void) | undefined;
  const held = new Promise<void>((resolve) => (finish = resolve));
  // Written first, committed last.
  const slow = db.$transaction(
    async (tx) => {
      await createRecords({ db: tx as PrismaClient }).recordTurn(late.turn);
      await held;
    },
    { timeout: 20_000 },
  );
  await expect.poll(() => openTransactions()).toBe(1);
  await record(early.turn);
  await publishEvents(db);
  const seen = await db.portalEvent.findMany({ where: { position: { not: null } } });
  const cursor = seen.reduce(
    (last, { position }) => (position !== null && position > last ? position : last),
    0n,
  );

  finish?.();
  await slow;
  await drain();

  expect(seen.every(({ applicationId }) => applicationId === early.id)).toBe(true);
  const after = await db.portalEvent.findMany({ where: { position: { gt: cursor } } });
  expect(after.map(({ applicationId }) => applicationId)).toEqual([late.id, late.id]);

  async function openTransactions(): Promise<number> {
    const [row] = await db.$queryRaw<[{ count: number }]>`
      SELECT count(*)::int AS count FROM pg_stat_activity 
      WHERE state = 'idle in transaction' AND datname = current_database()`;
    return row.count;
  }
});

test('an event is queued for the webhooks of its own client that ask for it', async () => {
  const webhook = (n: number, overrides: object = {}) => ({
    id: `00000000-0000-4000-8000-00000000000${String(n)}`,
    clientId: 'portal-1',
    url: 'https://portal.example/hook',
    secret: '',
    requestHash: '',
    ...overrides,
  });
  await db.webhook.createMany({
    data: [
      webhook(1),
      webhook(2, { events: ['registered', 'issued'] }),
      webhook(3, { clientId: 'portal-2' }),
      webhook(4, { status: 'gone' }),
    ],
  });
  const { turn } = await sampleApplication(db);
  await record(turn);

  await publishEvents(db);

  const queued = await db.webhookDelivery.findMany({
    include: { event: true },
    orderBy: [{ webhookId: 'asc' }, { position: 'asc' }],
  });
  expect(queued.map(({ webhookId, event }) => `${webhookId.slice(-1)} ${String(event?.fact)}`)).toEqual([
    '1 received',
    '1 registered',
    '2 registered',
  ]);
});
