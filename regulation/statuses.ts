import type { Text } from './text.ts';

/** The stages of an application, in the order of the procedure; the same words everywhere. */
export const stages = [
  'received',
  'registered',
  'completeness-check',
  'conformity-check',
  'preliminary-refusal',
  'hearing',
  'drafting',
  'signing',
  'issued',
  'refused',
  'terminated',
] as const;

export type Stage = (typeof stages)[number];

/** Facts that show instead of the stage while they hold. The later in this list, the stronger. */
export const situations = ['withdrawal-pending', 'overdue', 'deemed-refused'] as const;

export type Situation = (typeof situations)[number];

/** What the applicant sees in the personal cabinet; `{date}` in the text is the day the result is due or registration happens. */
export interface PortalStatus {
  readonly code: string;
  readonly text: Text;
  /** Whether the applicant can act now. */
  readonly actionNeeded: boolean;
}
