import { afterAll, beforeAll, expect, test } from 'vitest';

import { newestEdition } from '../calendars/kz/editions.ts';
import { openCalendarShelf, type CalendarShelf } from '../prisma/calendar-editions.ts';
import { openDatabase, type PrismaClient } from '../prisma/client.ts';
import { amendmentRecord } from '../test/amended-calendar.ts';
import { createTestDatabase } from '../test/test-database.ts';
import { currentRegulationEdition } from '../regulation/editions.ts';
import type { Instant } from '../calendars/instant.ts';
import type { Basis } from '../workflows/case/basis.ts';
import { commandTurn, recordOf, timeTurn, type Snapshot } from '../workflows/application/queue.ts';
import { amendCalendarTo } from '../workflows/case/messages.ts';
import { type CommandEnvelope } from '../workflows/application/messages.ts';
import { hearing } from '../test/model/openings.ts';
import type { TurnRecord } from '../workflows/application/ports.ts';
import type { Notice } from '../workflows/application/state.ts';
import { createRecords } from './records.ts';
import { createReplanning } from './replanning.ts';
import {
  commandRow,
  laterTurn,
  newCommandId,
  sampleApplication,
  sampleNumber,
} from '../test/sample-records.ts';

/** A day off on D4 of every sample: its result is due a day later. */
const edition = 'kz-2026-11-25';
let db: PrismaClient;
let other: PrismaClient;
let calendars: CalendarShelf;
beforeAll(async () => {
  const url = await createTestDatabase();
  [db, other] = [openDatabase(url), openDatabase(url)];
  calendars = openCalendarShelf(db);
  await db.calendarAmendment.create({
    data: {
      edition,
      status: 'applied',
      record: JSON.parse(JSON.stringify(amendmentRecord({ '2026-12-02': false }, { id: edition }))),
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

function standingAfter({ state, clock, revision, events }: TurnRecord): Snapshot {
  return { state, clock, place: { command: 1, revision, event: events.length } };
}

/** What terms are counted by before the amendment and after it. */
async function bases(): Promise<{ readonly before: Basis; readonly after: Basis }> {
  const regulation = currentRegulationEdition;
  return {
    before: { calendar: calendars.calendarOf(newestEdition()), regulation },
    after: { calendar: calendars.calendarOf(await calendars.byId(edition)), regulation },
  };
}

function envelopeAt(receivedAt: Instant, seq: number): CommandEnvelope {
  const id = newCommandId();
  return {
    id,
    seq,
    receivedAt,
    actor: { role: 'calendar', edition },
    command: amendCalendarTo(edition),
  };
}

/** The turn that a workflow takes after `turn` when it reads its line. */
async function asTheWorkflow(turn: TurnRecord): Promise<TurnRecord> {
  const { caseId } = turn;
  const { commands } = await createRecords({ db }).readLine({ caseId, afterSeq: 1 });
  const [amendment] = commands;
  if (amendment === undefined) throw new Error('there is an amendment in the line');
  const { before, after } = await bases();
  return recordOf(commandTurn(standingAfter(turn), amendment, before, after), after);
}

test('an open application is given the amendment at the end of its line, once', async () => {
  const { id } = await sampleApplication(db);
  const replanning = createReplanning({ db, calendars });

  const first = await replanning.commitPage({ edition, after: null, limit: 100 });
  const again = await replanning.commitPage({ edition, after: null, limit: 100 });

  expect(first).toMatchObject({ applications: [sampleNumber(id)], next: null, waiting: 1 });
  expect(again.applications).toEqual([]);
  const [row, ...rest] = await amendmentsOf(id);
  expect(rest).toEqual([]);
  expect(row).toMatchObject({
    seq: 2,
    clientId: 'calendar-amendment',
    idempotencyKey: `${edition}/${id}`,
    command: { name: 'amend-calendar', edition, untoldTerms: 'follow' },
    actor: { role: 'calendar', edition },
    outcome: null,
  });
  const { commands } = await createRecords({ db }).readLine({ caseId: id, afterSeq: 1 });
  expect(commands.map(({ command }) => command)).toEqual([amendCalendarTo(edition)]);
});

test('pages follow one another in order of ids, and none is left out', async () => {
  const ids = await Promise.all(Array.from({ length: 5 }, async () => (await sampleApplication(db)).id));
  const replanning = createReplanning({ db, calendars });

  const first = await replanning.commitPage({ edition, after: null, limit: 2 });
  const second = await replanning.commitPage({ edition, after: first.next, limit: 2 });
  const third = await replanning.commitPage({ edition, after: second.next, limit: 2 });

  expect([...first.applications, ...second.applications, ...third.applications]).toEqual(
    ids.toSorted().map(sampleNumber),
  );
  expect(third.next).toBeNull();
});

test('a line that somebody holds is left for the next round, and nobody waits', async () => {
  const { id } = await sampleApplication(db);
  const replanning = createReplanning({ db, calendars });

  await other.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT last_seq FROM command_lines WHERE application_id = ${id}::uuid FOR UPDATE`;
    const page = await replanning.commitPage({ edition, after: null, limit: 100 });
    expect(page.applications).not.toContain(sampleNumber(id));
  });

  const next = await replanning.commitPage({ edition, after: null, limit: 100 });
  expect(next.applications).toContain(sampleNumber(id));
});

test('two re-plannings at once give each application one amendment and leave no gap in its line', async () => {
  const ids = await Promise.all(Array.from({ length: 40 }, async () => (await sampleApplication(db)).id));
  const page = { edition, after: null, limit: 100 };

  await Promise.all([
    createReplanning({ db, calendars }).commitPage(page),
    createReplanning({ db: other, calendars }).commitPage(page),
  ]);
  await createReplanning({ db, calendars }).commitPage(page);

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
  const replanning = createReplanning({ db, calendars });
  const before = await replanning.countRemaining(edition);

  await records.recordTurn({ ...following.turn, calendarEdition: edition });
  await records.recordTurn(laterTurn(over.turn, { state: { ...over.turn.state, stage: 'terminated' } }));
  const { applications } = await replanning.commitPage({ edition, after: null, limit: 100 });

  expect(applications).toEqual([sampleNumber(left.id)]);
  expect(await replanning.countRemaining(edition)).toBe(before - 2);
});

test('an edition that was not applied is brought to nobody', async () => {
  const asking = createReplanning({ db, calendars }).commitPage({
    edition: 'kz-2026-11-24',
    after: null,
    limit: 1,
  });

  await expect(asking).rejects.toMatchObject({ type: 'amendment-unknown' });
});

test('an application with nothing under way follows the edition at once, trail and letter included', async () => {
  const { id, turn } = await sampleApplication(db);
  await createRecords({ db }).recordTurn(turn);

  const page = await createReplanning({ db, calendars }).commitPage({ edition, after: null, limit: 100 });

  expect(page).toMatchObject({ applications: [], given: 1 });
  const row = await db.application.findUniqueOrThrow({ where: { id } });
  expect(row.calendarEdition).toBe(edition);
  expect(row.resultDueOn).toEqual(new Date('2026-12-09'));
  expect(await db.auditEvent.count({ where: { applicationId: id, type: 'deadlines-moved' } })).toBe(1);
  expect(await db.outboxLetter.count({ where: { applicationId: id, kind: 'deadlines-moved' } })).toBe(1);
  const [amendment] = await amendmentsOf(id);
  expect(amendment).toMatchObject({ outcome: { kind: 'accepted', version: row.version }, confirmedAt: null });
});

test('its workflow is stale until it takes the same turn from its line, which changes nothing more', async () => {
  const { id, turn } = await sampleApplication(db);
  const records = createRecords({ db });
  await records.recordTurn(turn);
  await createReplanning({ db, calendars }).commitPage({ edition, after: null, limit: 100 });
  const everything = async () => [
    await db.application.findUniqueOrThrow({ where: { id } }),
    await db.auditEvent.findMany({ where: { applicationId: id }, orderBy: { seq: 'asc' } }),
    await db.outboxLetter.findMany({ where: { applicationId: id }, orderBy: { seq: 'asc' } }),
  ];
  const before = await everything();
  expect((await amendmentsOf(id))[0]?.confirmedAt).toBeNull();

  await records.recordTurn(await asTheWorkflow(turn));

  expect(await everything()).toEqual(before);
  expect((await amendmentsOf(id))[0]?.confirmedAt).not.toBeNull();
});

test.each(['re-planning', 'workflow'] as const)(
  'a milestone that the workflow settles meanwhile stands before the amendment, also when the %s writes first',
  async (first) => {
    const { id, turn } = await sampleApplication(db);
    const records = createRecords({ db });
    await records.recordTurn(turn);
    const standing = standingAfter(turn);
    const { softGateAt, refusalGateAt } = standing.state.gates;
    const { before, after } = await bases();
    const amendment = envelopeAt(refusalGateAt, 2);
    await db.command.create({
      data: { applicationId: id, ...commandRow(amendment.id, 2, 'amend-calendar') },
    });
    const reminder = timeTurn(standing, softGateAt, before);
    const [byWorkflow, byReplanning] = [
      recordOf(reminder, before),
      recordOf(commandTurn(standing, amendment, before, after), after),
    ];

    const writes = first === 'workflow' ? [byWorkflow, byReplanning] : [byReplanning, byWorkflow];
    for (const write of writes) await records.recordTurn(write);

    const row = await db.application.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ revision: byReplanning.revision, calendarEdition: edition });
    const trail = await db.auditEvent.findMany({ where: { applicationId: id }, orderBy: { seq: 'asc' } });
    const inOneLine = commandTurn(reminder.snapshot, amendment, before, after).events;
    expect(trail.map(({ seq, type }) => [seq, type])).toEqual(
      [...turn.events, ...reminder.events, ...inOneLine].map(({ seq, type }) => [seq, type]),
    );
  },
);

test('who has something under way is left to his own workflow', async () => {
  const [busy, noticed] = [await sampleApplication(db), await sampleApplication(db)];
  const records = createRecords({ db });
  await records.recordTurn(busy.turn);
  await db.commandLine.update({ where: { applicationId: busy.id }, data: { lastSeq: 2 } });
  await db.command.create({ data: { applicationId: busy.id, ...commandRow(newCommandId(), 2, 'withdraw') } });
  const onItsWay = { ...hearing.state.notices[0], status: 'approved' } as Notice;
  await records.recordTurn({ ...noticed.turn, state: { ...noticed.turn.state, notices: [onItsWay] } });

  const page = await createReplanning({ db, calendars }).commitPage({ edition, after: null, limit: 100 });

  expect(page.applications).toEqual([busy.id, noticed.id].toSorted().map(sampleNumber));
  expect(page.given).toBe(2);
  for (const { id } of [busy, noticed])
    expect(await db.auditEvent.count({ where: { applicationId: id, type: 'deadlines-moved' } })).toBe(0);
});

test('finishing is noted once', async () => {
  const replanning = createReplanning({ db, calendars });

  await replanning.finishAmendment(edition);
  const first = await db.calendarAmendment.findUniqueOrThrow({ where: { edition } });
  await replanning.finishAmendment(edition);

  const second = await db.calendarAmendment.findUniqueOrThrow({ where: { edition } });
  expect(second.finishedAt).toEqual(first.finishedAt);
});
