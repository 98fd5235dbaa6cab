import type { Instant } from '../../calendars/instant.ts';
import type { CommandId, NoticeId } from '../core/ids.ts';
import type { Basis } from './basis.ts';
import { applicationTime } from './clock.ts';
import type { Clock } from './clock.ts';
import { allowedCommands, decide } from './decide.ts';
import type { Input } from './decide.ts';
import type { ApplicationEvent } from './events.ts';
import type {
  AdvanceClock,
  AmendCalendar,
  CommandEnvelope,
  CommandOutcome,
  Place,
  Resumption,
} from './messages.ts';
import { nextMilestone } from './milestones.ts';
import { stageForPortal, stageToldTo } from './portal-view.ts';
import type { NumberedEvent, TurnRecord } from './ports.ts';
import { happened } from './ruling.ts';
import type { Effect, Step } from './ruling.ts';
import type { ApplicationState } from './state.ts';

/** Where an application stands: its facts, its time, its place in the line. */
export interface Standing {
  readonly state: ApplicationState;
  readonly clock: Clock;
  readonly place: Place;
}

/** One turn of the line: where the application stands after it, and all that has to be written and done because of it. */
export interface Turn {
  readonly standing: Standing;
  readonly events: readonly NumberedEvent[];
  readonly effects: readonly Effect[];
  readonly decided: { readonly commandId: CommandId; readonly outcome: CommandOutcome } | null;
}

/** What a turn leaves in PostgreSQL. `basis` is what dates are counted by after it. */
export function recordOf({ standing, events, decided }: Turn, basis: Basis): TurnRecord {
  const { state, clock, place } = standing;
  return {
    applicationId: state.id,
    revision: place.revision,
    state,
    // What its open terms follow: a received application may know a newer calendar already and not follow it yet.
    calendarEdition: state.calendarEdition,
    clock,
    nextMilestoneAt: nextMilestone(state, basis)?.at ?? null,
    events,
    decided,
  };
}

/** The turn of a submission: received, and registered at once when the office is open. */
export function firstTurn(received: Step, clock: Clock, submission: CommandId, basis: Basis): Turn {
  const standing: Standing = { state: received.state, clock, place: { command: 1, revision: 0, event: 0 } };
  const taken = add(emptyTurn(standing), received.state, received.events, received.effects, submission);
  const turn = settleUntil(taken, received.state.receivedAt, basis);
  return finish(turn, {
    commandId: submission,
    outcome: { kind: 'accepted', version: turn.standing.state.version },
  });
}

/**
 * The turn of a command: every milestone at or before its legal instant first, then the command itself. `after` is what
 * dates are counted by from the command on: another calendar, when the command is an amendment.
 */
export function commandTurn(
  standing: Standing,
  envelope: CommandEnvelope,
  basis: Basis,
  after: Basis = basis,
): Turn {
  const { id, actor, command } = envelope;
  const at = applicationTime(standing.clock, envelope.receivedAt);
  const arrived = { ...standing, place: { ...standing.place, command: envelope.seq } };
  const settled = settleUntil(emptyTurn(arrived), at, basis);
  if (command.name === 'advance-clock') return advanceTurn(settled, envelope, command, basis);
  if (command.name === 'amend-calendar') return amendmentTurn(settled, { id, at, command }, after);

  const expected =
    envelope.expectedVersion === undefined ? {} : { expectedVersion: envelope.expectedVersion };
  const input: Input = { kind: 'request', request: { id, at, actor, command, ...expected } };
  const decision = decide(settled.standing.state, input, basis);
  const { state } = settled.standing;
  if (decision.kind === 'refused') {
    const outcome: CommandOutcome = { kind: 'refused', version: state.version, refusal: decision.refusal };
    return finish(add(settled, state, [decision.event], [], id), { commandId: id, outcome });
  }
  const outcome: CommandOutcome = { kind: 'accepted', version: decision.state.version };
  return finish(add(settled, decision.state, decision.events, decision.effects, id), {
    commandId: id,
    outcome,
  });
}

/** What is still open follows the new calendar; what was due before the amendment's instant was settled by the old one. */
function amendmentTurn(
  turn: Turn,
  { id, at, command }: { readonly id: CommandId; readonly at: Instant; readonly command: AmendCalendar },
  after: Basis,
): Turn {
  const { untoldTerms = 'stand' } = command;
  const amended = decide(turn.standing.state, { kind: 'amendment', at, untoldTerms }, after);
  if (amended.kind === 'refused') throw new Error('a calendar amendment cannot be refused');
  const taken = add(turn, amended.state, amended.events, amended.effects, id);
  return finish(taken, {
    commandId: id,
    outcome: { kind: 'accepted', version: taken.standing.state.version },
  });
}

