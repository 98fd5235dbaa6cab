import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastDayOf, openCalendar, sliceCalendar, type Calendar, type CalendarDays } from './calendar.ts';
import { calendarDaysOf } from './kz/calendar-days.ts';
import { newestEdition } from './kz/editions.ts';
import { addDays, dayNumber, fromDayNumber, parsePlainDate, type PlainDate } from './plain-date.ts';
import {
  addWorkingDays,
  addWorkingDaysNumber,
  certaintyOf,
  countWorkingDays,
  isWorkingDay,
  workingDayOnOrAfter,
} from './working-days.ts';

const on = parsePlainDate;
const days = calendarDaysOf(newestEdition());
const kz = openCalendar(days);
const refusal = (code: string) => expect.objectContaining({ code });

/** Leaves two months before the end of the data, enough for every term tried. */
const starts = fc.integer({ min: kz.firstNumber, max: kz.lastNumber - 60 }).map(fromDayNumber);
const terms = fc.integer({ min: 1, max: 20 });

/** The same question answered day by day: slow, and plainly right. */
function addByWalking(calendar: CalendarDays, start: PlainDate, n: number): PlainDate {
  let date = start;
  for (let left = n; left > 0;) {
    date = addDays(date, 1);
    if (calendar.working[dayNumber(date) - dayNumber(calendar.firstDay)] === '1') left -= 1;
  }
  return date;
}

function withDay(date: PlainDate, working: '0' | '1'): Calendar {
  const index = dayNumber(date) - kz.firstNumber;
  return openCalendar({
    ...days,
    working: days.working.slice(0, index) + working + days.working.slice(index + 1),
  });
}

// Examples of Order 219 terms; 16.12.2026 is Independence Day.
test.each([
  ['2026-11-26', 1, '2026-11-27'],
  ['2026-11-26', 2, '2026-11-30'],
  ['2026-11-26', 5, '2026-12-03'],
  ['2026-11-26', 7, '2026-12-07'],
  ['2026-11-26', 8, '2026-12-08'],
  ['2026-12-07', 1, '2026-12-08'],
  ['2026-12-07', 5, '2026-12-14'],
  ['2026-12-07', 7, '2026-12-17'],
  ['2026-12-07', 8, '2026-12-18'],
  ['2026-12-05', 1, '2026-12-07'],
  ['2024-06-10', 5, '2024-06-17'],
  ['2025-01-02', 1, '2025-01-05'],
  ['2020-05-07', 1, '2020-05-11'],
])('%s and %i working days end on %s', (start, n, due) => {
  expect(addWorkingDays(kz, on(start), n)).toBe(due);
});

test('an application sent on Friday evening is registered on Monday', () => {
  expect(workingDayOnOrAfter(kz, addDays(on('2026-12-04'), 1))).toBe('2026-12-07');
  expect(workingDayOnOrAfter(kz, on('2026-12-16'))).toBe('2026-12-17');
  expect(workingDayOnOrAfter(kz, on('2025-01-05'))).toBe('2025-01-05');
});

test('a term ends on the day a walk from day to day finds, and counts back to its length', () => {
  fc.assert(
    fc.property(starts, terms, (start, n) => {
      const due = addWorkingDays(kz, start, n);

      expect(due).toBe(addByWalking(days, start, n));
      expect(isWorkingDay(kz, due)).toBe(true);
      expect(countWorkingDays(kz, start, due)).toBe(n);
      expect(addWorkingDaysNumber(kz, dayNumber(start), n)).toBe(dayNumber(due));
    }),
    { numRuns: 1000 },
  );
});

test('a later start or a longer term never ends earlier', () => {
  fc.assert(
    fc.property(starts, terms, (start, n) => {
      const due = addWorkingDays(kz, start, n);

      expect(addWorkingDays(kz, addDays(start, 1), n) >= due).toBe(true);
      expect(addWorkingDays(kz, start, n + 1) > due).toBe(true);
    }),
  );
});

test('another day off never makes a date earlier, another worked day never later', () => {
  fc.assert(
    fc.property(starts, terms, fc.integer({ min: 0, max: 30 }), (start, n, distance) => {
      const due = addWorkingDays(kz, start, n);
      const changed = addDays(start, distance);

      expect(addWorkingDays(withDay(changed, '0'), start, n) >= due).toBe(true);
      expect(addWorkingDays(withDay(changed, '1'), start, n) <= due).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('a slice answers like the whole', () => {
  fc.assert(
    fc.property(starts, terms, (start, n) => {
      const slice = openCalendar(sliceCalendar(days, start, addDays(start, 60)));

      expect(addWorkingDays(slice, start, n)).toBe(addWorkingDays(kz, start, n));
      expect(workingDayOnOrAfter(slice, start)).toBe(workingDayOnOrAfter(kz, start));
      expect(certaintyOf(slice, start)).toBe(certaintyOf(kz, start));
      expect(lastDayOf(slice)).toBe(addDays(start, 60));
    }),
    { numRuns: 50 },
  );
});

test('the year after the published calendar is projected', () => {
  expect(certaintyOf(kz, on('2026-12-31'))).toBe('official');
  expect(certaintyOf(kz, on('2027-01-05'))).toBe('projected');
});

test('nothing outside the data is guessed', () => {
  const outside = refusal('date-outside-calendar');

  expect(() => isWorkingDay(kz, on('2028-01-01'))).toThrow(outside);
  expect(() => addWorkingDays(kz, on('2015-12-31'), 8)).toThrow(outside);
  expect(() => addWorkingDays(kz, on('2027-12-27'), 8)).toThrow(outside);
  expect(() => addWorkingDays(kz, on('2030-01-01'), 1)).toThrow(outside);
  expect(() => addWorkingDaysNumber(kz, kz.firstNumber - 1, 1)).toThrow(outside);
  expect(() => countWorkingDays(kz, on('2027-12-01'), on('2028-01-01'))).toThrow(outside);
  expect(() => workingDayOnOrAfter(kz, on('2015-12-31'))).toThrow(outside);
  expect(() => certaintyOf(kz, on('2028-01-01'))).toThrow(outside);
  expect(() => sliceCalendar(days, on('2027-12-01'), on('2028-01-31'))).toThrow(outside);
  expect(() => workingDayOnOrAfter(openCalendar({ ...days, working: '110' }), on('2016-01-03'))).toThrow(
    outside,
  );
});

test.each([0, -1, 1.5, NaN, Infinity])('a term of %d working days is refused', (n) => {
  expect(() => addWorkingDays(kz, on('2026-11-26'), n)).toThrow(refusal('term-invalid'));
  expect(() => addWorkingDaysNumber(kz, dayNumber(on('2026-11-26')), n)).toThrow(refusal('term-invalid'));
});

test('reversed days and broken data are refused', () => {
  expect(() => countWorkingDays(kz, on('2026-12-02'), on('2026-12-01'))).toThrow(refusal('dates-reversed'));
  expect(() => sliceCalendar(days, on('2026-12-02'), on('2026-12-01'))).toThrow(refusal('dates-reversed'));
  expect(() => openCalendar({ ...days, working: '10x' })).toThrow(refusal('calendar-days-invalid'));
  expect(() => openCalendar({ ...days, working: '' })).toThrow(refusal('calendar-days-invalid'));
});

test('a calendar survives the trip through a history', () => {
  expect(JSON.parse(JSON.stringify(days))).toEqual(days);
});
