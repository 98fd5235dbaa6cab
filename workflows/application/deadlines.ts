import type { TermName } from '../../regulation/terms.ts';
import type { Deadline as CaseDeadline } from '../case/deadlines.ts';

/** What the terms of the Rules are counted from. */
export const deadlineCauses = [
  'receipt-of-application',
  'registration',
  'notice',
  'receipt-of-notice',
  'oral-request',
  'objection',
  'waiver',
  'amendment',
] as const;
export type DeadlineCause = (typeof deadlineCauses)[number];

/** A term of the Rules as it falls for one application. */
export type Deadline = CaseDeadline<TermName, DeadlineCause>;
