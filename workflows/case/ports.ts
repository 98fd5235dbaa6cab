import type { CalendarDays } from '../../calendars/calendar.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import type { Clock } from './clock.ts';
import type { CaseId, CommandId } from './ids.ts';
import type { CommandEnvelope, OutcomeOf } from './messages.ts';
import type { ProcedureTypes } from './procedure.ts';
import type { CaseEvent } from './step.ts';

/** One entry of the audit trail with its number. `seq` counts the case's entries without gaps. */
export interface NumberedEvent<
  Type extends string = string,
  Stage extends string = string,
> extends CaseEvent<Type> {
  readonly seq: number;
  readonly version: number;
  /** The stage that portals see after it. */
  readonly stage: Stage;
  /** The command that caused it; null when time or evidence did. */
  readonly commandId: CommandId | null;
}

export type EventOf<P extends ProcedureTypes> = NumberedEvent<
  P['event'] | 'command-refused' | 'execution-resumed' | 'record-set-back',
  P['state']['stage']
>;

/** What one turn writes to PostgreSQL in one transaction: read model, trail, letters, outbox, the command's outcome. */
export interface TurnRecord<P extends ProcedureTypes> {
  readonly caseId: CaseId;
  /** Counts all that was applied to the case; an older record never overwrites a newer one. */
  readonly revision: number;
  readonly state: P['state'];
  readonly calendarEdition: string;
  readonly clock: Clock;
  readonly nextMilestoneAt: Instant | null;
  readonly events: readonly EventOf<P>[];
  readonly decided: { readonly commandId: CommandId; readonly outcome: OutcomeOf<P> } | null;
  /** The command as it was delivered: its row must say the same. */
  readonly delivered?: CommandEnvelope<P['command']>;
}

/** A case's records in PostgreSQL. Every call may be repeated. */
export interface RecordsPort<P extends ProcedureTypes> {
  /**
   * Writes one turn. A repeat of the same revision changes nothing. Fails with `command-unknown`, and writes nothing, when no row
   * has the command that it decides, or the row has other content.
   */
  recordTurn(turn: TurnRecord<P>): Promise<void>;
  /**
   * The commands committed after a place in the queue, in order, and PostgreSQL's own time. It waits for transactions that are
   * committing a command for this case, so no command with an earlier instant can follow.
   */
  readLine(query: { readonly caseId: CaseId; readonly afterSeq: number }): Promise<{
    readonly commands: readonly CommandEnvelope<P['command']>[];
    readonly readAt: Instant;
  }>;
  /** The outcome of a command that an earlier run decided. */
  readOutcome(commandId: CommandId): Promise<OutcomeOf<P>>;
}

export interface CalendarPort {
  /**
   * The newest edition from a day, or from its own first day when that is later, to its end, as plain data; with `among`
   * the newest of these editions.
   */
  readNewestCalendar(query: {
    readonly from: PlainDate;
    readonly among?: readonly string[];
  }): Promise<CalendarDays>;
}
