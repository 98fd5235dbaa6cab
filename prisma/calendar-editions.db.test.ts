import { afterAll, beforeAll, expect, test } from 'vitest';

import { dayIn } from '../calendars/edition.ts';
import type { EditionRecord } from '../calendars/edition.ts';
import { parseEditionId } from '../calendars/calendar.ts';
import { newestEdition } from '../calendars/kz/editions.ts';
import { parsePlainDate as on } from '../calendars/plain-date.ts';
import { isWorkingDay } from '../calendars/working-days.ts';
import { createTestDatabase } from '../test/test-database.ts';
import { openCalendarShelf } from './calendar-editions.ts';
import { openDatabase, type Prisma, type PrismaClient } from './client.ts';

let db: PrismaClient;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
});
afterAll(() => db.$disconnect());

const shipped = newestEdition();

function dayOff(id: string, date: string): EditionRecord {
  const { week: _, rulings: __, ...base } = shipped;
  const { act } = base;
  const reason = { kk: 'Демалыс', ru: 'Выходной', en: 'Day off' };
  const changes = [{ date: on(date), working: false, kind: 'holiday' as const, reason, act }];
  return { ...base, id: parseEditionId(id), knownOn: on(id.slice(3, 13)), changes };
}

function proposal(record: EditionRecord, baseEdition: string): Prisma.CalendarAmendmentCreateInput {
  return {
    edition: record.id,
    baseEdition,
    record: JSON.parse(JSON.stringify(record)) as object,
    proposedBy: 'calendar-editor-1',
    proposedByPerson: 'person-10',
    proposedAt: new Date('2026-11-23T05:00:00Z'),
  };
}

const applied = {
  status: 'applied',
  approvedBy: 'calendar-editor-2',
  approvedByPerson: 'person-11',
  appliedAt: new Date('2026-11-23T06:00:00Z'),
};

test('an edition entered at run time counts once it is applied, in every process, at once', async () => {
  const [here, elsewhere] = [openCalendarShelf(db), openCalendarShelf(db)];
  const first = dayOff('kz-2026-11-23', '2026-12-21');
  await db.calendarAmendment.create({ data: proposal(first, shipped.id) });
  expect((await here.newest()).id).toBe(shipped.id);

  await db.calendarAmendment.update({ where: { edition: first.id }, data: applied });
  for (const shelf of [here, elsewhere]) {
    const newest = await shelf.newest();
    expect(newest.id).toBe(first.id);
    expect(dayIn(newest, on('2026-12-21'))).toMatchObject({ working: false, kind: 'holiday' });
    expect(isWorkingDay(shelf.calendarOf(newest), on('2026-12-21'))).toBe(false);
  }
  expect((await here.byId(first.id)).knownOn).toBe('2026-11-23');
  expect((await here.knownOn(on('2026-11-22'))).id).toBe(shipped.id);
  expect(here.calendarOf(await here.newest())).toBe(here.calendarOf(await here.newest()));

  const second = dayOff('kz-2026-11-23-2', '2026-12-22');
  await db.calendarAmendment.create({ data: { ...proposal(second, first.id), ...applied } });
  expect((await here.editions()).slice(-2).map(({ id }) => id)).toEqual([first.id, second.id]);
  expect(dayIn(await here.newest(), on('2026-12-21')).working).toBe(false);
  await expect(here.byId('kz-2026-12-31')).rejects.toMatchObject({ code: 'calendar-edition-unknown' });
});

test('two amendments of one edition are never both applied', async () => {
  const rival = dayOff('kz-2026-11-23-3', '2026-12-23');

  const entering = db.calendarAmendment.create({ data: { ...proposal(rival, shipped.id), ...applied } });
  await expect(entering).rejects.toThrow('Unique constraint');
});

test('what is applied can be finished, but neither changed nor deleted', async () => {
  const where = { edition: 'kz-2026-11-23' };

  await db.calendarAmendment.update({ where, data: { finishedAt: new Date() } });
  await expect(db.calendarAmendment.update({ where, data: { record: {} } })).rejects.toThrow(
    'an applied edition stays as it is',
  );
  await expect(db.calendarAmendment.update({ where, data: { status: 'proposed' } })).rejects.toThrow(
    'an applied edition stays as it is',
  );
  await expect(db.calendarAmendment.delete({ where })).rejects.toThrow('an applied edition stays as it is');
  await expect(db.$executeRaw`TRUNCATE calendar_amendments CASCADE`).rejects.toThrow(
    'an applied edition stays as it is',
  );
});

test('nobody approves what he proposed, and nothing is applied without approval', async () => {
  const own = proposal(dayOff('kz-2026-11-24', '2026-12-24'), 'kz-2026-11-23-2');

  const byHimself = { ...own, ...applied, approvedByPerson: own.proposedByPerson };
  await expect(db.calendarAmendment.create({ data: byHimself })).rejects.toThrow('persons_check');
  await expect(
    db.calendarAmendment.create({ data: { ...own, status: 'applied', appliedAt: new Date() } }),
  ).rejects.toThrow('approved_check');
});
