import type { Instant } from '../../calendars/instant.ts';
import type { Deadline } from './deadlines.ts';
import type { CaseId, PersonId, StaffId } from './ids.ts';

/** What is known of every case, whatever its procedure: facts only, no texts, no personal data. */
export interface CaseState {
  readonly id: CaseId;
  readonly number: string;
  readonly regulationEdition: string;
  /** The calendar edition that open terms follow. */
  readonly calendarEdition: string;
  readonly stage: string;
  /** Raised by one with every legal fact; the ETag. */
  readonly version: number;
  /**
   * The version at which what officers decide on last changed: whoever has seen it may act (`If-Match`), whatever the applicant
   * has said at the hearing since. Absent in facts of before it was kept: then the present version.
   */
  readonly decidedOnVersion?: number;
  /** The version at which the applicant last spoke at a hearing: its record is made by who has seen that. */
  readonly saidVersion?: number;
  readonly receivedAt: Instant;
  readonly executor: Executor | null;
  /** Persons who examined, found, proposed or drafted: they never approve or sign. */
  readonly examiners: readonly PersonId[];
  readonly deadlines: readonly Deadline[];
  /** Keys of the milestones that were settled: nothing fires twice, whatever moves. */
  readonly settled: readonly string[];
}

export interface Executor {
  readonly staff: StaffId;
  readonly person: PersonId;
  readonly appointedAt: Instant;
}
