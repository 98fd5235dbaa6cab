import { expect, test } from 'vitest';
import { openCalendar } from '../calendar.ts';
import { dayIn, type DayKind, type EditionRecord } from '../edition.ts';
import { addDays, parsePlainDate, weekdayOf } from '../plain-date.ts';
import { countWorkingDays, isWorkingDay } from '../working-days.ts';
import { calendarDaysOf } from './calendar-days.ts';
import { editionById, editionKnownOn, kzEditions, newestEdition } from './editions.ts';
import { goldenDays } from './golden.ts';
import { fixedHolidays } from './holidays.ts';
import { kurbanAits } from './religious-days.ts';
import { transfers } from './transfers.ts';

const on = parsePlainDate;
const newest = newestEdition();
const kz = openCalendar(calendarDaysOf(newest));

function workingDaysOfMonth(year: number, month: number): number {
  const first = on(`${year}-${String(month).padStart(2, '0')}-01`);
  const next =
    month === 12 ? on(`${year}-12-31`) : addDays(on(`${year}-${String(month + 1).padStart(2, '0')}-01`), -1);
  return Number(isWorkingDay(kz, first)) + countWorkingDays(kz, first, next);
}

test('the rules give the same 4383 days as the compiled calendar', () => {
  const golden = goldenDays();
  const different: string[] = [];
  for (let date = on('2016-01-01'); date <= on('2027-12-31'); date = addDays(date, 1)) {
    const expected = golden.get(date) ?? weekdayOf(date) <= 5;
    if (dayIn(newest, date).working !== expected || isWorkingDay(kz, date) !== expected) different.push(date);
  }
  expect(different).toEqual([]);
});

// Published totals, found independently of the days (null: none found). Where a later law or announcement changed
// the published figure, the corrected one: October and December 2022, June 2024, August 2026 and their years.
test.each<[number, readonly (number | null)[], number | null]>([
  [2016, [null, null, null, null, 19, null, null, null, null, null, null, null], null],
  [2018, [null, null, 18, null, 20, null, null, 21, null, null, null, null], 246],
  [2019, [20, 20, 17, 22, 20, 20, 22, 21, 21, 23, 21, 19], 246],
  [2020, [null, null, 18, null, 18, null, 21, 20, null, null, null, null], 246],
  [2021, [null, null, 19, null, 18, null, 20, null, null, null, null, 20], 245],
  [2022, [18, 20, 19, 21, 19, 22, 20, 22, 22, 20, 22, 21], 246],
  [2023, [20, 20, 19, 20, null, null, 20, 22, null, 21, 22, null], 246],
  [2024, [21, 21, 17, 22, 20, 20, 22, 21, 21, 22, 21, 21], 249],
  [2025, [20, 20, 17, 22, null, 20, null, 21, null, 22, null, null], 246],
  [2026, [19, null, 18, null, 17, null, null, 21, null, null, null, null], 247],
])('%i has the published numbers of working days', (year, months, total) => {
  const counted = Array.from({ length: 12 }, (_, index) => workingDaysOfMonth(year, index + 1));

  expect(counted.map((days, index) => (months[index] === null ? null : days))).toEqual(months);
  if (total !== null) expect(counted.reduce((sum, days) => sum + days)).toBe(total);
});

test.each<[string, boolean, DayKind, string]>([
  // Art. 5 skips other holidays and days already given: https://agroinfo.kz/12-vyxodnyx-dnej-zhdet-kazaxstancev-v-mae/
  ['2016-05-10', false, 'observed-holiday', '267-II'],
  ['2020-03-24', false, 'observed-holiday', '267-II'],
  ['2020-03-25', false, 'observed-holiday', '267-II'],
  ['2022-05-10', false, 'observed-holiday', '267-II'],
  ['2026-03-25', false, 'observed-holiday', '267-II'],
  ['2027-03-24', false, 'observed-holiday', '267-II'],
  // Religious days are not shifted: https://www.enbek.gov.kz/en/node/363012
  ['2019-08-11', false, 'religious-day', '414-V'],
  ['2019-08-12', true, 'working-day', '414-V'],
  ['2023-01-07', false, 'religious-day', '414-V'],
  ['2023-01-09', true, 'working-day', '414-V'],
  // A decree beats the shift of 9 May: https://ardak.kz/archives/9213
  ['2020-05-08', false, 'moved-rest-day', '820'],
  ['2020-05-11', true, 'worked-rest-day', '820'],
  ['2020-12-20', true, 'worked-rest-day', '820'],
  ['2025-01-05', true, 'worked-rest-day', '436'],
  ['2026-03-16', true, 'working-day', '414-V'],
  ['2026-03-21', false, 'holiday', '267-II'],
  ['2026-11-22', false, 'weekend', '414-V'],
  ['2027-03-15', false, 'holiday', '267-II'],
])('%s: worked %s, %s by No. %s', (date, working, kind, number) => {
  expect(dayIn(newest, on(date))).toMatchObject({ working, kind, act: { number } });
});

