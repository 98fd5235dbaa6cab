import { CalendarError } from './calendar-error.ts';
import { dayIn, type Act, type Edition, type LocalizedText } from './edition.ts';
import { addDays, type PlainDate } from './plain-date.ts';

/** One calendar day on the way to a deadline: counted as the n-th working day, or skipped by an act. */
export type WalkStep =
  | { readonly on: PlainDate; readonly counts: number }
  | { readonly on: PlainDate; readonly skipped: LocalizedText; readonly act: Act };

/**
 * The proof of a term of `n` working days from the day after `start`: every calendar day up to the due day, which is
 * the last step. It asks each day for itself, so it also checks `addWorkingDays`, which does not walk.
 * Throws `term-invalid` and `date-outside-calendar` like `addWorkingDays`.
 *
 * @example walkTerm(newestEdition(), parsePlainDate('2026-12-15'), 1)
 * // [{ on: '2026-12-16', skipped: { en: 'Independence Day', … }, act }, { on: '2026-12-17', counts: 1 }]
 */
export function walkTerm(edition: Edition, start: PlainDate, n: number): readonly WalkStep[] {
  if (!Number.isInteger(n) || n < 1) {
    throw new CalendarError(
      'term-invalid',
      `walkTerm: a term of ${n} working days; only whole numbers from 1 on have an end`,
    );
  }
  // The term begins the day after, but a start the data does not cover would be as much of a guess.
  dayIn(edition, start);

  const steps: WalkStep[] = [];
  let counted = 0;
  for (let on = addDays(start, 1); counted < n; on = addDays(on, 1)) {
    const { working, reason, act } = dayIn(edition, on);
    if (working) counted += 1;
    steps.push(working ? { on, counts: counted } : { on, skipped: reason, act });
  }
  return steps;
}
