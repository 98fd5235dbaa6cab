import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase, type Database } from '../prisma/client.ts';
import { createTestDatabase } from '../test/test-database.ts';
import { noteClock, noteClockUntil } from './clocks.ts';
import { readSilentWorkers, watchWorkers } from './workers.ts';

let db: Database;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
});
afterAll(() => db.$disconnect());
beforeEach(() => db.processClock.deleteMany());

/** A process whose last sign of life is so many seconds old. */
async function seen(process: string, secondsAgo: number, kind = 'worker'): Promise<void> {
  const seenAt = new Date(Date.now() - secondsAgo * 1_000);
  await db.processClock.create({ data: { process, kind, aheadMs: 0, seenAt } });
}

test('a worker that shows no sign of life for half a minute is away, as is one that never was there', async () => {
  expect(await readSilentWorkers(db)).toEqual([{ code: 'worker-away', count: 1, about: [] }]);

  await seen('frozen/1', 30);
  await seen('api/1', 1, 'api');
  expect(await readSilentWorkers(db)).toEqual([{ code: 'worker-away', count: 1, about: ['frozen/1'] }]);
});

test('one that is silent beside others that live is named, until nobody waits for it any more', async () => {
  await seen('alive/1', 12);
  await seen('frozen/1', 30);
  await seen('long-gone/1', 700);

  expect(await readSilentWorkers(db)).toEqual([{ code: 'worker-silent', count: 1, about: ['frozen/1'] }]);
});

test('a worker that lives and takes no tasks is away too: Temporal is asked when PostgreSQL knows of nothing', async () => {
  const away = { code: 'worker-away', count: 1, about: ['otinish-v1'] } as const;
  let now = new Date('2026-11-30T10:00:00+05:00');
  const workers = watchWorkers(db, { worker: () => Promise.resolve([away]) }, () => now);
  now = new Date('2026-11-30T10:01:15+05:00');

  await seen('alive/1', 1);
  expect(await workers()).toEqual([away]);
  await db.processClock.deleteMany();
  await seen('frozen/1', 30);
  expect(await workers()).toEqual([{ ...away, about: ['frozen/1'] }]);
});

test('a worker that is still to come is not missed for 75 s, and one that came is missed at once', async () => {
  let now = new Date('2026-11-30T10:00:00+05:00');
  let polls = false;
  const away = { code: 'worker-away', count: 1, about: ['otinish-v1'] } as const;
  const temporal = { worker: () => Promise.resolve(polls ? [] : [away]) };
  const [hoping, waiting] = [watchWorkers(db, temporal, () => now), watchWorkers(db, temporal, () => now)];

  expect(await hoping()).toEqual([]);
  now = new Date('2026-11-30T10:01:14+05:00');
  await seen('alive/1', 1);
  expect(await hoping()).toEqual([]);
  expect(await waiting()).toEqual([]);
  polls = true;
  expect(await hoping()).toEqual([]);
  polls = false;
  expect(await hoping()).toEqual([away]);
  expect(await waiting()).toEqual([]);
  now = new Date('2026-11-30T10:01:15+05:00');
  expect(await waiting()).toEqual([away]);
});

test('a process that stops in order takes its leave, and is missed by nobody', async () => {
  await seen('alive/1', 1);
  const stopping = new AbortController();
  await noteClock(db, 'worker', () => new Date());
  const noting = noteClockUntil(stopping.signal, { db, kind: 'worker', onFailure: () => undefined });
  expect(await db.processClock.count()).toBe(2);

  stopping.abort();
  await noting;

  expect(await db.processClock.findMany({ select: { process: true } })).toEqual([{ process: 'alive/1' }]);
});
