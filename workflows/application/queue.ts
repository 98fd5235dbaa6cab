import type { Instant } from '../../calendars/instant.ts';
import type { Basis } from '../case/basis.ts';
import type { Clock } from '../case/clock.ts';
import type { CommandId } from '../case/ids.ts';
import * as core from '../case/queue.ts';
import type { CommandEnvelope, Resumption } from './messages.ts';
import type { TurnRecord } from './ports.ts';
import { applicationProcedure } from './procedure.ts';
import type { ApplicationTypes, NoticePosted, Step } from './step.ts';

// The queue of `workflows/case/queue.ts`, for applications.

export type Snapshot = core.Snapshot<ApplicationTypes>;
export type Turn = core.Turn<ApplicationTypes>;

/** What a turn leaves in PostgreSQL. `basis` is what dates are counted by after it. */
export function recordOf(turn: Turn, basis: Basis): TurnRecord {
  return core.recordOf(applicationProcedure, turn, basis);
}

/** The turn of a submission: received, and registered at once when the office is open. */
export function firstTurn(received: Step, clock: Clock, submission: CommandId, basis: Basis): Turn {
  return core.firstTurn(applicationProcedure, received, { clock, submission }, basis);
}

/** The turn of a command; `after` is what dates are counted by from the command on. */
export function commandTurn(
  snapshot: Snapshot,
  envelope: CommandEnvelope,
  basis: Basis,
  after: Basis = basis,
): Turn {
  return core.commandTurn(applicationProcedure, snapshot, envelope, basis, after);
}

/** The turn of time alone: every milestone up to an instant, each at its own. */
export function timeTurn(snapshot: Snapshot, until: Instant, basis: Basis): Turn {
  return core.timeTurn(applicationProcedure, snapshot, until, basis);
}

/** The turn with which an application goes on from its records. */
export function resumingTurn(snapshot: Snapshot, resumption: Resumption): Turn {
  return core.resumingTurn(applicationProcedure, snapshot, resumption);
}

/** The turn of evidence that a notice was posted at a real instant. */
export function evidenceTurn(snapshot: Snapshot, evidence: NoticePosted, basis: Basis): Turn {
  return core.evidenceTurn(applicationProcedure, snapshot, evidence, basis);
}
