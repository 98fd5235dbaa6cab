import { revisionOf } from '../workflows/case/queue.ts';
import { instantOfMs } from '../calendars/instant.ts';
import type { CalendarShelf } from '../calendars/shelf.ts';
import { regulationEdition } from '../regulation/editions.ts';
import type { Basis } from '../workflows/case/basis.ts';
import type { Clock } from '../workflows/case/clock.ts';
import type { Actor } from '../workflows/case/actor.ts';
import { commandTurn, recordOf, type Snapshot } from '../workflows/application/queue.ts';
import { amendCalendarTo } from '../workflows/case/messages.ts';
import { type CommandEnvelope } from '../workflows/application/messages.ts';
import type { TurnRecord } from '../workflows/application/ports.ts';
import type { ApplicationState } from '../workflows/application/state.ts';
import { parseCommandId } from '../workflows/case/ids.ts';
import { codedFailure } from './failures.ts';

/** What PostgreSQL knows of an open application, read under the lock of its line. */
export interface OpenLine {
  readonly state: ApplicationState;
  readonly clock: Clock;
  readonly revision: number;
  /** The last line of the audit trail. */
  readonly lastEvent: number;
  /** The last command in the line, before the amendment. */
  readonly lastCommand: number;
  readonly undecided: boolean;
}

/** The amendment as it was committed to one line. */
export interface GivenAmendment {
  readonly id: string;
  readonly seq: number;
  readonly receivedMs: number;
}

/**
 * Where an application stands, when that can be told from its records alone: every command before the amendment is
 * decided, no notice is on its way to the cabinet, registration has pinned a calendar, and no sandbox clock runs. Null otherwise: its workflow has
 * to take the amendment in its turn.
 */
export function standingOf(line: OpenLine): Snapshot | null {
  const { state, clock, revision, lastEvent: event, lastCommand: command, undecided } = line;
  if (undecided || state.stage === 'received') return null;
  // Its timer waits by a time of its own, which nobody else computes.
  if (clock.kind === 'running') return null;
  // Evidence of a posting may have an earlier instant than the amendment and is known to the workflow alone.
  if (state.notices.some(({ status }) => status !== 'sent')) return null;
  if (revision !== revisionOf(state, { command, event })) return null;
  return { state, clock, place: { command, revision, event } };
}

/**
 * The turn that the application's workflow will take when it comes to the amendment, by the same function, so that
 * record and workflow agree whoever is first (docs/decisions/0026).
 */
export async function recordOfAmendment(
  calendars: CalendarShelf,
  standing: Snapshot,
  edition: string,
  given: GivenAmendment,
): Promise<TurnRecord> {
  const { calendarEdition, regulationEdition: pinned } = standing.state;
  const regulation = regulationEdition(pinned);
  const before: Basis = {
    calendar: calendars.calendarOf(await calendars.byId(calendarEdition)),
    regulation,
  };
  const after: Basis = {
    calendar: calendars.calendarOf(await calendars.newestOf([edition, calendarEdition])),
    regulation,
  };
  return recordOf(commandTurn(standing, envelopeOf(edition, given), before, after), after);
}

function envelopeOf(edition: string, { id, seq, receivedMs }: GivenAmendment): CommandEnvelope {
  const commandId = parseCommandId(id);
  if (commandId === null) throw codedFailure('record-invalid', `command ${id} has no UUID`);
  const receivedAt = instantOfMs(receivedMs);
  return {
    id: commandId,
    seq,
    receivedAt,
    actor: amendmentActor(edition),
    command: amendCalendarTo(edition),
  };
}

/** The calendar itself acts: nobody in the procedure does. */
export function amendmentActor(edition: string): Actor {
  return { role: 'calendar', edition };
}