/** The turn of time alone: every milestone up to an instant, each at its own. */
export function timeTurn(standing: Standing, until: Instant, basis: Basis): Turn {
  return finish(settleUntil(emptyTurn(standing), until, basis), null);
}

/** The turn of evidence that a notice was posted at a real instant: every milestone at or before it first. */
export function postingTurn(standing: Standing, noticeId: NoticeId, postedAt: Instant, basis: Basis): Turn {
  const at = applicationTime(standing.clock, postedAt);
  const settled = settleUntil(emptyTurn(standing), at, basis);
  const decision = decide(settled.standing.state, { kind: 'notice-posted', noticeId, at }, basis);
  if (decision.kind === 'refused') throw new Error('evidence of posting is a fact and cannot be refused');
  return finish(add(settled, decision.state, decision.events, decision.effects, null), null);
}

/**
 * Versions that a record which was set back may have lost: an ETag that somebody holds of them is never given again. So many
 * legal facts no application has in its life.
 */
const versionsSkipped = 1_000;

/**
 * The turn with which a procedure goes on from its records, in the place of an execution that was lost. It changes nothing
 * of the procedure; when the record was set back, versions that were given out before are skipped.
 */
export function resumingTurn(standing: Standing, { cause, at, resumedAt, unproved }: Resumption): Turn {
  const setBack = cause === 'record-set-back';
  const { state } = standing;
  const after = setBack ? { ...state, version: state.version + versionsSkipped } : state;
  const event = happened(setBack ? 'record-set-back' : 'execution-resumed', at, null, { cause, resumedAt });
  const effects = unproved.map((noticeId) => ({ kind: 'post-notice', noticeId }) as const);
  return finish(add(emptyTurn(standing), after, [event], effects, null), null);
}

/** Moves a standing clock, settling every milestone on the way at its own instant. */
function advanceTurn(turn: Turn, envelope: CommandEnvelope, { to }: AdvanceClock, basis: Basis): Turn {
  const { clock } = turn.standing;
  if (clock.kind !== 'standing') return refuseAdvance(turn, envelope, 'clock-not-standing', {});
  if (to < clock.at) return refuseAdvance(turn, envelope, 'clock-would-go-back', { at: clock.at });
  const settled = settleUntil(turn, to, basis);
  const moved = {
    ...settled,
    standing: { ...settled.standing, clock: { kind: 'standing', at: to } as const },
  };
  return finish(moved, {
    commandId: envelope.id,
    outcome: { kind: 'accepted', version: moved.standing.state.version },
  });
}

function refuseAdvance(
  turn: Turn,
  { id, actor, receivedAt }: CommandEnvelope,
  code: 'clock-not-standing' | 'clock-would-go-back',
  params: Readonly<Record<string, string>>,
): Turn {
  const { state, clock } = turn.standing;
  const allowed = allowedCommands(state, actor, applicationTime(clock, receivedAt));
  const refusal = { code, stage: stageToldTo(actor, state), params, opensAt: null, allowed };
  return finish(turn, { commandId: id, outcome: { kind: 'refused', version: state.version, refusal } });
}

function settleUntil(turn: Turn, until: Instant, basis: Basis): Turn {
  const { state } = turn.standing;
  const milestone = nextMilestone(state, basis);
  if (milestone === null || milestone.at > until) return turn;
  const decision = decide(state, { kind: 'milestone', milestone }, basis);
  if (decision.kind === 'refused') throw new Error('a milestone cannot be refused');
  return settleUntil(add(turn, decision.state, decision.events, decision.effects, null), until, basis);
}

function emptyTurn(standing: Standing): Turn {
  return { standing, events: [], effects: [], decided: null };
}

function add(
  turn: Turn,
  state: ApplicationState,
  events: readonly ApplicationEvent[],
  effects: readonly Effect[],
  commandId: CommandId | null,
): Turn {
  const { place } = turn.standing;
  const numbered = events.map((event, index) => ({
    ...event,
    seq: place.event + index + 1,
    version: state.version,
    stage: stageForPortal(state),
    commandId,
  }));
  return {
    ...turn,
    standing: { ...turn.standing, state, place: { ...place, event: place.event + events.length } },
    events: [...turn.events, ...numbered],
    effects: [...turn.effects, ...effects],
  };
}

/**
 * Closes a turn and numbers its record by what was applied so far. A turn that a crash took from Temporal may be taken again
 * together with more of the line: the same facts have the same number however they are cut into turns, and more have a higher one.
 */
function finish(turn: Turn, decided: Turn['decided']): Turn {
  const { state, place } = turn.standing;
  const revision = place.command + place.event + state.settled.length;
  return { ...turn, standing: { ...turn.standing, place: { ...place, revision } }, decided };
}
