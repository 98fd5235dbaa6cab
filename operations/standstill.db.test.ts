import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandRow, newCommandId, sampleApplication } from '../test/sample-records.ts';
import { openDatabase, type PrismaClient } from '../prisma/client.ts';
import { createTestDatabase } from '../test/test-database.ts';
import { readStandstill } from './standstill.ts';

let db: PrismaClient;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
});
afterAll(() => db.$disconnect());

const ago = (ms: number) => new Date(Date.now() - ms);
const minute = 60_000;
const decided = { decidedAt: new Date(), outcome: { kind: 'accepted', version: 1 } };

/** An application whose submission is decided, and the parts of its row that a test changes. */
async function store(data: object): Promise<{ readonly id: string; readonly number: string }> {
  const { id, submission } = await sampleApplication(db);
  await db.command.update({ where: { id: submission }, data: decided });
  return db.application.update({ where: { id }, data, select: { id: true, number: true } });
}

test('a case in which a command or a milestone waits for more than a minute is named, others are not', async () => {
  const fresh = await store({ stage: 'registered' });
  const waits = await store({ stage: 'registered' });
  const passed = await store({ stage: 'registered', nextMilestoneAt: ago(2 * minute) });
  await store({ stage: 'issued', nextMilestoneAt: ago(2 * minute) });
  await store({ stage: 'registered', nextMilestoneAt: new Date(Date.now() + minute) });
  await store({ stage: 'registered', nextMilestoneAt: ago(2 * minute), clock: { kind: 'standing' } });
  for (const [{ id }, receivedAt] of [
    [fresh, ago(minute / 2)],
    [waits, ago(2 * minute)],
  ] as const)
    await db.command.create({
      data: { ...commandRow(newCommandId(), 2, 'withdraw'), applicationId: id, receivedAt },
    });

  expect(await readStandstill(db)).toEqual([
    { code: 'case-stands-still', count: 2, about: [waits.number, passed.number].toSorted() },
  ]);
});

test('a case whose notice is approved and not posted for more than a minute is named', async () => {
  const approved = (ms: number, status = 'approved') => ({
    stage: 'preliminary-refusal',
    state: { notices: [{ status, approvedAt: ago(ms).toISOString() }] },
  });
  const unposted = await store(approved(2 * minute));
  const others = [
    await store(approved(minute / 2)),
    await store(approved(2 * minute, 'void')),
    await store({ stage: 'preliminary-refusal', state: { notices: [] } }),
    await store({ stage: 'preliminary-refusal', state: 'damaged' }),
  ];

  const about = (await readStandstill(db)).flatMap((alarm) => alarm.about);

  expect(about).toContain(unposted.number);
  for (const { number } of others) expect(about).not.toContain(number);
  await db.application.updateMany({ data: { stage: 'registered' } });
});

test('when nothing waits there is no alarm', async () => {
  await db.command.updateMany({ where: { decidedAt: null }, data: decided });
  await db.application.updateMany({ data: { nextMilestoneAt: null } });

  expect(await readStandstill(db)).toEqual([]);
});