// The eight changes that came late: the day one could know, and each day's state the day before and from then on.
test.each([
  ['2016-02-15', '2016-03-05', 'worked'],
  ['2016-02-15', '2016-03-07', 'off'],
  ['2022-09-29', '2022-10-25', 'off'],
  ['2022-09-29', '2022-12-01', 'worked'],
  ['2022-09-29', '2022-12-19', 'worked'],
  ['2022-10-08', '2022-10-22', 'worked'],
  ['2022-10-08', '2022-10-24', 'off'],
  ['2023-04-28', '2023-07-01', 'worked'],
  ['2023-04-28', '2023-07-07', 'off'],
  ['2024-04-17', '2024-05-04', 'worked'],
  ['2024-04-17', '2024-05-08', 'off'],
  ['2024-06-07', '2024-06-17', 'worked'],
  ['2024-11-21', '2025-01-05', 'worked'],
  ['2024-11-21', '2025-01-03', 'off'],
  ['2026-03-18', '2026-08-31', 'worked'],
  ['2026-03-18', '2027-03-15', 'off'],
])('only from %s on could one know that %s is %s', (knownOn, date, state) => {
  const stateIn = (day: string) => (dayIn(editionKnownOn(on(day)), on(date)).working ? 'worked' : 'off');

  expect(stateIn(knownOn)).toBe(state);
  expect(stateIn(addDays(on(knownOn), -1))).not.toBe(state);
  expect(editionById(`kz-${knownOn}`)).toBe(editionKnownOn(on(knownOn)));
});

test('17 June 2024 says why it was off, and by what it became worked', () => {
  const date = on('2024-06-17');

  expect(dayIn(editionKnownOn(on('2024-06-06')), date)).toMatchObject({
    kind: 'religious-day',
    reason: { kk: 'Құрбан айттың бірінші күні' },
    certainty: 'official',
  });
  expect(dayIn(newest, date)).toMatchObject({ kind: 'working-day', act: { date: '2024-06-07' } });
});

test('an edition calls official only what was published when it became known', () => {
  expect(dayIn(editionKnownOn(on('2024-06-06')), on('2024-12-31')).certainty).toBe('official');
  expect(dayIn(editionKnownOn(on('2024-06-06')), on('2025-01-03')).certainty).toBe('projected');
  expect(dayIn(newest, on('2027-05-16'))).toMatchObject({
    certainty: 'projected',
    reason: { en: 'First day of Kurban Ait (estimated date)' },
  });
});

test('editions are in order, with ids of the day they became known', () => {
  const ids = kzEditions.map(({ id }) => id);

  expect(ids).toEqual(kzEditions.map(({ knownOn }) => `kz-${knownOn}`));
  expect(ids).toEqual(ids.toSorted());
});

test('every rule that became known has an edition that brought it', () => {
  const turns = [
    ...transfers.map(({ knownOn }) => knownOn),
    ...kurbanAits.flatMap(({ knownOn }) => knownOn ?? []),
    ...fixedHolidays.flatMap(({ since, until }) => [since?.knownOn ?? [], until?.knownOn ?? []].flat()),
  ];

  expect(turns.filter((day) => !kzEditions.some(({ knownOn }) => knownOn === day))).toEqual([]);
});

test('an edition record is plain data', () => {
  const { week: _, rulings: __, ...record } = editionById('kz-2024-06-07');
  const plain: EditionRecord = record;

  expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
  expect(plain.changes.map(({ date, kind }) => [date, kind])).toEqual([
    ['2024-06-16', 'religious-day'],
    ['2024-06-17', 'working-day'],
  ]);
});

test('every text stands in three languages', () => {
  const texts = kzEditions.flatMap(({ act, changes }) => [
    act.name,
    ...changes.flatMap((c) => [c.reason, c.act.name]),
  ]);

  expect(texts.filter(({ kk, ru, en }) => kk === '' || ru === '' || en === '')).toEqual([]);
});
