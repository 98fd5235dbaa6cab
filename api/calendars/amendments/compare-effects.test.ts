import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { instantOfMs, msOf, type Instant } from '../../../calendars/instant.ts';
import { addDays } from '../../../calendars/plain-date.ts';
import { plainDateAt } from '../../../calendars/zone.ts';
import { at, kz } from '../../../test/builders.ts';
import { effectOfAmendment } from '../../../workflows/application/amendment-effect.ts';
import type { Basis } from '../../../workflows/case/basis.ts';
import { basisWith, calendarWith } from '../../../test/model/amended-days.ts';
import {
  completenessCheck,
  conformityCheck,
  documentDrafted,
  hearing,
  notified,
  proposed,
  registered,
} from '../../../test/model/openings.ts';
import { play, plots, starts } from '../../../test/model/plays.ts';
import type { Story } from '../../../test/model/story.ts';
import type { ApplicationState } from '../../../workflows/application/state.ts';
import { compareEffects, type FoundNow } from './compare-effects.ts';
import { termsAt } from './dry-run.ts';

// Many random stories on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 });

function find(state: ApplicationState, moment: Instant, after: Basis): FoundNow {
  const clock = { kind: 'real' } as const;
  const effect = effectOfAmendment({ state, clock }, moment, kz, after);
  return { at: moment, effect, terms: () => termsAt({ state, clock }, moment, kz) };
}

/** What becomes of an effect that was foreseen in one story and is found in another, later one. */
function become(after: Basis, was: readonly [Story, string], now: readonly [Story, string]) {
  const [foreseen, found] = [was, now].map(([{ state }, moment]) => find(state, at(moment), after));
  return foreseen && found && compareEffects(foreseen, found);
}

// R is Thu 26.11.2026, D2 Mon 30.11, D5 Thu 3.12, D8 Tue 8.12.
const dayOff = calendarWith({ '2026-12-04': false });

test('what moves as foreseen is as foreseen, however long one looks', () => {
  const later = become(dayOff, [registered, '2026-11-27 10:00'], [registered, '2026-11-30 18:00']);

  expect(later).toBe('as-foreseen');
});

test.each([
  [
    'a term was met',
    '2026-11-30',
    [completenessCheck, '2026-11-27 10:00'],
    [conformityCheck, '2026-11-27 16:00'],
  ],
  [
    'a check came to its end',
    '2026-12-03',
    [conformityCheck, '2026-11-27 16:00'],
    [documentDrafted, '2026-12-01 13:00'],
  ],
  [
    'a notice went out, whose hearing moves too',
    '2026-12-03',
    [proposed, '2026-12-01 11:30'],
    [hearing, '2026-12-01 13:00'],
  ],
  [
    'the day of a hearing to which nobody came is over',
    '2026-12-03',
    [notified, '2026-12-02 10:00'],
    [notified, '2026-12-03 19:00'],
  ],
] as const)('its own procedure went on when %s', (_what, dayOff, was, now) => {
  expect(become(calendarWith({ [dayOff]: false }), was, now)).toBe('went-on');
});

test('one that is over needs no moving', () => {
  const foreseen = find(registered.state, at('2026-11-27 10:00'), dayOff);

  expect(compareEffects(foreseen, { at: at('2026-11-28 10:00'), effect: null, terms: () => [] })).toBe(
    'went-on',
  );
});

test('one that nobody foresaw differs only when something of it becomes overdue', () => {
  const [plain, overdue] = [
    find(registered.state, at('2026-11-27 10:00'), dayOff),
    find(completenessCheck.state, at('2026-11-30 10:00'), calendarWith({ '2026-11-28': true })),
  ];

  expect(compareEffects({ at: at('2026-11-26 10:00'), effect: null }, plain)).toBe('went-on');
  expect(compareEffects({ at: at('2026-11-26 10:00'), effect: null }, overdue)).toBe('differs');
});

test('a term that the passing of days puts elsewhere than foreseen differs', () => {
  const worked = calendarWith({ '2026-11-28': true });

  const sameDay = become(worked, [registered, '2026-11-27 10:00'], [registered, '2026-11-27 19:00']);
  const overTheWeekend = become(worked, [registered, '2026-11-27 10:00'], [registered, '2026-11-30 10:00']);

  expect([sameDay, overTheWeekend]).toEqual(['as-foreseen', 'differs']);
});

