import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCalendar } from './calendar.ts';
import { calendarDaysOf } from './kz/calendar-days.ts';
import { newestEdition } from './kz/editions.ts';
import { addDays, dayNumber, fromDayNumber, parsePlainDate } from './plain-date.ts';
import { walkTerm } from './walk.ts';
import { addWorkingDays } from './working-days.ts';

const newest = newestEdition();
const kz = openCalendar(calendarDaysOf(newest));

test('a walk names the reason and the act of every skipped day', () => {
  const walk = walkTerm(newest, parsePlainDate('2026-12-11'), 4);

  expect(walk.map((step) => [step.on, 'counts' in step ? step.counts : step.skipped.ru])).toEqual([
    ['2026-12-12', 'Выходной день: суббота'],
    ['2026-12-13', 'Выходной день: воскресенье'],
    ['2026-12-14', 1],
    ['2026-12-15', 2],
    ['2026-12-16', 'День Независимости'],
    ['2026-12-17', 3],
    ['2026-12-18', 4],
  ]);
  expect(walk[4]).toMatchObject({
    act: { number: '267-II', name: { en: expect.stringContaining('article 5') } },
  });
});

test('a walk has every day up to the due day and ends where counting does', () => {
  const starts = fc.integer({ min: kz.firstNumber, max: kz.lastNumber - 60 }).map(fromDayNumber);
  fc.assert(
    fc.property(starts, fc.integer({ min: 1, max: 20 }), (start, n) => {
      const walk = walkTerm(newest, start, n);
      const due = addWorkingDays(kz, start, n);

      expect(walk.at(-1)).toEqual({ on: due, counts: n });
      expect(walk).toHaveLength(dayNumber(due) - dayNumber(start));
      expect(walk.map(({ on }) => on)).toEqual(walk.map((_, index) => addDays(start, index + 1)));
    }),
    { numRuns: 300 },
  );
});

test('a walk refuses what counting refuses', () => {
  const on = parsePlainDate;

  expect(() => walkTerm(newest, on('2026-12-11'), 0)).toThrow(
    expect.objectContaining({ code: 'term-invalid' }),
  );
  for (const start of ['2015-12-31', '2027-12-27']) {
    expect(() => walkTerm(newest, on(start), 8)).toThrow(
      expect.objectContaining({ code: 'date-outside-calendar' }),
    );
  }
});
