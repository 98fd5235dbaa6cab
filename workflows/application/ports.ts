import type { CalendarDays } from '../../calendars/calendar.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import type { Stage } from '../../regulation/statuses.ts';
import type { ApplicationId, CommandId, NoticeId } from '../core/ids.ts';
import type { Clock } from './clock.ts';
import type { ApplicationEvent } from './events.ts';
import type { CommandEnvelope, CommandOutcome } from './messages.ts';
import type { ApplicationState } from './state.ts';

/** One line of the audit trail with its place. `seq` counts the application's lines without gaps. */
export interface NumberedEvent extends ApplicationEvent {
  readonly seq: number;
  readonly version: number;
  /** The stage that portals see after it. */
  readonly stage: Stage;
  /** The command that brought it; null for what time or a posting brought. */
  readonly commandId: CommandId | null;
}

/** What one turn of the line leaves in PostgreSQL, in one transaction: read model, audit trail, outbox, the command's outcome. */
export interface TurnRecord {
  readonly applicationId: ApplicationId;
  /** Grows with all that was applied to the application; an older record never overwrites a newer one. */
  readonly revision: number;
  readonly state: ApplicationState;
  readonly calendarEdition: string;
  readonly clock: Clock;
  readonly nextMilestoneAt: Instant | null;
  readonly events: readonly NumberedEvent[];
  readonly decided: { readonly commandId: CommandId; readonly outcome: CommandOutcome } | null;
  /** The command as it was delivered: its row must say the same. */
  readonly delivered?: CommandEnvelope;
}

/** The application's records in PostgreSQL. Every call may be repeated. */
export interface RecordsPort {
  /**
   * Writes one turn. A repeat of the same revision changes nothing. Fails with `command-unknown`, and writes nothing, when the
   * command that it decides has no row that says the same.
   */
  recordTurn(turn: TurnRecord): Promise<void>;
  /**
   * The commands committed after a place in the line, in order, and PostgreSQL's own time. It waits for transactions that
   * are committing a command for this application, so that none with an earlier instant can follow.
   */
  readLine(query: {
    readonly applicationId: ApplicationId;
    readonly afterSeq: number;
  }): Promise<{ readonly commands: readonly CommandEnvelope[]; readonly readAt: Instant }>;
  /** The outcome of a command that an earlier run decided. */
  readOutcome(commandId: CommandId): Promise<CommandOutcome>;
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

export interface CabinetPort {
  /** Posts the notice of a preliminary refusal to the applicant's personal cabinet; repeats give the first posting's time. */
  postNotice(notice: {
    readonly applicationId: ApplicationId;
    readonly noticeId: NoticeId;
  }): Promise<{ readonly postedAt: Instant }>;
}

/** All that this process asks of the outside world. */
export type ApplicationPorts = RecordsPort & CalendarPort & CabinetPort;
