/** Every refusal of this folder, as one list: kebab-case, the same string in messages, HTTP and tests. */
export type CalendarErrorCode =
  | 'calendar-days-invalid'
  | 'calendar-edition-invalid'
  | 'calendar-edition-unknown'
  | 'date-invalid'
  | 'date-outside-calendar'
  | 'dates-reversed'
  | 'instant-invalid'
  | 'instant-outside-zone'
  | 'term-invalid'
  | 'time-invalid'
  | 'tz-data-too-old'
  | 'zone-unknown';

/**
 * A refusal by the calendar. The message gives place, value and rule; `code` is what callers match on.
 *
 * @example new CalendarError('date-invalid', "parsePlainDate: '2026-02-30' is not a calendar date").code // 'date-invalid'
 */
export class CalendarError extends Error {
  readonly code: CalendarErrorCode;
  /** Of a date outside the data: the first and the last day that it covers. */
  readonly covers: { readonly from: string; readonly until: string } | null;

  constructor(
    code: CalendarErrorCode,
    message: string,
    { covers = null, ...options }: ErrorOptions & Partial<Pick<CalendarError, 'covers'>> = {},
  ) {
    super(message, options);
    this.name = 'CalendarError';
    this.code = code;
    this.covers = covers;
  }
}
