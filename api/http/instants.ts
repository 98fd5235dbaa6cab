import { CalendarError } from '../../calendars/calendar-error.ts';
import { parseInstant, type Instant } from '../../calendars/instant.ts';

/** The moment that an RFC 3339 text names, of the years 0001 to 9999 in UTC; null when it names none. */
export function instantIn(text: string): Instant | null {
  try {
    const instant = parseInstant(text);
    // PostgreSQL's calendar has no year 0.
    return instant.startsWith('0000') ? null : instant;
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    return null;
  }
}
