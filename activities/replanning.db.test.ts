import { afterAll, beforeAll, expect, test } from 'vitest';

import { newestEdition } from '../calendars/kz/editions.ts';
import { openDatabase, type PrismaClient } from '../prisma/client.ts';
import { createTestDatabase } from '../test/test-database.ts';
import { createRecords } from './records.ts';
import { createReplanning } from './replanning.ts';
import { laterTurn, sampleApplication } from './sample-records.ts';

const edition = 'kz-2026-11-23';
let db: PrismaClient;
let other: PrismaClient;
beforeAll(async () => {
  const url = await createTestDatabase();
  [db, other] = [openDatabase(url), openDatabase(url)];
  await db.calendarAmendment.create({
    data: {
      edition,
      status: 'applied',
      record: {},
      baseEdition: newestEdition().id,
      proposedBy: 'calendar-editor-1',
      proposedByPerson: 'person-10',
      approvedBy: 'calendar-editor-2',
      approvedByPerson: 'person-11',
      proposedAt: new Date(),
      appliedAt: new Date(),
    },
  });
});
afterAll(() => Promise.all([db.$disconnect(), other.$disconnect()]));

function amendmentsOf(applicationId: string) {
  return db.command.findMany({ where: { applicationId, name: 'amend-calendar' }, orderBy: { seq: 'asc' } });
}

test('an open application is given the amendment at the end of its line, once', async () => {
  const { id } = await sampleApplication(db);
  const replanning = createReplanning({ db });

  const first = await replanning.commitPage({ edition, after: null, limit: 100 });
  const again = await replanning.commitPage({ edition, after: null, limit: 100 });

  expect(first).toMatchObject({ applications: [id], next: null, waiting: 1 });
  expect(again.applications).toEqual([]);
  const [row, ...rest] = await amendmentsOf(id);
  expect(rest).toEqual([]);
  expect(row).toMatchObject({
    seq: 2,
    clientId: 'calendar-amendment',
    idempotencyKey: `${edition}/${id}`,
    command: { name: 'amend-calendar', edition },
    actor: { role: 'calendar', edition },
    outcome: null,
  });
  const { commands } = await createRecords({ db }).readLine({ applicationId: id, afterSeq: 1 });
  expect(commands.map(({ command }) => command)).toEqual([{ name: 'amend-calendar', edition }]);
});

test('pages follow one another in order of ids, and none is left out', async () => {
  const ids = await Promise.all(Array.from({ length: 5 }, async () => (await sampleApplication(db)).id));
  const replanning = createReplanning({ db });

  const first = await replanning.commitPage({ edition, after: null, limit: 2 });
  const second = await replanning.commitPage({ edition, after: first.next, limit: 2 });
  const third = await replanning.commitPage({ edition, after: second.next, limit: 2 });

  expect([...first.applications, ...second.applications, ...third.applications]).toEqual(ids.toSorted());
  expect(third.next).toBeNull();
});

test('a line that somebody holds is left for the next round, and nobody waits', async () => {
  const { id } = await sampleApplication(db);
  const replanning = createReplanning({ db });

  await other.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT last_seq FROM command_lines WHERE application_id = ${id}::uuid FOR UPDATE`;
    const page = await replanning.commitPage({ edition, after: null, limit: 100 });
    expect(page.applications).not.toContain(id);
  });

  const next = await replanning.commitPage({ edition, after: null, limit: 100 });
  expect(next.applications).toContain(id);
});

test('two re-plannings at once give each application one amendment and leave no gap in its line', async () => {
  const ids = await Promise.all(Array.from({ length: 40 }, async () => (await sampleApplication(db)).id));
  const page = { edition, after: null, limit: 100 };

  await Promise.all([
    createReplanning({ db }).commitPage(page),
    createReplanning({ db: other }).commitPage(page),
  ]);
  await createReplanning({ db }).commitPage(page);

  for (const id of ids) {
    expect((await amendmentsOf(id)).map(({ seq }) => seq)).toEqual([2]);
    const line = await db.commandLine.findUniqueOrThrow({ where: { applicationId: id } });
    expect(line.lastSeq).toBe(2);
  }
});

test('who follows the edition, or is over, is not counted and not given it', async () => {
  const [following, over, left] = [
    await sampleApplication(db),
    await sampleApplication(db),
    await sampleApplication(db),
  ];
  const records = createRecords({ db });
  const replanning = createReplanning({ db });
  const before = await replanning.countRemaining(edition);

  await records.recordTurn({ ...following.turn, calendarEdition: edition });
  await records.recordTurn(laterTurn(over.turn, { state: { ...over.turn.state, stage: 'terminated' } }));
  const { applications } = await replanning.commitPage({ edition, after: null, limit: 100 });

  expect(applications).toEqual([left.id]);
  expect(await replanning.countRemaining(edition)).toBe(before - 2);
});

test('an edition that was not applied is brought to nobody', async () => {
  const asking = createReplanning({ db }).commitPage({ edition: 'kz-2026-11-24', after: null, limit: 1 });

  await expect(asking).rejects.toMatchObject({ type: 'amendment-unknown', nonRetryable: true });
});

test('finishing is noted once', async () => {
  const replanning = createReplanning({ db });

  await replanning.finishAmendment(edition);
  const first = await db.calendarAmendment.findUniqueOrThrow({ where: { edition } });
  await replanning.finishAmendment(edition);

  const second = await db.calendarAmendment.findUniqueOrThrow({ where: { edition } });
  expect(second.finishedAt).toEqual(first.finishedAt);
});
