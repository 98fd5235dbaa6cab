import type { Stage } from '../../regulation/statuses.ts';
import { applicationWorkflow, type ApplicationInput } from '../../workflows/application/messages.ts';

/** What both stores say of one application: columns of its record, search attributes of its execution. Instants in milliseconds. */
export interface Shown {
  readonly stage: string | null;
  readonly executor: string | null;
  readonly calendarEdition: string | null;
  readonly resultDueAt: number | null;
  readonly nextMilestoneAt: number | null;
  readonly overdue: boolean;
}

/** An application as PostgreSQL knows it. */
export interface RecordedCase {
  readonly id: string;
  readonly number: string;
  readonly revision: number;
  /** The id of its first command. */
  readonly submission: string;
  readonly open: boolean;
  /** Its submission is decided, so its workflow ran once; before that the relay starts it. */
  readonly started: boolean;
  /** It follows an amendment that its workflow is still to take: until then both differ rightly. */
  readonly asleep: boolean;
  readonly shown: Shown & { readonly stage: Stage };
}

/** The newest execution of an application's workflow, as Temporal knows it. */
export interface Execution {
  readonly workflowId: string;
  readonly type: string;
  /** The number of the application; null when its workflow never came to write it. */
  readonly number: string | null;
  /** `RUNNING`, or how it ended. */
  readonly status: string;
  /** Its task failed several times in a row, and will again. */
  readonly taskFails: boolean;
  readonly shown: Shown;
}

/**
 * How record and execution can disagree. `missing`: an open application has no execution. `ended`: it has one that was ended.
 * `differs`: it goes on elsewhere than the record says. `foreign`: somebody started something else under its id. `fails`: it
 * stands still, since its task fails. `silent`: it was asked for its place and did not answer. `unrecorded`: it goes on and no
 * record knows of it.
 */
export const disagreements = [
  'execution-missing',
  'execution-ended',
  'execution-differs',
  'execution-foreign',
  'execution-fails',
  'execution-silent',
  'execution-unrecorded',
] as const;
export type Disagreement = (typeof disagreements)[number];

/**
 * What is wrong between the two, or null. A turn is written to PostgreSQL first and to Temporal a moment later: only what is
 * found twice, some seconds apart, is to be believed.
 */
export function disagreementOf(
  record: RecordedCase | null,
  execution: Execution | null,
): Disagreement | null {
  const running = execution?.status === 'RUNNING';
  if (record === null) return running ? 'execution-unrecorded' : null;
  if (!record.open) return running ? 'execution-differs' : null;
  if (execution === null) return record.started ? 'execution-missing' : null;
  if (!running) return 'execution-ended';
  if (execution.type !== applicationWorkflow) return 'execution-foreign';
  if ((execution.number ?? record.number) !== record.number) return 'execution-foreign';
  if (!record.asleep && !isSame(record.shown, execution.shown)) return 'execution-differs';
  return execution.taskFails ? 'execution-fails' : null;
}

/** Whether a workflow was started for this very application. */
export function isStartedFor({ id, number, submission }: RecordedCase, input: unknown): boolean {
  const given = Object(input) as Partial<ApplicationInput>;
  return given.applicationId === id && given.number === number && given.submission === submission;
}

/** Whether both show the same. */
export function isSame(record: Shown, execution: Shown): boolean {
  return (Object.keys(record) as (keyof Shown)[]).every((name) => record[name] === execution[name]);
}
