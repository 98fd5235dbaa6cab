import type { Citation } from './citation.ts';
import type { Text } from './text.ts';

/** The terms of the procedure in legal order; the same words in TypeScript, HTTP and database. */
export const termNames = [
  'registration',
  'completeness-check',
  'conformity-check',
  'preliminary-refusal-notice',
  'objection',
  'hearing',
  'earliest-refusal',
  'result',
] as const;

export type TermName = (typeof termNames)[number];

/**
 * The day a length is counted from. The anchor day is day 0; day 1 is the first working day after it (APPC 76(2)).
 * `reception` with 0 days means that day itself, or the next working day when received after hours.
 */
export type TermAnchor = 'reception' | 'registration' | 'notice' | 'receipt';

/**
 * The hour of the day reached. `office-close` and `end-of-day` are deadlines of officers and of applicants,
 * `office-open` is an opening.
 */
export type TermHour = 'office-close' | 'end-of-day' | 'office-open';

/** A length of time given by law, in working days. */
export interface TermRule {
  readonly anchor: TermAnchor;
  /** In working days. */
  readonly days: number;
  readonly hour: TermHour;
  readonly law: Citation;
  readonly text: Text;
}

/** A length of time in working days that is no term of the procedure: a building block, a reminder, a duty after an act. */
export interface Length {
  /** In working days. */
  readonly days: number;
  readonly law: Citation;
}

/** Local wall-clock hours, `HH:MM`, in the zone named. */
export interface OfficeHours {
  readonly opens: string;
  readonly closes: string;
  /** Reception goes on through lunch: only the end of the working day closes it (Order 219, clause 5). */
  readonly lunchFrom: string;
  readonly lunchTo: string;
  readonly zone: string;
  readonly law: Citation;
}
