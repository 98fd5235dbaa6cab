// Kazakhstan, five-day week, as of 2026-11-22: compiled by hand from press, ministries and decrees, and compared day by
// day with vacanza/holidays c382fdec. Test data only: the calendar itself is derived from the rules in this folder.

import type { PlainDate } from '../plain-date.ts';
import { parsePlainDate } from '../plain-date.ts';

interface GoldenYear {
  /** Days from Monday to Friday that are not worked. */
  readonly off: string;
  /** Saturdays and Sundays that are worked. */
  readonly worked: string;
}

const goldenYears: Readonly<Record<string, GoldenYear>> = {
  2016: {
    off: '01-01 01-04 01-07 03-07 03-08 03-21 03-22 03-23 05-02 05-09 05-10 07-06 08-30 09-12 12-01 12-16 12-19',
    worked: '03-05',
  },
  2017: {
    off: '01-02 01-03 03-08 03-20 03-21 03-22 03-23 05-01 05-08 05-09 07-06 07-07 08-30 09-01 12-01 12-18 12-19',
    worked: '03-18 07-01',
  },
  2018: {
    off: '01-01 01-02 03-08 03-09 03-21 03-22 03-23 04-30 05-01 05-07 05-08 05-09 07-06 08-21 08-30 08-31 12-03 12-17 12-18 12-31',
    worked: '03-03 04-28 05-05 08-25 12-29',
  },
  2019: {
    off: '01-01 01-02 01-07 03-08 03-21 03-22 03-25 05-01 05-07 05-09 05-10 07-08 08-30 12-02 12-16 12-17',
    worked: '05-04',
  },
  2020: {
    off: '01-01 01-02 01-03 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-08 07-06 07-31 08-31 12-01 12-16 12-17 12-18',
    worked: '01-05 12-20',
  },
  2021: {
    off: '01-01 01-04 01-07 03-08 03-22 03-23 03-24 05-03 05-07 05-10 07-05 07-06 07-20 08-30 12-01 12-16 12-17',
    worked: '07-03',
  },
  2022: {
    off: '01-03 01-04 01-07 03-07 03-08 03-21 03-22 03-23 05-02 05-09 05-10 07-06 08-29 08-30 10-24 10-25 12-16',
    worked: '03-05 08-27 10-22',
  },
  2023: {
    off: '01-02 01-03 03-08 03-21 03-22 03-23 05-01 05-08 05-09 06-28 07-06 07-07 08-30 10-25 12-18',
    worked: '07-01',
  },
  2024: {
    off: '01-01 01-02 03-08 03-21 03-22 03-25 05-01 05-07 05-08 05-09 07-08 08-30 10-25 12-16',
    worked: '05-04',
  },
  2025: {
    off: '01-01 01-02 01-03 01-07 03-10 03-21 03-24 03-25 05-01 05-07 05-09 06-06 07-07 09-01 10-27 12-16',
    worked: '01-05',
  },
  2026: {
    off: '01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 05-27 07-06 10-26 12-16',
    worked: '',
  },
  2027: {
    off: '01-01 01-04 01-07 03-08 03-15 03-22 03-23 03-24 05-03 05-07 05-10 07-06 10-25 12-16',
    worked: '',
  },
};

/**
 * The days that differ from Monday to Friday, with whether they are worked.
 *
 * @example goldenDays().get(parsePlainDate('2020-01-05')) // true: a worked Sunday
 */
export function goldenDays(): ReadonlyMap<PlainDate, boolean> {
  return new Map(
    Object.entries(goldenYears).flatMap(([year, { off, worked }]) => [
      ...datesOf(year, off).map((date) => [date, false] as const),
      ...datesOf(year, worked).map((date) => [date, true] as const),
    ]),
  );
}

function datesOf(year: string, days: string): readonly PlainDate[] {
  return days === '' ? [] : days.split(' ').map((day) => parsePlainDate(`${year}-${day}`));
}
