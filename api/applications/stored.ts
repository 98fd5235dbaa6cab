import { instantOfMs } from '../../calendars/instant.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { Application, Command as CommandRow } from '../../prisma/generated/client.ts';
import {
  BrokenRecord,
  readable,
  readClock,
  readCommand,
  readOutcome,
  readState,
} from '../../prisma/stored-json.ts';
import { regulationEdition } from '../../regulation/editions.ts';
import type { RegulationEdition, Subtype } from '../../regulation/edition.ts';
import { isSubtype } from '../../regulation/subtypes.ts';
import { applicationTime } from '../../workflows/case/clock.ts';
import type { Clock } from '../../workflows/case/clock.ts';
import type {
  ApplicationInput,
  CommandEnvelope,
  CommandOutcome,
} from '../../workflows/application/messages.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';
import { parseApplicationId, parseCommandId } from '../../workflows/case/ids.ts';
import type { ApplicationId, CommandId } from '../../workflows/case/ids.ts';

// What is not as we write it throws `BrokenRecord`: ours to mend, whoever asked.

/** The facts of the procedure, as its workflow wrote them last. */
export function stateOf(row: Pick<Application, 'id' | 'state'>): ApplicationState {
  return readState(row.id, row.state);
}

/** The edition of the Rules that the application pinned. */
export function regulationOf(row: Pick<Application, 'id' | 'regulationEdition'>): RegulationEdition {
  return readable({ table: 'applications', id: row.id }, () => regulationEdition(row.regulationEdition));
}

/** Under which of the three procedures of processing it falls. */
export function subtypeOf(row: Pick<Application, 'id' | 'subtype'>): Subtype {
  if (!isSubtype(row.subtype))
    throw new BrokenRecord({ table: 'applications', id: row.id }, 'it has no subtype');
  return row.subtype;
}

/** The application's time at a moment of the world. */
export function timeOf(row: Pick<Application, 'id' | 'clock'>, now: Instant): Instant {
  return applicationTime(clockOf(row), now);
}

/** The time the application lives in. */
export function clockOf(row: Pick<Application, 'id' | 'clock'>): Clock {
  return readClock(row.id, row.clock);
}

/** A moment of the world as an instant. */
export function instantOf(date: Date): Instant {
  return instantOfMs(date.getTime());
}

/** What the application's workflow starts with. */
export function inputOf(row: Application, submission: string): ApplicationInput {
  return {
    applicationId: applicationIdOf(row.id),
    number: row.number,
    subtype: subtypeOf(row),
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
    ...(row.expectedVersion === null ? {} : { expectedVersion: row.expectedVersion }),
    ...readCommand(row),
  };
}

/** What was decided about a command, or null while nothing was. */
export function outcomeOf(row: Pick<CommandRow, 'id' | 'outcome'>): CommandOutcome | null {
  return readOutcome(row.id, row.outcome);
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
