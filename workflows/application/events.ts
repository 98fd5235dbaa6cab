import type { EventRule } from '../case/procedure.ts';
import type { CaseEvent } from '../case/step.ts';

interface Rule extends EventRule {
  /** Whether the applicant gets a letter in the personal cabinet. */
  readonly letter: boolean;
}

/** What can happen to an application. */
export const events = {
  received: { legal: true, letter: false },
  registered: { legal: true, letter: true },
  'executor-appointed': { legal: true, letter: false },
  'executor-replaced': { legal: true, letter: false },
  'package-complete': { legal: true, letter: false },
  'package-incomplete': { legal: true, letter: false },
  'conformity-confirmed': { legal: true, letter: false },
  'non-conformity-found': { legal: true, letter: false },
  'refusal-approved': { legal: true, letter: false },
  'refusal-returned': { legal: true, letter: false },
  'approval-recalled': { legal: true, letter: false },
  'notice-posted': { legal: true, letter: false },
  'notice-voided': { legal: true, letter: false },
  'void-notice-posted': { legal: false, letter: true },
  'notice-received': { legal: true, letter: false },
  'receipt-evidence-kept': { legal: false, letter: false },
  objected: { legal: true, said: true, letter: false },
  'oral-hearing-requested': { legal: true, said: true, letter: false },
  'hearing-waived': { legal: true, letter: false },
  'documents-supplied': { legal: true, said: true, letter: false },
  'hearing-recorded': { legal: true, letter: false },
  'hearing-closed': { legal: true, letter: false },
  'hearing-reopened': { legal: true, letter: false },
  'draft-handed-over': { legal: true, letter: false },
  'draft-returned': { legal: true, letter: false },
  'draft-voided': { legal: true, letter: false },
  withdrawn: { legal: true, letter: true },
  issued: { legal: true, letter: true },
  refused: { legal: true, letter: true },
  terminated: { legal: true, letter: true },
  'deadlines-moved': { legal: true, letter: true },
  'calendar-followed': { legal: false, letter: false },
  'direct-refusal-lapsed': { legal: true, letter: false },
  overdue: { legal: true, letter: true },
  'deemed-refused': { legal: true, letter: true },
  'term-missed': { legal: false, letter: false },
  'refusal-gate-near': { legal: false, letter: false },
  'refusal-gate-closed': { legal: false, letter: false },
  'receipt-unproved': { legal: false, letter: false },
  'refusal-opened': { legal: false, letter: false },
  'execution-resumed': { legal: false, letter: false },
  'record-set-back': { legal: true, letter: false },
  'command-refused': { legal: false, letter: false },
} as const satisfies Record<string, Rule>;

export type EventType = keyof typeof events;

/** One entry of an application's audit trail. */
export type ApplicationEvent = CaseEvent<EventType>;
