import { CalendarError } from '../../calendars/calendar-error.ts';
import type { Instant } from '../../calendars/instant.ts';
import { firstOf } from '../../calendars/first-of.ts';
import { newestEdition } from '../../calendars/kz/editions.ts';
import { dayNumber, fromDayNumber, parsePlainDate, type PlainDate } from '../../calendars/plain-date.ts';
import { dayOf, endOf } from '../../workflows/case/counting.ts';
import { coveredDays, type Basis } from '../../workflows/case/basis.ts';
import { Problem, type ProblemDetails } from './problem.ts';

type Places = readonly Pick<NonNullable<ProblemDetails['errors']>[number], 'pointer' | 'in'>[];

/** A value beyond the data of the calendar, with the days that it covers; those of the release when the cause does not say. */
export function outsideCalendar(cause: unknown, errors: Places = []): Problem {
  const { firstDay, lastDay } = newestEdition().coverage;
  const covers = cause instanceof CalendarError ? cause.covers : null;
  const params = covers ?? { from: firstDay, until: lastDay };
  const code = 'date-outside-calendar';
  return new Problem(code, { params, errors: errors.map((each) => ({ ...each, code, params })), cause });
}

/**
 * Why `count` cannot count from a moment: it lies beyond the calendar, or a term that begins at it ends beyond; then the last
 * day is told on which every moment can be counted from.
 */
export function uncountable(
  cause: CalendarError,
  { at, basis, count }: { at: Instant; basis: Basis; count: (at: Instant) => unknown },
  errors: Places = [],
): Problem {
  const covers = coveredDays(basis);
  const day = unlessRefused(() => dayOf(at, basis));
  if (day === null || day < covers.from || day > covers.until) return outsideCalendar(cause, errors);

  const works = (each: PlainDate) =>
    unlessRefused(() => {
      count(endOf(each, basis));
      return true;
    }) !== null;
  const first = dayNumber(parsePlainDate(covers.from));
  const last = first + firstOf(dayNumber(day) - first, (index) => !works(fromDayNumber(first + index + 1)));
  const code = 'term-outside-calendar';
  const params = { until: covers.until, last: fromDayNumber(last) };
  return new Problem(code, { params, errors: errors.map((each) => ({ ...each, code, params })), cause });
}

function unlessRefused<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof CalendarError) return null;
    throw error;
  }
}
