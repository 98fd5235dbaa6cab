import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCalendarShelf } from '../../prisma/calendar-editions.ts';
import { openDatabase, type Database } from '../../prisma/client.ts';
import { at } from '../../test/builders.ts';
import { storeBareApplication } from '../../test/bare-application.ts';
import { createTestDatabase } from '../../test/test-database.ts';
import { presentCalendarAlarm, readCalendarAlarms } from './alarms.ts';

let db: Database;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
});
afterAll(() => db.$disconnect());

async function alarms(now: string, unit: string | null = null) {
  const found = await readCalendarAlarms({ db, calendars: openCalendarShelf(db) }, { now: at(now), unit });
  return found.map(({ code, date, count }) => `${code} ${date} ${String(count)}`);
}

test('an alarm is given sixty days before the official part ends, and until somebody acts', async () => {
  expect(await alarms('2026-10-31 23:59')).toEqual([]);
  expect(await alarms('2026-11-01 00:00')).toEqual(['official-calendar-ends 2026-12-31 60']);
  expect(await alarms('2027-01-11 09:00')).toEqual(['official-calendar-ends 2026-12-31 0']);
});

test('open applications with terms on projected days are counted, with the first of them', async () => {
  await storeBareApplication(db, { stage: 'hearing', unit: 'committee', resultDueOn: '2026-12-31' });
  await storeBareApplication(db, { stage: 'issued', unit: 'committee', resultDueOn: '2027-01-11' });
  expect(await alarms('2026-10-01 09:00')).toEqual([]);

  await storeBareApplication(db, {
    stage: 'registered',
    unit: 'committee',
    resultDueOn: '2027-01-11',
    openTerms: { 'conformity-check': '2027-01-08', result: '2027-01-11' },
  });
  // Heard late: its result is missed, its hearing not.
  await storeBareApplication(db, {
    stage: 'hearing',
    unit: 'elsewhere',
    resultDueOn: '2026-12-28',
    openTerms: { objection: '2027-01-05' },
  });

  expect(await alarms('2026-10-01 09:00')).toEqual(['deadlines-on-projected-days 2027-01-05 2']);
  expect(await alarms('2026-10-01 09:00', 'committee')).toEqual(['deadlines-on-projected-days 2027-01-08 1']);
});

test('a thousand of them are told as a thousand or more', async () => {
  await storeBareApplication(db, { stage: 'registered', unit: 'many', resultDueOn: '2027-01-11' }, 1_005);

  const [found] = await readCalendarAlarms(
    { db, calendars: openCalendarShelf(db) },
    { now: at('2026-10-01 09:00'), unit: 'many' },
  );

  expect(found).toEqual({ code: 'deadlines-on-projected-days', date: '2027-01-11', count: 1_000 });
  expect(found && presentCalendarAlarm(found, 'en').text).toMatch(/: 1000\+, the first on 2027-01-11/);
});

test('an alarm says in words what to do', () => {
  const alarm = { code: 'official-calendar-ends', date: '2026-12-31', count: 38 } as const;

  expect(presentCalendarAlarm(alarm, 'ru').text).toBe(
    'Официальный календарь заканчивается 31.12.2026, осталось дней: 38; внесите календарь следующего года',
  );
});
