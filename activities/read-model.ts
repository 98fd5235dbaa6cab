import type { Instant } from '../calendars/instant.ts';
import type { PlainDate } from '../calendars/plain-date.ts';
import { deadlineOf } from '../workflows/case/deadlines.ts';
import type { TurnRecord } from '../workflows/application/ports.ts';
import { codedFailure } from './failures.ts';

/** The columns of `applications` that lists and searches look at. */
export interface ReadModel {
  readonly stage: string;
  readonly overdue: boolean;
  readonly version: number;
  readonly registeredOn: PlainDate | null;
  readonly resultDueOn: PlainDate;
  readonly resultDueAt: Instant;
  readonly nextMilestoneAt: Instant | null;
  readonly executorId: string | null;
  readonly calendarEdition: string;
}

/** The row that a turn leaves behind. Throws `record-invalid` when no result is due: every application has its D8. */
export function readModelOf({ state, nextMilestoneAt, calendarEdition }: TurnRecord): ReadModel {
  const result = deadlineOf(state.deadlines, 'result');
  if (result === null) {
    throw codedFailure('record-invalid', `application ${state.id} has no deadline for its result`);
  }
  const registration = deadlineOf(state.deadlines, 'registration');
  return {
    stage: state.stage,
    overdue: state.overdueSince !== null,
    version: state.version,
    registeredOn: state.registeredAt === null ? null : (registration?.on ?? null),
    resultDueOn: result.on,
    resultDueAt: result.at,
    nextMilestoneAt,
    executorId: state.executor?.staff ?? null,
    calendarEdition,
  };
}