test('a result that a notice has given other room than was foreseen differs', () => {
  // N Thu 3.12. A worked weekend pulls D8 to Fri 4.12; with Mon 7.12 off N + 3 falls on Wed 9.12.
  const pulled = calendarWith({ '2026-11-28': true, '2026-11-29': true, '2026-12-07': false });

  const told = become(
    pulled,
    [proposed, '2026-12-03 12:00'],
    [proposed.approve('2026-12-03 18:00'), '2026-12-03 19:00'],
  );

  expect(told).toBe('differs');
});

test('what the new calendar has overtaken comes with the loading, at whatever moment that is', () => {
  const worked = calendarWith({ '2026-11-28': true });
  // The soft gate, Wed 2.12, was Tue 1.12 by this calendar.
  expect(find(registered.state, at('2026-12-02 10:00'), worked).effect?.gates[0]).toMatchObject({
    gate: 'soft-gate',
    to: at('2026-12-02 10:00'),
  });
  expect(become(worked, [registered, '2026-12-02 10:00'], [registered, '2026-12-02 10:07'])).toBe(
    'as-foreseen',
  );
});

/** A random story, two of its moments, and how much longer nothing happens. */
const looks = fc.record({
  start: starts,
  plot: plots,
  ends: fc.tuple(fc.nat(39), fc.nat(39)),
  idleMinutes: fc.nat(3 * 1_440),
});
/** Days worked (true) or off, so many days from the day of the second look. */
const daysFrom = (first: number) =>
  fc.array(fc.tuple(fc.integer({ min: first, max: 14 }), fc.boolean()), { minLength: 1, maxLength: 4 });

type Drawn<Values> = Values extends fc.Arbitrary<infer Value> ? Value : never;

/** Where the application stood at the first look and stands at the second, and the amended calendar; null: it is over. */
function lookTwice(
  { start, plot, ends, idleMinutes }: Drawn<typeof looks>,
  days: Drawn<ReturnType<typeof daysFrom>>,
) {
  const { line, waypoints } = play(start, plot);
  const [first = 0, second = 0] = ends
    .map((n) => n % Math.max(waypoints.length, 1))
    .toSorted((a, b) => a - b);
  const [was = line, now = line] = [waypoints[first], waypoints[second]];
  if (now.state.result !== null) return null;
  const looked = instantOfMs(msOf(now.now) + idleMinutes * 60_000);
  const today = plainDateAt(kz.calendar.days.zone, looked);
  const after = basisWith(new Map(days.map(([away, isWorked]) => [addDays(today, away), isWorked])));
  return { was, now, looked, after };
}

test('nothing that people do, and no passing of time, makes the effect of days still to come differ', () => {
  fc.assert(
    fc.property(looks, daysFrom(1), (look, days) => {
      const seen = lookTwice(look, days);
      if (seen === null) return;
      const { was, now, looked, after } = seen;

      const standing = compareEffects(find(was.state, was.now, after), find(now.state, looked, after));

      expect(standing).not.toBe('differs');
    }),
    { numRuns: 600 },
  );
});

test('when nobody does anything, what passes is exactly what was foreseen of the terms still open, whatever days change', () => {
  fc.assert(
    fc.property(looks, daysFrom(-10), (look, days) => {
      const seen = lookTwice(look, days);
      // Registration is a step of its own procedure too, though only time takes it.
      if (seen === null || seen.now.state.stage === 'received') return;
      const { now, looked, after } = seen;

      const [foreseen, found] = [find(now.state, now.now, after), find(now.state, looked, after)];
      if (compareEffects(foreseen, found) === 'differs') return;

      const [were, are] = [foreseen.effect?.moves ?? [], found.effect?.moves ?? []];
      expect(were).toEqual(expect.arrayContaining([...are]));
      const open = found.terms().filter(({ status, at: ends }) => status === 'open' && ends > looked);
      const stillOpen = were.filter(({ term, from }) =>
        open.some((each) => each.term === term && each.at === from),
      );
      expect(are).toEqual(expect.arrayContaining(stillOpen));
    }),
    { numRuns: 600 },
  );
});
