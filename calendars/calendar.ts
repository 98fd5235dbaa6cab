import { CalendarError } from './calendar-error.ts';
import { dayNumber, fromDayNumber, parsePlainDate, type PlainDate } from './plain-date.ts';
import type { Zone } from './zone.ts';

declare const editionId: unique symbol;

/** Names one edition of one jurisdiction's calendar by the day it became known: `kz-2024-06-07`, then `-2`, `-3`. */
export type EditionId = string & { readonly [editionId]: true };

/**
 * The edition id that `text` is. Throws `calendar-edition-invalid` for any other shape.
 *
 * @example parseEditionId('kz-2024-06-07') // 'kz-2024-06-07'
 */
export function parseEditionId(text: string): EditionId {
  const match = /^[a-z]{2}-(\d{4}-\d{2}-\d{2})(?:-[1-9]\d*)?$/.exec(text);
  if (match === null) {
    throw new CalendarError(
      'calendar-edition-invalid',
      `edition id '${text}' is not of the form kz-2024-06-07`,
    );
  }
  parsePlainDate(match[1] ?? '');
  return text as EditionId;
}

/** `official`: published for that year. `projected`: derived from the law in force, not yet published. */
export type Certainty = 'official' | 'projected';

/**
 * A calendar as plain data. An activity cuts it from an edition, Temporal histories keep it, the workflow opens it:
 * replay counts with the days that were known then. `working` has one character a day from `firstDay` on, '1' for
 * a working day; days after `officialUntil` are derived from law but not yet published.
 */
export interface CalendarDays {
  readonly edition: EditionId;
  readonly firstDay: PlainDate;
  readonly working: string;
  readonly officialUntil: PlainDate;
  readonly zone: Zone;
}

/**
 * A calendar ready to count with: made by `openCalendar`, kept in memory, never serialised.
 * `workedUntil[i]` is the number of working days up to and including day `i`, `workingNumbers[k]` the day number of
 * the k-th working day counted from 0 and `workingDates[k]` the same day as a date.
 */
export interface Calendar {
  readonly days: CalendarDays;
  readonly firstNumber: number;
  readonly lastNumber: number;
  readonly workedUntil: Int32Array;
  readonly workingNumbers: Int32Array;
  readonly workingDates: readonly PlainDate[];
}

/**
 * Prepares `days` for counting. Throws `calendar-days-invalid` when there is no day or a character is not 0 or 1.
 *
 * @example openCalendar({ ...days, firstDay: parsePlainDate('2026-05-08'), working: '1001' })
 */
export function openCalendar(days: CalendarDays): Calendar {
  const { working } = days;
  if (!/^[01]+$/.test(working)) {
    throw new CalendarError(
      'calendar-days-invalid',
      `calendar ${days.edition}: working days must be a row of 0 and 1`,
    );
  }
  const firstNumber = dayNumber(days.firstDay);
  const workedUntil = new Int32Array(working.length);
  const workingNumbers: number[] = [];
  for (let index = 0; index < working.length; index += 1) {
    if (working.charCodeAt(index) === worked) workingNumbers.push(firstNumber + index);
    workedUntil[index] = workingNumbers.length;
  }
  return {
    days,
    firstNumber,
    lastNumber: firstNumber + working.length - 1,
    workedUntil,
    workingNumbers: Int32Array.from(workingNumbers),
    workingDates: workingNumbers.map(fromDayNumber),
  };
}

const worked = '1'.charCodeAt(0);

/**
 * The last day the calendar knows; every question about a later one is refused.
 *
 * @example lastDayOf(openCalendar(calendarDaysOf(newestEdition()))) // '2027-12-31'
 */
export function lastDayOf(calendar: Calendar): PlainDate {
  return fromDayNumber(calendar.lastNumber);
}

/**
 * The part of `days` from `from` to `until`, both included, so that a history holds no more than it needs.
 * Throws `date-outside-calendar`, and `dates-reversed` when `until` is before `from`.
 *
 * @example sliceCalendar(days, parsePlainDate('2026-11-20'), parsePlainDate('2027-01-31'))
 */
export function sliceCalendar(days: CalendarDays, from: PlainDate, until: PlainDate): CalendarDays {
  if (until < from) throw new CalendarError('dates-reversed', `sliceCalendar: ${until} is before ${from}`);
  const first = dayNumber(days.firstDay);
  const start = dayNumber(from) - first;
  const end = dayNumber(until) - first + 1;
  if (start < 0 || end > days.working.length) {
    throw outsideCalendar(
      'sliceCalendar',
      `${from} to ${until}`,
      days.edition,
      first,
      first + days.working.length - 1,
    );
  }
  return { ...days, firstDay: from, working: days.working.slice(start, end) };
}

/**
 * The refusal of anything the data does not cover: beyond it nothing is guessed.
 *
 * @example throw outsideCalendar('dayIn', '2028-01-03', edition.id, first, last)
 */
export function outsideCalendar(
  place: string,
  value: string,
  edition: EditionId,
  firstNumber: number,
  lastNumber: number,
): CalendarError {
  const covers = { from: fromDayNumber(firstNumber), until: fromDayNumber(lastNumber) };
  return new CalendarError(
    'date-outside-calendar',
    `${place}: ${value} is outside calendar ${edition}, which covers ${covers.from} to ${covers.until}`,
    { covers },
  );
}
