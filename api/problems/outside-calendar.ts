import { CalendarError } from '../../calendars/calendar-error.ts';
import { newestEdition } from '../../calendars/kz/editions.ts';
import { Problem, type ProblemDetails } from './problem.ts';

/** A value beyond the data of the calendar, with the days that it covers; those of the release when the cause does not say. */
export function outsideCalendar(
  cause: unknown,
  errors: readonly Pick<NonNullable<ProblemDetails['errors']>[number], 'pointer' | 'in'>[] = [],
): Problem {
  const { firstDay, lastDay } = newestEdition().coverage;
  const covers = cause instanceof CalendarError ? cause.covers : null;
  const params = covers ?? { from: firstDay, until: lastDay };
  const code = 'date-outside-calendar';
  return new Problem(code, { params, errors: errors.map((each) => ({ ...each, code, params })), cause });
}
