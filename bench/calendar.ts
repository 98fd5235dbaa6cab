import { addBusinessDays } from 'date-fns/addBusinessDays';
import { openCalendar } from '../calendars/calendar.ts';
import { calendarDaysOf } from '../calendars/kz/calendar-days.ts';
import { newestEdition } from '../calendars/kz/editions.ts';
import { dayNumber, fromDayNumber, parsePlainDate, weekdayOfDayNumber } from '../calendars/plain-date.ts';
import type { PlainDate } from '../calendars/plain-date.ts';
import { addWorkingDays, addWorkingDaysNumber } from '../calendars/working-days.ts';
import { median } from './statistics.ts';

export interface CalendarRow {
  readonly subject: string;
  readonly perSecond: number;
  /** To the bare array with the same representation of dates; null where there is none. */
  readonly ratio: number | null;
  /** Share of the answers that are not Kazakhstan's. */
  readonly wrong: number;
}

interface Subject {
  readonly name: string;
  readonly beside: string | null;
  /** Answers all pairs, and gives a number made of the answers, so that nothing is left out. */
  readonly run: () => number;
  readonly answers: () => readonly PlainDate[];
}

const dayMs = 86_400_000;
const friday = 5;
const pairs = 20_000;
const longestTerm = 30;

/** Working-day arithmetic beside a bare prefix array and beside date-fns, on random dates of 2016 to 2026. */
export function measureCalendar(rounds: number, roundMs: number): readonly CalendarRow[] {
  const subjects = makeSubjects();
  const right = subjects[0]?.answers() ?? [];
  for (const { run } of subjects) rate(run, roundMs);
  const rates = subjects.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, { run }] of subjects.entries()) rates[index]?.push(rate(run, roundMs));

  return subjects.map(({ name, beside, answers }, index) => {
    const own = rates[index] ?? [];
    const bare = rates[subjects.findIndex((each) => each.name === beside)];
    const given = answers();
    return {
      subject: name,
      perSecond: median(own),
      ratio: bare ? median(own.map((each, round) => each / (bare[round] ?? NaN))) : null,
      wrong: given.filter((date, pair) => date !== right[pair]).length / pairs,
    };
  });
}

function makeSubjects(): readonly Subject[] {
  const calendar = openCalendar(calendarDaysOf(newestEdition()));
  const random = generator(219);
  const [first, last] = [dayNumber(parsePlainDate('2016-01-01')), dayNumber(parsePlainDate('2026-11-01'))];
  const numbers = Array.from({ length: pairs }, () => first + Math.floor(random() * (last - first)));
  const terms = numbers.map(() => 1 + Math.floor(random() * longestTerm));
  const dates = numbers.map(fromDayNumber);
  const localDates = dates.map((date) => new Date(`${date}T00:00:00`));
  const over =
    <From>(from: readonly From[], count: (start: From, term: number) => number) =>
    () => {
      let sum = 0;
      for (let pair = 0; pair < pairs; pair += 1) sum += count(from[pair] as From, terms[pair] as number);
      return sum;
    };
  const all =
    <From>(from: readonly From[], count: (start: From, term: number) => PlainDate) =>
    () =>
      from.map((start, pair) => count(start, terms[pair] as number));

  // What anybody would write first: the index of the day, how many are worked until it, the one so many later.
  const { workedUntil, workingNumbers, firstNumber } = calendar;
  const bareNumber = (start: number, term: number): number =>
    workingNumbers[(workedUntil[start - firstNumber] as number) + term - 1] as number;
  const bareDate = (start: string, term: number): string =>
    new Date(bareNumber(Date.parse(start) / dayMs, term) * dayMs).toISOString().slice(0, 10);
  const holidays = weekdaysOff();
  const dateFns = (start: Date, term: number): Date => addBusinessDaysBeside(holidays, start, term);

  return [
    {
      name: 'ours, ISO dates',
      beside: 'bare array, ISO dates',
      run: over(dates, (start, term) => addWorkingDays(calendar, start, term).charCodeAt(9)),
      answers: all(dates, (start, term) => addWorkingDays(calendar, start, term)),
    },
    {
      name: 'bare array, ISO dates',
      beside: null,
      run: over(dates, (start, term) => bareDate(start, term).charCodeAt(9)),
      answers: all(dates, (start, term) => bareDate(start, term) as PlainDate),
    },
    {
      name: 'ours, day numbers',
      beside: 'bare array, day numbers',
      run: over(numbers, (start, term) => addWorkingDaysNumber(calendar, start, term)),
      answers: all(numbers, (start, term) => fromDayNumber(addWorkingDaysNumber(calendar, start, term))),
    },
    {
      name: 'bare array, day numbers',
      beside: null,
      run: over(numbers, bareNumber),
      answers: all(numbers, (start, term) => fromDayNumber(bareNumber(start, term))),
    },
    {
      name: 'date-fns and a list of holidays',
      beside: null,
      run: over(localDates, (start, term) => dateFns(start, term).getTime()),
      answers: all(localDates, (start, term) => isoOf(dateFns(start, term))),
    },
  ];
}

/** Every Monday to Friday off, in order, as a list of holidays would have them; no such list knows worked weekends. */
function weekdaysOff(): readonly number[] {
  const { firstDay, working } = calendarDaysOf(newestEdition());
  const first = dayNumber(firstDay);
  return Array.from({ length: working.length }, (_, index) => index)
    .filter((index) => working[index] === '0' && weekdayOfDayNumber(first + index) <= friday)
    .map((index) => new Date(`${fromDayNumber(first + index)}T00:00:00`).getTime());
}

/** `addBusinessDays`, and one more for each holiday it went over. */
function addBusinessDaysBeside(holidays: readonly number[], start: Date, term: number): Date {
  let end = addBusinessDays(start, term);
  let counted = countUntil(holidays, start.getTime());
  for (;;) {
    const over = countUntil(holidays, end.getTime()) - counted;
    if (over === 0) return end;
    counted += over;
    end = addBusinessDays(end, over);
  }
}

/** How many of the sorted values are at most `last`. */
function countUntil(values: readonly number[], last: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) <= last) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isoOf(date: Date): PlainDate {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}` as PlainDate;
}

let kept = 0;

/** Answers a second, over about `forMs`. */
function rate(run: () => number, forMs: number): number {
  const from = performance.now();
  let passes = 0;
  do {
    kept += run();
    passes += 1;
  } while (performance.now() - from < forMs);
  if (Number.isNaN(kept)) throw new Error('a subject gave no date');
  return (passes * pairs * 1_000) / (performance.now() - from);
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
