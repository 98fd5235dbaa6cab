import { instantOfMs } from '../../calendars/instant.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { Application, Command as CommandRow } from '../../prisma/generated/client.ts';
import { regulationEdition } from '../../regulation/editions.ts';
import type { RegulationEdition } from '../../regulation/edition.ts';
import { isSubtype } from '../../regulation/subtypes.ts';
import { applicationTime } from '../../workflows/application/clock.ts';
import type { Clock } from '../../workflows/application/clock.ts';
import type { Actor, Command } from '../../workflows/application/commands.ts';
import type {
  AdvanceClock,
  ApplicationInput,
  CommandEnvelope,
  CommandOutcome,
} from '../../workflows/application/messages.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';
import { parseApplicationId, parseCommandId } from '../../workflows/core/ids.ts';
import type { ApplicationId, CommandId } from '../../workflows/core/ids.ts';

// Rows are written by this project alone, from these very types: reading them back is the one place for `as`.

/** The facts of the procedure, as its workflow wrote them last. */
export function stateOf(row: Pick<Application, 'state'>): ApplicationState {
  return row.state as unknown as ApplicationState;
}

/** The edition of the Rules that the application pinned. */
export function regulationOf(row: Pick<Application, 'regulationEdition'>): RegulationEdition {
  return regulationEdition(row.regulationEdition);
}

/** The application's time at a moment of the world. */
export function timeOf(row: Pick<Application, 'clock'>, now: Instant): Instant {
  return applicationTime(clockOf(row), now);
}

/** The time the application lives in. */
export function clockOf(row: Pick<Application, 'clock'>): Clock {
  return row.clock as unknown as Clock;
}

/** A moment of the world as an instant. */
export function instantOf(date: Date): Instant {
  return instantOfMs(date.getTime());
}

/** What the application's workflow starts with. */
export function inputOf(row: Application, submission: string): ApplicationInput {
  if (!isSubtype(row.subtype)) throw new Error(`application ${row.id} has no subtype`);
  return {
    applicationId: applicationIdOf(row.id),
    number: row.number,
    subtype: row.subtype,
    receivedAt: instantOf(row.receivedAt),
    regulationEdition: row.regulationEdition,
    policy: stateOf(row).policy,
    clock: clockOf(row),
    submission: commandIdOf(submission),
  };
}

/** A committed command as it is delivered. */
export function envelopeOf(row: CommandRow): CommandEnvelope {
  return {
    id: commandIdOf(row.id),
    seq: row.seq,
    receivedAt: instantOf(row.receivedAt),
    actor: row.actor as unknown as Actor,
    ...(row.expectedVersion === null ? {} : { expectedVersion: row.expectedVersion }),
    command: row.command as unknown as Command | AdvanceClock,
  };
}

/** What was decided about a command, or null while nothing was. */
export function outcomeOf(row: Pick<CommandRow, 'outcome'>): CommandOutcome | null {
  return row.outcome as unknown as CommandOutcome | null;
}

export function applicationIdOf(id: string): ApplicationId {
  const parsed = parseApplicationId(id);
  if (parsed === null) throw new Error(`'${id}' is no application id`);
  return parsed;
}

export function commandIdOf(id: string): CommandId {
  const parsed = parseCommandId(id);
  if (parsed === null) throw new Error(`'${id}' is no command id`);
  return parsed;
}
