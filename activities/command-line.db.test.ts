import { afterAll, beforeAll, expect, test } from 'vitest';

import { openDatabase, type PrismaClient } from '../prisma/client.ts';
import { createTestDatabase } from '../test/test-database.ts';
import { createRecords } from './records.ts';
import { commandRow, newCommandId, sampleApplication } from '../test/sample-records.ts';

let url: string;
let db: PrismaClient;
beforeAll(async () => {
  url = await createTestDatabase();
  db = openDatabase(url);
});
afterAll(() => db.$disconnect());

test('the line gives the commands after a place, in order, never the submission; decided ones too, since their turn may be lost', async () => {
  const { id } = await sampleApplication(db);
  const [second, third, fourth] = [newCommandId(), newCommandId(), newCommandId()];
  await db.command.createMany({
    data: [
      { applicationId: id, ...commandRow(fourth, 4, 'withdraw'), expectedVersion: 7 },
      { applicationId: id, ...commandRow(third, 3, 'object') },
      {
        applicationId: id,
        ...commandRow(second, 2, 'waive-hearing'),
        outcome: { kind: 'accepted', version: 2 },
        decidedAt: new Date(),
      },
    ],
  });
  const records = createRecords({ db });

  const { commands } = await records.readLine({ caseId: id, afterSeq: 1 });
  const rest = await records.readLine({ caseId: id, afterSeq: 3 });

  const actor = { role: 'portal', client: 'portal-1' };
  const receivedAt = '2026-11-26T12:00:00.123Z';
  expect(commands).toEqual([
    { id: second, seq: 2, receivedAt, actor, command: { name: 'waive-hearing' } },
    { id: third, seq: 3, receivedAt, actor, command: { name: 'object' } },
    { id: fourth, seq: 4, receivedAt, actor, expectedVersion: 7, command: { name: 'withdraw' } },
  ]);
  expect(rest.commands.map(({ seq }) => seq)).toEqual([4]);
});

test('the line waits for a transaction that is committing a command, and shows it', async () => {
  const { id } = await sampleApplication(db);
  const commandId = newCommandId();
  const records = createRecords({ db });
  let read = false;

  const [stampedAt, reading] = await db.$transaction(async (other) => {
    await other.$executeRaw`UPDATE command_lines SET last_seq = 2 WHERE application_id = ${id}::uuid`;
    const line = records.readLine({ caseId: id, afterSeq: 1 }).finally(() => (read = true));
    await untilSomebodyWaits();
    const at = new Date();
    await other.command.create({
      data: { applicationId: id, ...commandRow(commandId, 2, 'object'), receivedAt: at },
    });
    expect(read).toBe(false);
    return [at.toISOString(), { line }] as const;
  });
  const { commands, readAt } = await reading.line;

  expect(commands.map((command) => command.id)).toEqual([commandId]);
  expect(readAt >= stampedAt).toBe(true);
});

test('a line that stays locked is a failure to try again', async () => {
  const { id } = await sampleApplication(db);
  const impatient = openDatabase(url, { lockTimeoutMs: 50 });

  await db.$transaction(async (other) => {
    await other.$executeRaw`UPDATE command_lines SET last_seq = 2 WHERE application_id = ${id}::uuid`;
    const reading = createRecords({ db: impatient }).readLine({ caseId: id, afterSeq: 1 });
    await expect(reading).rejects.toThrow('lock timeout');
    await expect(reading).rejects.not.toHaveProperty('type');
  });
  await impatient.$disconnect();
});

test('a row that the API would not commit is refused, without its content', async () => {
  const { id } = await sampleApplication(db);
  const row = commandRow(newCommandId(), 2, 'object');
  await db.command.create({
    data: { applicationId: id, ...row, command: { name: 'withdraw', secret: 'x' } },
  });

  const reading = createRecords({ db }).readLine({ caseId: id, afterSeq: 1 });

  await expect(reading).rejects.toMatchObject({
    type: 'record-invalid',
    message: `command ${String(row.id)} was not committed as one`,
  });
});

async function untilSomebodyWaits(): Promise<void> {
  const waiting = () => db.$queryRaw<unknown[]>`
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect.poll(async () => (await waiting()).length, { interval: 5 }).toBe(1);
}
