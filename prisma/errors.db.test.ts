import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase } from '../test/test-database.ts';
import { openDatabase, Prisma, type Database } from './client.ts';
import { isKeyTaken, isPassing, isUnstorableText, sqlStateOf } from './errors.ts';

vi.setConfig({ testTimeout: 60_000 });

let url: string;
let db: Database;
let holder: Database;
beforeAll(async () => {
  url = await createTestDatabase();
  db = openDatabase(url, { lockTimeoutMs: 200, poolSize: 2 });
  holder = openDatabase(url);
});
afterAll(() => Promise.all([db.$disconnect(), holder.$disconnect()]));

async function failureOf(work: () => Promise<unknown>): Promise<unknown> {
  return work().then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error,
  );
}

/** What fails while somebody else holds the whole table of persons. */
function whileHeld(work: () => Promise<unknown>): Promise<unknown> {
  return holder.$transaction(
    async (tx) => {
      await tx.$executeRaw`LOCK TABLE persons IN ACCESS EXCLUSIVE MODE`;
      return failureOf(work);
    },
    { timeout: 30_000 },
  );
}

const person = (id: string) => ({ id, iin: id.slice(0, 12), name: 'Ү. А.' });

test.each<[string, () => Promise<unknown>]>([
  ['a read of Prisma’s', () => db.person.findMany()],
  ['a raw read', () => db.$queryRaw`SELECT * FROM persons`],
  ['a read past Prisma', () => db.readRows(Prisma.sql`SELECT * FROM persons`)],
  ['a write', () => db.person.create({ data: person(randomUUID()) })],
  ['a transaction', () => db.$transaction((tx) => tx.person.findMany())],
  ['statements together', () => db.$transaction([db.person.findMany(), db.staff.findMany()])],
])('a lock that was not free in time is passing, in %s', async (_, work) => {
  const error = await whileHeld(work);

  expect(sqlStateOf(error)).toBe('55P03');
  expect(isPassing(error)).toBe(true);
});

test.each<[string, string, () => Promise<unknown>]>([
  [
    'a statement that was cut off',
    '57014',
    () =>
      db.$transaction([
        db.$executeRaw`SET LOCAL statement_timeout = 50`,
        db.$queryRaw`SELECT pg_sleep(5)::text`,
      ]),
  ],
  [
    'a transaction that took too long',
    '25P04',
    () =>
      db.$transaction([
        db.$executeRaw`SET LOCAL transaction_timeout = 50`,
        db.$queryRaw`SELECT pg_sleep(5)::text`,
      ]),
  ],
  [
    'a connection that an operator ended',
    '57P01',
    () => db.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`,
  ],
])('%s is passing', async (_, state, work) => {
  const error = await failureOf(work);

  expect([sqlStateOf(error) ?? state, isPassing(error)]).toEqual([state, true]);
});

test('two who wait for each other, and two who write what the other has read, are passing', async () => {
  await db.person.createMany({ data: [person('210000000001-a'), person('210000000002-b')] });
  const inOrder = (first: string, second: string) => (client: Database) =>
    client.$transaction(
      async (tx) => {
        await tx.person.update({ where: { id: first }, data: { name: 'a' } });
        await tx.$queryRaw`SELECT pg_sleep(0.3)::text`;
        await tx.person.update({ where: { id: second }, data: { name: 'b' } });
      },
      { timeout: 20_000 },
    );
  const patient = openDatabase(url, { lockTimeoutMs: 10_000 });
  const ends = await Promise.allSettled([
    inOrder('210000000001-a', '210000000002-b')(patient),
    inOrder('210000000002-b', '210000000001-a')(patient),
  ]);
  const lost = ends.find((end) => end.status === 'rejected');
  expect(lost?.status === 'rejected' && isPassing(lost.reason)).toBe(true);

  const stale = await failureOf(() =>
    patient.$transaction(
      async (tx) => {
        await tx.person.findMany();
        await holder.person.updateMany({ data: { name: 'c' } });
        await tx.person.updateMany({ data: { name: 'd' } });
      },
      { isolationLevel: 'RepeatableRead' },
    ),
  );
  expect(isPassing(stale)).toBe(true);
  await patient.$disconnect();
});

test('no connection, none free, and a transaction that Prisma ended are passing', async () => {
  const nowhere = openDatabase('postgresql://nobody@127.0.0.1:1/none');
  expect(isPassing(await failureOf(() => nowhere.$queryRaw`SELECT 1`))).toBe(true);
  expect(isPassing(await failureOf(() => nowhere.readRows(Prisma.sql`SELECT 1`)))).toBe(true);
  await nowhere.$disconnect();

  const narrow = openDatabase(url, { poolSize: 1 });
  const held = narrow.$transaction((tx) => tx.$queryRaw`SELECT pg_sleep(8)::text`, { timeout: 20_000 });
  await expect
    .poll(
      () =>
        holder.$queryRaw`SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(8)%' AND state = 'active' AND pid <> pg_backend_pid()`,
    )
    .toHaveLength(1);
  expect(isPassing(await failureOf(() => narrow.person.findMany()))).toBe(true);
  expect(
    isPassing(await failureOf(() => narrow.$transaction((tx) => tx.person.findMany(), { maxWait: 100 }))),
  ).toBe(true);
  await held;
  await narrow.$disconnect();

  const ended = await failureOf(() =>
    db.$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT pg_sleep(0.3)::text`;
        await tx.person.findMany();
      },
      { timeout: 100 },
    ),
  );
  expect(isPassing(ended)).toBe(true);
});

test('what a further attempt would not mend is not passing: a taken key, a text that cannot be kept, a mistake of ours', async () => {
  const id = randomUUID();
  await db.person.create({ data: person(id) });
  for (const work of [
    () => db.person.create({ data: person(id) }),
    () => db.$executeRaw`INSERT INTO persons (id, iin, name) VALUES (${id}, 'x', 'y')`,
  ]) {
    const error = await failureOf(work);
    expect([isKeyTaken(error), isPassing(error)]).toEqual([true, false]);
  }
  const nul = await failureOf(() => db.person.findMany({ where: { name: '\0' } }));
  expect([isUnstorableText(nul), isPassing(nul), isKeyTaken(nul)]).toEqual([true, false, false]);
  const wrong = await failureOf(() => db.$queryRaw`SELECT nothing FROM nowhere`);
  expect([sqlStateOf(wrong), isPassing(wrong)]).toEqual(['42P01', false]);
  expect(isPassing(new Error('Connection of thoughts'))).toBe(false);
  expect(isPassing('down')).toBe(false);
});
