import type { Instant } from '../../calendars/instant.ts';
import type { Basis } from './basis.ts';
import { applicationTime, type Clock } from './clock.ts';
import { allowedCommands, decide, stageFor } from './decide.ts';
import type { CommandId } from './ids.ts';
import type {
  AdvanceClock,
  AmendCalendar,
  CommandEnvelope,
  OutcomeOf,
  Place,
  Resumption,
} from './messages.ts';
import type { EventOf, TurnRecord } from './ports.ts';
import type { Procedure, ProcedureTypes } from './procedure.ts';
import type { CoreRefusal } from './refusals.ts';
import { happened, type CaseEvent, type Step } from './step.ts';

/** A case at one moment: its facts, its clock, its place in the queue. */
export interface Snapshot<P extends ProcedureTypes> {
  readonly state: P['state'];
  readonly clock: Clock;
  readonly place: Place;
}

/**
 * One turn: one step of work on the queue, which is decided and written as a whole. It has the snapshot after it, and all that has
 * to be written and done because of it.
 */
export interface Turn<P extends ProcedureTypes> {
  readonly snapshot: Snapshot<P>;
  readonly events: readonly EventOf<P>[];
  readonly effects: readonly P['effect'][];
  readonly decided: { readonly commandId: CommandId; readonly outcome: OutcomeOf<P> } | null;
}

/** What a turn writes to PostgreSQL. Dates are counted by `basis` after it. */
export function recordOf<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  { snapshot, events, decided }: Turn<P>,
  basis: Basis,
): TurnRecord<P> {
  const { state, clock, place } = snapshot;
  return {
    caseId: state.id,
    revision: place.revision,
    state,
    // The calendar that open terms follow: a case may have read a newer one that its terms do not follow yet.
    calendarEdition: state.calendarEdition,
    clock,
    nextMilestoneAt: procedure.milestonesOf(state, basis)[0]?.at ?? null,
    events,
    decided,
  };
}

/** The turn of a submission: received, and registered at once when the office is open. */
export function firstTurn<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  received: Step<P>,
  { clock, submission }: { readonly clock: Clock; readonly submission: CommandId },
  basis: Basis,
): Turn<P> {
  const snapshot = { state: received.state, clock, place: { command: 1, revision: 0, event: 0 } };
  const taken = add(procedure, emptyTurn<P>(snapshot), received, submission);
  return accept(settleUntil(procedure, taken, received.state.receivedAt, basis), submission);
}

/**
 * The turn of a command: first every milestone at or before its legal instant, then the command itself. From the command on dates
 * are counted by `after`, which has another calendar when the command is an amendment.
 */
export function commandTurn<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  snapshot: Snapshot<P>,
  envelope: CommandEnvelope<P['command']>,
  basis: Basis,
  after: Basis = basis,
): Turn<P> {
  const { id, actor, expectedVersion } = envelope;
  const at = applicationTime(snapshot.clock, envelope.receivedAt);
  const arrived = { ...snapshot, place: { ...snapshot.place, command: envelope.seq } };
  const settled = settleUntil(procedure, emptyTurn<P>(arrived), at, basis);
  const { state } = settled.snapshot;
  if (isAdvance(envelope.command)) return advanceTurn(procedure, settled, envelope, envelope.command, basis);
  if (isAmendment(envelope.command)) {
    // Terms that are still open follow the new calendar; milestones before the amendment's instant were settled by the old one.
    const { untoldTerms = 'stand' } = envelope.command;
    const amended = decide(procedure, state, { kind: 'amendment', at, untoldTerms }, after);
    return accept(add(procedure, settled, amended, id), id);
  }
  const command = envelope.command as P['command'];
  const expected = expectedVersion === undefined ? {} : { expectedVersion };
  const decision = decide(
    procedure,
    state,
    { kind: 'request', request: { id, at, actor, command, ...expected } },
    basis,
  );
  if (decision.kind === 'step') return accept(add(procedure, settled, decision, id), id);
  const noted = add(procedure, settled, { state, events: [decision.event], effects: [] }, id);
  return finish(noted, {
    commandId: id,
    outcome: { kind: 'refused', version: state.version, refusal: decision.refusal },
  });
}

/** The turn of time alone: every milestone up to an instant, each settled at its own instant. */
export function timeTurn<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  snapshot: Snapshot<P>,
  until: Instant,
  basis: Basis,
): Turn<P> {
  return finish(settleUntil(procedure, emptyTurn<P>(snapshot), until, basis), null);
}

/** The turn of evidence, whose instant is in real time: first every milestone at or before it. */
export function evidenceTurn<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  snapshot: Snapshot<P>,
  evidence: P['evidence'],
  basis: Basis,
): Turn<P> {
  const at = applicationTime(snapshot.clock, evidence.at);
  const settled = settleUntil(procedure, emptyTurn<P>(snapshot), at, basis);
  const inItsTime: P['evidence'] = { ...evidence, at };
  const step = decide(procedure, settled.snapshot.state, { kind: 'evidence', evidence: inItsTime }, basis);
  return finish(add(procedure, settled, step, null), null);
}

