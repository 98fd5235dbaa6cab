import { afterEach, beforeEach, expect, test } from 'vitest';

import { createRecords } from '../activities/records.ts';
import { sampleApplication } from '../test/sample-records.ts';
import { openDatabase, type PrismaClient } from '../prisma/client.ts';
import { createTestDatabase } from '../test/test-database.ts';
import { postLetters, postLettersUntil } from './letters.ts';

let db: PrismaClient;
beforeEach(async () => {
  db = openDatabase(await createTestDatabase());
});
afterEach(() => db.$disconnect());

test('two posters post every letter once, and those of one application in their order', async () => {
  const ids = await waitingLetters({ applications: 12, each: 5 });
  const drain = async (): Promise<void> => {
    while ((await db.outboxLetter.count({ where: { postedAt: null } })) > 0) await postLetters(db, 3);
  };

  await Promise.all([drain(), drain(), drain()]);

  const sent = await db.outboxLetter.findMany({ orderBy: [{ applicationId: 'asc' }, { seq: 'asc' }] });
  const posted = await db.cabinetLetter.findMany();
  expect(sent).toHaveLength(60);
  expect(posted.map(({ id }) => id).sort()).toEqual(sent.map(({ id }) => id).sort());
  for (const id of ids) {
    const times = sent
      .filter((each) => each.applicationId === id)
      .map(({ postedAt }) => postedAt?.getTime() ?? 0);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }
});

test('a letter that one poster holds is passed by, and so are the later ones of its application', async () => {
  const [id = ''] = await waitingLetters({ applications: 1, each: 2 });

  await db.$transaction(async (other) => {
    await other.$queryRaw`SELECT id FROM outbox_letters WHERE application_id = ${id}::uuid AND seq = 100 FOR UPDATE`;
    expect(await postLetters(db, 10)).toBe(0);
  });

  expect(await postLetters(db, 10)).toBe(1);
  expect(await db.cabinetLetter.findMany({ select: { kind: true, clientId: true } })).toEqual([
    { kind: 'letter-0', clientId: 'portal-1' },
  ]);
});

test('the post works off what waits, survives a failed round, and ends when asked', async () => {
  await waitingLetters({ applications: 2, each: 3 });
  const asked = new AbortController();
  const failures: unknown[] = [];
  const breaking = brokenOnce(db);

  const post = postLettersUntil(asked.signal, {
    db: breaking,
    everyMs: 5,
    afterFailureMs: 50,
    onFailure: (error) => failures.push(error),
  });
  await expect.poll(() => db.cabinetLetter.count()).toBe(6);
  asked.abort();
  await post;

  expect(failures).toEqual([new Error('connection lost')]);
});

/** The same client, whose first statement fails as if its connection had been lost. */
function brokenOnce(client: PrismaClient): Pick<PrismaClient, '$executeRaw'> {
  let broken = false;
  return {
    $executeRaw: (...statement) => {
      if (broken) return client.$executeRaw(...statement);
      broken = true;
      throw new Error('connection lost');
    },
  };
}

async function waitingLetters(count: { applications: number; each: number }): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count.applications; index += 1) {
    const { id, turn } = await sampleApplication(db);
    await createRecords({ db }).recordTurn({ ...turn, events: [] });
    await db.outboxLetter.createMany({
      data: Array.from({ length: count.each }, (_, seq) => ({
        applicationId: id,
        version: 100 + seq,
        seq: 100 + seq,
        kind: `letter-${String(seq)}`,
        at: new Date('2026-11-26T12:00:00Z'),
        data: {},
      })),
    });
    ids.push(id);
  }
  return ids;
}
