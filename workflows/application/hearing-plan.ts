import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import { coveredDays, type Basis } from '../case/basis.ts';
import type { HearingPlan } from './commands.ts';
import { reason } from './step.ts';
import type { Reason } from './step.ts';
import { dayOf, isOfficeTime } from '../case/counting.ts';

/**
 * Why a hearing cannot be held as planned, or null: it lies ahead, within office hours of a working day, and not after
 * `lastOn` (Order 219, clause 7).
 */
export function hearingMisfits(
  plan: HearingPlan,
  at: Instant,
  lastOn: PlainDate | null,
  basis: Basis,
): Reason | null {
  const tooLate = lastOn !== null && dayOf(plan.at, basis) > lastOn;
  if (plan.at > at && !tooLate && isOfficeTime(plan.at, basis)) return null;
  return reason('hearing-outside-window', {
    hearingAt: plan.at,
    lastOn: lastOn ?? coveredDays(basis).until,
  });
}
