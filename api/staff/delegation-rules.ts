import { addDays, dayNumber, type PlainDate } from '../../calendars/plain-date.ts';
import type { Faults } from '../requests/faults.ts';
import { Problem } from '../http/problem.ts';

/** The longest substitution, and the latest day one may begin on counted from today, in days. */
export const longestDays = 366;

/** Notes what is wrong with the days of a substitution: in the past, too far ahead, too long, or reversed. */
export function checkDays(
  { fromDay, toDay }: { readonly fromDay: PlainDate; readonly toDay: PlainDate },
  today: PlainDate,
  faults: Faults,
): void {
  const lastStart = addDays(today, longestDays);
  if (fromDay < today) faults.add({ pointer: '/fromDay', code: 'day-past', params: { today } });
  else if (fromDay > lastStart)
    faults.add({ pointer: '/fromDay', code: 'day-too-far', params: { last: lastStart } });
  if (toDay < fromDay)
    faults.add({ pointer: '/toDay', code: 'dates-reversed', params: { from: fromDay, to: toDay } });
  else if (dayNumber(toDay) - dayNumber(fromDay) >= longestDays)
    faults.add({ pointer: '/toDay', code: 'span-too-long', params: { max: longestDays } });
}

/** The persons that a substitution is between, and who entered it. Accounts do not matter: a person may have several. */
export interface Persons {
  readonly from: string;
  readonly to: string;
  readonly enteredBy: string | null;
}

/** Throws when powers would be handed to somebody by himself: by the account he has them with, or by entering the order. */
export function refuseToOneself({ from, to, enteredBy }: Persons): void {
  if (to === from || to === enteredBy) throw new Problem('delegation-to-oneself');
}

/** Throws unless a person may confirm what another one entered: neither who entered it nor who is to get the powers. */
export function refuseConfirmation({ to, enteredBy }: Persons, person: string): void {
  if (person === to) throw new Problem('delegation-to-oneself');
  if (person === enteredBy) throw new Problem('enterer-may-not-confirm');
}
