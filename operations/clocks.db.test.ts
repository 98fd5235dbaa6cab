import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandRow, newCommandId, sampleApplication } from '../test/sample-records.ts';
import { createRecords } from '../activities/records.ts';
import { openDatabase, type Database } from '../prisma/client.ts';
import { createTestDatabase } from '../test/test-database.ts';
import { noteClock, readClocks } from './clocks.ts';

let db: Database;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
});
afterAll(() => db.$disconnect());

test('a process whose clock is a day behind is seen as it is, once, however often it looks', async () => {
  const yesterday = () => new Date(Date.now() - 86_400_000);

  await noteClock(db, 'worker', yesterday);
  await noteClock(db, 'worker', yesterday);

  const readings = await readClocks(db);
  expect(readings).toMatchObject([{ kind: 'worker' }]);
  expect(readings[0]?.aheadMs).toBeGreaterThan(86_000_000);
});

test('a process that looks no more is not counted', async () => {
  await db.processClock.create({
    data: { process: randomUUID(), kind: 'api', aheadMs: 9_000, seenAt: new Date(Date.now() - 120_000) },
  });

  expect((await readClocks(db)).map(({ kind }) => kind)).not.toContain('api');
});

test('a command is never stamped before the one ahead of it, though PostgreSQL’s clock was set back', async () => {
  const { id } = await sampleApplication(db);
  const ahead = new Date('2026-12-24T12:00:00.000Z');
  await db.command.create({
    data: { applicationId: id, ...commandRow(newCommandId(), 2, 'object'), receivedAt: ahead },
  });

  const row = commandRow(newCommandId(), 3, 'withdraw');
  const { receivedAt } = await db.command.create({
    data: { applicationId: id, ...row, receivedAt: new Date('2026-12-23T12:00:00.000Z') },
  });

  expect(receivedAt).toEqual(ahead);
});

test('nor before what time has brought to the application already, and its withdrawal not before its receipt', async () => {
  const { id, turn } = await sampleApplication(db);
  await createRecords({ db }).recordTurn(turn);
  const registered = turn.events.at(-1)?.at ?? '';

  const { receivedAt } = await db.command.create({
    data: {
      applicationId: id,
      ...commandRow(newCommandId(), 2, 'withdraw'),
      receivedAt: new Date('2026-11-25T12:00:00.000Z'),
    },
  });

  expect(receivedAt.getTime()).toBeGreaterThanOrEqual(Date.parse(registered));
});
