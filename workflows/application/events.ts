import type { Instant } from '../../calendars/instant.ts';
import type { Actor } from './commands.ts';

/**
 * What can happen to an application. `legal` facts raise its version (the ETag); the others are reminders and echoes.
 * `tells` says whether the applicant gets a letter in the personal cabinet.
 */
export const eventRules = {
  received: { legal: true, tells: false },
  registered: { legal: true, tells: true },
  'executor-appointed': { legal: true, tells: false },
  'executor-replaced': { legal: true, tells: false },
  'package-complete': { legal: true, tells: false },
  'package-incomplete': { legal: true, tells: false },
  'conformity-confirmed': { legal: true, tells: false },
  'non-conformity-found': { legal: true, tells: false },
  'refusal-approved': { legal: true, tells: false },
  'refusal-returned': { legal: true, tells: false },
  'approval-recalled': { legal: true, tells: false },
  'notice-posted': { legal: true, tells: false },
  'notice-voided': { legal: true, tells: false },
  'void-notice-posted': { legal: false, tells: true },
  'notice-received': { legal: true, tells: false },
  'receipt-evidence-kept': { legal: false, tells: false },
  objected: { legal: true, tells: false },
  'oral-hearing-requested': { legal: true, tells: false },
  'hearing-waived': { legal: true, tells: false },
  'documents-supplied': { legal: true, tells: false },
  'hearing-recorded': { legal: true, tells: false },
  'hearing-closed': { legal: true, tells: false },
  'hearing-reopened': { legal: true, tells: false },
  'draft-handed-over': { legal: true, tells: false },
  'draft-returned': { legal: true, tells: false },
  'draft-voided': { legal: true, tells: false },
  withdrawn: { legal: true, tells: true },
  issued: { legal: true, tells: true },
  refused: { legal: true, tells: true },
  terminated: { legal: true, tells: true },
  'deadlines-moved': { legal: true, tells: true },
  'calendar-followed': { legal: false, tells: false },
  'direct-refusal-lapsed': { legal: true, tells: false },
  overdue: { legal: true, tells: true },
  'deemed-refused': { legal: true, tells: true },
  'term-missed': { legal: false, tells: false },
  'refusal-gate-near': { legal: false, tells: false },
  'refusal-gate-closed': { legal: false, tells: false },
  'receipt-unproved': { legal: false, tells: false },
  'refusal-opened': { legal: false, tells: false },
  'execution-resumed': { legal: false, tells: false },
  'record-set-back': { legal: true, tells: false },
  'command-refused': { legal: false, tells: false },
} as const satisfies Record<string, { readonly legal: boolean; readonly tells: boolean }>;

export type EventType = keyof typeof eventRules;

/** What the applicant says at a hearing. It waits for the record, and by itself keeps no officer from acting on what he has seen. */
export const saidAtHearing: readonly EventType[] = [
  'objected',
  'oral-hearing-requested',
  'documents-supplied',
];

type Datum = string | number | boolean | null | readonly string[];

/** One line of the audit trail. Ids, codes, dates and digests; the texts are found under the command's id. */
export interface ApplicationEvent {
  readonly type: EventType;
  readonly at: Instant;
  /** Who did it; null for what time alone brought. */
  readonly actor: Actor | null;
  readonly data: Readonly<Record<string, Datum>>;
}
