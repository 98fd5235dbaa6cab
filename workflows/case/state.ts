import type { Instant } from '../../calendars/instant.ts';
import type { Deadline } from './deadlines.ts';
import type { CaseId, PersonId, StaffId } from './ids.ts';

/** The facts of every case, whatever its procedure: no texts, no personal data. */
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
   * The version at which the facts that officers decide on last changed. An officer who has seen it may act (`If-Match`), whatever
   * the applicant has said at the hearing since. Absent in old facts: then it is the present version.
   */
  readonly decidedOnVersion?: number;
  /** The version at which the applicant last spoke at a hearing: whoever records the hearing must have seen it. */
  readonly saidVersion?: number;
  readonly receivedAt: Instant;
  readonly executor: Executor | null;
  /** Persons who examined, found, proposed or drafted: they may never approve or sign. */
  readonly examiners: readonly PersonId[];
  readonly deadlines: readonly Deadline[];
  /** Keys of the milestones that were settled: none is settled twice, whatever moves. */
  readonly settled: readonly string[];
}

export interface Executor {
  readonly staff: StaffId;
  readonly person: PersonId;
  readonly appointedAt: Instant;
}
