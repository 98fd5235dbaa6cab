import { afterAll, beforeAll, expect, test } from 'vitest';
import { amendmentClient } from '../activities/replanning.ts';
import { commandRow, newCommandId, sampleApplication } from '../test/sample-records.ts';
import { openDatabase, type PrismaClient } from '../prisma/client.ts';
import { createTestDatabase } from '../test/test-database.ts';
import { readStillReplannings } from './replanning.ts';

let db: PrismaClient;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
});
afterAll(() => db.$disconnect());

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);

let base = 'kz-2026-03-18';

/** An amendment, each upon the one before; applied so many seconds ago, or only proposed. */
async function amendment(edition: string, appliedSecondsAgo: number | null): Promise<void> {
  await db.calendarAmendment.create({
    data: {
      edition,
      baseEdition: base,
      record: {},
      proposedBy: 'calendar-editor-1',
      proposedByPerson: 'person-10',
      proposedAt: ago(900),
      ...(appliedSecondsAgo !== null && {
        status: 'applied',
        approvedBy: 'calendar-editor-2',
        approvedByPerson: 'person-11',
        appliedAt: ago(appliedSecondsAgo),
      }),
    },
  });
  base = edition;
}

/** An application that was given the edition so many seconds ago, and took it, or not. */
async function given(edition: string, seconds: number, tookSeconds?: number): Promise<void> {
  const { id } = await sampleApplication(db);
  await db.command.create({
    data: {
      ...commandRow(newCommandId(), 2, 'withdraw'),
      applicationId: id,
      name: 'amend-calendar',
      clientId: amendmentClient,
      idempotencyKey: `${edition}/${id}`,
      command: { name: 'amend-calendar', edition },
      receivedAt: ago(seconds),
      ...(tookSeconds !== undefined && {
        decidedAt: ago(tookSeconds),
        outcome: { kind: 'accepted', version: 1 },
      }),
    },
  });
}

test('a re-planning that has come no further for a minute is named until it does, or is finished', async () => {
  await amendment('kz-2026-11-20', 600);
  await amendment('kz-2026-11-21', 600);
  await amendment('kz-2026-11-22', 600);
  await amendment('kz-2026-11-23', 30);
  await amendment('kz-2026-11-24', null);
  await given('kz-2026-11-20', 300);
  await given('kz-2026-11-21', 30);
  await given('kz-2026-11-22', 300, 20);

  const still = (...about: readonly string[]) =>
    about.length === 0 ? [] : [{ code: 'replanning-stands-still', count: about.length, about }];
  expect(await readStillReplannings(db)).toEqual(still('kz-2026-11-20'));

  await given('kz-2026-11-20', 1);
  expect(await readStillReplannings(db)).toEqual([]);
  const taken = { receivedAt: ago(200), decidedAt: ago(190), outcome: { kind: 'accepted', version: 1 } };
  await db.command.updateMany({ where: { seq: 2 }, data: taken });
  expect(await readStillReplannings(db)).toEqual(still('kz-2026-11-20', 'kz-2026-11-21', 'kz-2026-11-22'));
  await db.calendarAmendment.updateMany({ where: { status: 'applied' }, data: { finishedAt: new Date() } });
  expect(await readStillReplannings(db)).toEqual([]);
});