/**
 * How many versions are skipped when a record was set back. Somebody may hold an ETag of a lost version, and it must not be given
 * again. No case has this many legal facts in its life.
 */
const versionsSkipped = 1_000;

/**
 * The turn with which a case goes on from its records after its execution was lost. It changes nothing in the procedure. When
 * the record was set back, versions that may have been given out before are skipped.
 */
export function resumingTurn<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  snapshot: Snapshot<P>,
  { cause, at, resumedAt, unproved }: Resumption<P>,
): Turn<P> {
  const setBack = cause === 'record-set-back';
  const { state } = snapshot;
  const after = setBack ? { ...state, version: state.version + versionsSkipped } : state;
  const event = happened(setBack ? 'record-set-back' : 'execution-resumed', at, null, { cause, resumedAt });
  return finish(
    add(procedure, emptyTurn<P>(snapshot), { state: after, events: [event], effects: unproved }, null),
    null,
  );
}

/** Moves a manual clock and settles every milestone on the way at its own instant. */
function advanceTurn<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  turn: Turn<P>,
  envelope: CommandEnvelope<P['command']>,
  { to }: AdvanceClock,
  basis: Basis,
): Turn<P> {
  const { clock } = turn.snapshot;
  if (clock.kind !== 'standing') return refuseAdvance(procedure, turn, envelope, 'clock-not-standing', {});
  if (to < clock.at) return refuseAdvance(procedure, turn, envelope, 'clock-would-go-back', { at: clock.at });
  const settled = settleUntil(procedure, turn, to, basis);
  const snapshot = { ...settled.snapshot, clock: { kind: 'standing', at: to } as const };
  return accept({ ...settled, snapshot }, envelope.id);
}

function refuseAdvance<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  turn: Turn<P>,
  { id, actor, receivedAt }: CommandEnvelope<P['command']>,
  code: CoreRefusal,
  params: Readonly<Record<string, string>>,
): Turn<P> {
  const { state, clock } = turn.snapshot;
  const allowed = allowedCommands(procedure, state, actor, applicationTime(clock, receivedAt));
  const refusal = { code, stage: stageFor(procedure, actor, state), params, opensAt: null, allowed };
  return finish(turn, { commandId: id, outcome: { kind: 'refused', version: state.version, refusal } });
}

function isAdvance(command: { readonly name: string }): command is AdvanceClock {
  return command.name === 'advance-clock';
}

/** Whether a command is a calendar amendment. */
export function isAmendment(command: { readonly name: string }): command is AmendCalendar {
  return command.name === 'amend-calendar';
}

function settleUntil<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  turn: Turn<P>,
  until: Instant,
  basis: Basis,
): Turn<P> {
  const { state } = turn.snapshot;
  const [milestone] = procedure.milestonesOf(state, basis);
  if (milestone === undefined || milestone.at > until) return turn;
  const step = decide(procedure, state, { kind: 'milestone', milestone }, basis);
  return settleUntil(procedure, add(procedure, turn, step, null), until, basis);
}

function emptyTurn<P extends ProcedureTypes>(snapshot: Snapshot<P>): Turn<P> {
  return { snapshot, events: [], effects: [], decided: null };
}

interface Change<P extends ProcedureTypes> {
  readonly state: P['state'];
  readonly events: readonly CaseEvent<EventOf<P>['type']>[];
  readonly effects: readonly P['effect'][];
}

function add<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  turn: Turn<P>,
  { state, events, effects }: Change<P>,
  commandId: CommandId | null,
): Turn<P> {
  const { place } = turn.snapshot;
  const numbered = events.map((event, index) => ({
    ...event,
    seq: place.event + index + 1,
    version: state.version,
    stage: procedure.portalStageOf(state),
    commandId,
  }));
  return {
    ...turn,
    snapshot: { ...turn.snapshot, state, place: { ...place, event: place.event + events.length } },
    events: [...turn.events, ...numbered],
    effects: [...turn.effects, ...effects],
  };
}

function accept<P extends ProcedureTypes>(turn: Turn<P>, commandId: CommandId): Turn<P> {
  return finish(turn, {
    commandId,
    outcome: { kind: 'accepted', version: turn.snapshot.state.version },
  });
}

/** Closes a turn and numbers its record by the count of all that was applied. */
function finish<P extends ProcedureTypes>(turn: Turn<P>, decided: Turn<P>['decided']): Turn<P> {
  const { state, place } = turn.snapshot;
  return {
    ...turn,
    snapshot: { ...turn.snapshot, place: { ...place, revision: revisionOf(state, place) } },
    decided,
  };
}

/**
 * The number of a case's record: it counts all that was applied. After a crash a turn may be taken again together with more of the
 * queue. The same facts have the same number, however they are divided into turns, and more facts have a higher one.
 */
export function revisionOf(
  { settled }: Pick<ProcedureTypes['state'], 'settled'>,
  { command, event }: Pick<Place, 'command' | 'event'>,
): number {
  return command + event + settled.length;
}
