import { afterAll, beforeAll, expect, test } from 'vitest';

import { parseInstant } from '../calendars/instant.ts';
import { openDatabase, type PrismaClient } from '../prisma/client.ts';
import { createTestDatabase } from '../test/test-database.ts';
import type { CommandEnvelope, CommandOutcome } from '../workflows/application/messages.ts';
import type { NumberedEvent } from '../workflows/application/ports.ts';
import type { Refusal } from '../workflows/application/refusals.ts';
import { createRecords } from './records.ts';
import { commandRow, laterTurn, newCommandId, sampleApplication } from '../test/sample-records.ts';

let db: PrismaClient;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
});
afterAll(() => db.$disconnect());

test('a turn leaves the read model, the trail, the letters and the outcome together', async () => {
  const { id, submission, turn } = await sampleApplication(db);

  await createRecords({ db }).recordTurn(turn);

  const row = await db.application.findUniqueOrThrow({
    where: { id },
    include: { trail: true, letters: true, commands: true },
  });
  expect(row).toMatchObject({
    stage: 'registered',
    version: 2,
    revision: turn.revision,
    overdue: false,
    registeredOn: new Date('2026-11-26'),
    resultDueOn: new Date('2026-12-08'),
    resultDueAt: new Date('2026-12-08T13:30:00Z'),
    executorId: null,
    calendarEdition: turn.calendarEdition,
    state: turn.state,
  });
  expect(row.trail.map(({ seq, type, commandId }) => ({ seq, type, commandId }))).toEqual([
    { seq: 1, type: 'received', commandId: submission },
    { seq: 2, type: 'registered', commandId: null },
  ]);
  expect(row.letters).toMatchObject([{ seq: 2, kind: 'registered', postedAt: null }]);
  expect(row.commands[0]?.outcome).toEqual({ kind: 'accepted', version: 2 });
  expect(row.commands[0]?.decidedAt).toBeInstanceOf(Date);
});

test('a repeat of a turn changes nothing', async () => {
  const { id, turn } = await sampleApplication(db);
  const records = createRecords({ db });
  await records.recordTurn(turn);
  const first = await everything(id);

  await Promise.all([records.recordTurn(turn), records.recordTurn(turn)]);

  expect(await everything(id)).toEqual(first);
});

