import type { Instant } from '../../calendars/instant.ts';
import { addDays, parsePlainDate, type PlainDate } from '../../calendars/plain-date.ts';
import { lastDayOf, type Calendar } from '../../calendars/calendar.ts';
import type { RegulationEdition } from '../../regulation/edition.ts';

/** What an application's dates are counted by: the calendar it was given and the edition of the Rules it pinned. */
export interface Basis {
  readonly calendar: Calendar;
  readonly regulation: RegulationEdition;
}

/** The first and the last day that the calendar covers: the parameters of a refusal of a date beyond it. */
export function coveredDays({ calendar }: Basis): { readonly from: string; readonly until: string } {
  return { from: calendar.days.firstDay, until: lastDayOf(calendar) };
}

/**
 * From which day a case received at an instant needs its calendar: one day earlier than in UTC, since the date in Astana may be
 * ahead of it but never behind.
 */
export function firstDayFor(receivedAt: Instant): PlainDate {
  return addDays(parsePlainDate(receivedAt.slice(0, 'YYYY-MM-DD'.length)), -1);
}