test('an older turn that comes late adds its lines and its outcome but takes nothing back', async () => {
  const { id, submission, turn } = await sampleApplication(db);
  const records = createRecords({ db });
  const overdueSince = parseInstant('2026-12-08T13:30:00Z');
  const late = laterTurn(turn, {
    state: { ...turn.state, version: 3, overdueSince },
    events: [
      {
        seq: 3,
        version: 3,
        stage: 'registered',
        type: 'overdue',
        at: overdueSince,
        actor: null,
        data: {},
        commandId: null,
      },
    ],
  });

  await records.recordTurn(late);
  await records.recordTurn(turn);

  const row = await everything(id);
  expect(row).toMatchObject({ version: 3, revision: late.revision, overdue: true });
  expect(row.trail.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(row.letters.map(({ kind }) => kind)).toEqual(['registered', 'overdue']);
  expect(await records.readOutcome(submission)).toEqual({ kind: 'accepted', version: 2 });
});

test('a refused command is kept with its reason, and the first outcome stays', async () => {
  const { id, turn } = await sampleApplication(db);
  const records = createRecords({ db });
  await records.recordTurn(turn);
  const commandId = newCommandId();
  await db.command.create({ data: { applicationId: id, ...commandRow(commandId, 2, 'waive-hearing') } });
  const refusal: Refusal = {
    code: 'wrong-stage',
    stage: 'registered',
    params: {},
    opensAt: null,
    allowed: ['withdraw'],
  };
  const outcome: CommandOutcome = { kind: 'refused', version: 2, refusal };
  const event: NumberedEvent = {
    seq: 3,
    version: 2,
    stage: 'conformity-check',
    type: 'command-refused',
    at: parseInstant('2026-11-26T12:00:00.123Z'),
    actor: { role: 'portal', client: 'portal-1' },
    data: { command: 'waive-hearing', code: 'wrong-stage' },
    commandId,
  };
  await expect(records.readOutcome(commandId)).rejects.toThrow('not decided yet');

  await records.recordTurn(laterTurn(turn, { events: [event], decided: { commandId, outcome } }));
  await records.recordTurn(
    laterTurn(turn, { decided: { commandId, outcome: { kind: 'accepted', version: 9 } } }),
  );

  expect(await records.readOutcome(commandId)).toEqual(outcome);
  const row = await everything(id);
  expect(row).toMatchObject({ stage: 'registered', version: 2, revision: turn.revision + 1 });
  expect(row.trail.at(-1)).toMatchObject({ type: 'command-refused', commandId, actor: event.actor });
});

test('a failed turn leaves nothing behind', async () => {
  const { id, turn } = await sampleApplication(db);
  const broken = { ...turn, state: { ...turn.state, version: 0 } };

  const failure = createRecords({ db }).recordTurn(broken);

  await expect(failure).rejects.toMatchObject({ type: 'record-invalid' });
  const row = await everything(id);
  expect(row).toMatchObject({ stage: 'received', revision: 0, trail: [], letters: [] });
  expect(row.commands[0]?.outcome).toBeNull();
});

test('an application or a command that was never committed is a failure with a code', async () => {
  const { turn } = await sampleApplication(db);
  const { caseId, ...rest } = turn;
  const records = createRecords({ db });
  const unknown = newCommandId();

  expect(caseId).not.toBe(unknown);
  await expect(records.readOutcome(unknown)).rejects.toMatchObject({
    type: 'command-unknown',
  });
  await expect(
    records.recordTurn({
      ...rest,
      caseId,
      decided: { commandId: unknown, outcome: { kind: 'accepted', version: 2 } },
    }),
  ).rejects.toMatchObject({ type: 'command-unknown' });
});

test('nothing is written for a command that no row has, or whose row says something else', async () => {
  const { id, turn } = await sampleApplication(db);
  const records = createRecords({ db });
  await records.recordTurn(turn);
  const commandId = newCommandId();
  const row = commandRow(commandId, 2, 'waive-hearing');
  const delivered: CommandEnvelope = {
    id: commandId,
    seq: 2,
    receivedAt: parseInstant('2026-11-26T12:00:00.123Z'),
    actor: { role: 'portal', client: 'portal-1' },
    command: { name: 'waive-hearing' },
  };
  const decided = { commandId, outcome: { kind: 'accepted', version: 3 } } as const;
  const event: NumberedEvent = {
    seq: 3,
    version: 3,
    stage: 'registered',
    type: 'withdrawn',
    at: delivered.receivedAt,
    actor: delivered.actor,
    data: {},
    commandId,
  };
  const state = { ...turn.state, version: 3 };
  const forged = laterTurn(turn, { state, events: [event], decided });
  const written = await everything(id);

  await expect(records.recordTurn(forged)).rejects.toMatchObject({ type: 'command-unknown' });
  expect(await everything(id)).toEqual(written);

  await db.command.create({ data: { applicationId: id, ...row } });
  const before = await everything(id);
  const lies: readonly Partial<CommandEnvelope>[] = [
    { seq: 3 },
    { receivedAt: parseInstant('2026-11-26T12:00:00.124Z') },
    { actor: { role: 'portal', client: 'portal-2' } },
    { command: { name: 'request-oral-hearing' } },
    { expectedVersion: 2 },
  ];
  for (const lie of lies) {
    const failure = records.recordTurn({ ...forged, delivered: { ...delivered, ...lie } });
    await expect(failure).rejects.toMatchObject({ type: 'command-unknown' });
    expect(await everything(id)).toEqual(before);
  }
  expect(await db.portalEvent.count({ where: { applicationId: id, fact: 'withdrawn' } })).toBe(0);

  await records.recordTurn({ ...forged, delivered });
  expect(await everything(id)).toMatchObject({ version: 3, trail: [{}, {}, { type: 'withdrawn' }] });
});

test('nothing of the trail can be changed or taken away', async () => {
  const { id, turn } = await sampleApplication(db);
  await createRecords({ db }).recordTurn(turn);

  const attempts = [
    db.auditEvent.updateMany({ where: { applicationId: id }, data: { type: 'issued' } }),
    db.auditEvent.deleteMany({ where: { applicationId: id } }),
    db.$executeRaw`TRUNCATE audit_events`,
  ];

  for (const attempt of attempts) await expect(attempt).rejects.toThrow('audit_events is append-only');
});

function everything(id: string) {
  return db.application.findUniqueOrThrow({
    where: { id },
    include: { trail: { orderBy: { seq: 'asc' } }, letters: { orderBy: { seq: 'asc' } }, commands: true },
  });
}
