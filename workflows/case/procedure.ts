import type { Instant } from '../../calendars/instant.ts';
import type { Actor, Role } from './actor.ts';
import type { Basis } from './basis.ts';
import type { HeadDeed } from './deeds.ts';
import type { CommandId } from './ids.ts';
import type { CoreRefusal, RefusalRule } from './refusals.ts';
import type { CaseState } from './state.ts';
import type { Reason, Step } from './step.ts';

/** The types of one procedure, as far as the shared core has to know them. */
export interface ProcedureTypes {
  readonly state: CaseState;
  readonly command: { readonly name: string };
  readonly event: string;
  readonly refusal: string;
  readonly milestone: string;
  /** What the outside world has to do because of a step. */
  readonly effect: { readonly kind: string };
  /** The fact that comes back from there, with its instant. It cannot be refused. */
  readonly evidence: { readonly kind: string; readonly at: Instant };
}

export type CommandOf<P extends ProcedureTypes, Name extends P['command']['name']> = Extract<
  P['command'],
  { name: Name }
>;

/** A command with what is needed to decide it. */
export interface Request<Command> {
  readonly id: CommandId;
  /** The legal instant: when the command was received, in the case's own time. */
  readonly at: Instant;
  readonly actor: Actor;
  /** The version the officer looked at (If-Match); absent for applicants and notifiers. */
  readonly expectedVersion?: number;
  readonly command: Command;
}

/** Everything about one command of a procedure: its row in the table. */
export interface CommandRule<P extends ProcedureTypes, Name extends P['command']['name']> {
  readonly role: Role;
  /** Which power of a head it uses: a substitute needs an order for it. */
  readonly deed?: HeadDeed;
  readonly stages: readonly P['state']['stage'][];
  /** Whether it decides about the applicant: a person who examined may not give it (separation of duties). */
  readonly decides?: (state: P['state']) => boolean;
  /** It answers what the applicant said, so the officer must have seen that (`If-Match`). */
  readonly answersWhatWasSaid?: true;
  /** Codes, beside those of the stage, that do not depend on its content: a refusal with one does not offer the same command. */
  readonly metWhateverItSays?: readonly P['refusal'][];
  /** A reason against it now, other than stage and person. */
  readonly against?: (state: P['state'], at: Instant) => Reason<P['refusal']> | null;
  /** The instant from which it will be refused, when one is known. */
  readonly until?: (state: P['state'], at: Instant) => Instant | null;
  /** How it is applied, after the rules that need no content have allowed it. */
  readonly apply: (
    state: P['state'],
    request: Request<CommandOf<P, Name>>,
    basis: Basis,
  ) => Step<P> | Reason<P['refusal']>;
}

/** What an amendment does to closed terms whose closing the applicant does not know; `stand` is the rule of old queues. */
export type UntoldTerms = 'stand' | 'follow';

/** What a timer can wait for. */
export interface Milestone<Kind extends string = string> {
  readonly kind: Kind;
  readonly at: Instant;
  /** What `settled` of the state keeps when it is settled: the kind, and what distinguishes several of a kind. */
  readonly key: string;
}

/** What can happen in a procedure. */
export interface EventRule {
  /** Legal facts raise the version (the ETag); the others are reminders and echoes. */
  readonly legal: boolean;
  /** The applicant said it at a hearing: this alone does not make an officer's view stale. */
  readonly said?: true;
}

/**
 * One legal procedure: pure functions and tables over its own state. The core calls them, and does the rest in the same way for
 * every procedure: order of events, legal instants, versions, refusals, durable timers, records.
 */
export interface Procedure<P extends ProcedureTypes> {
  readonly commands: { readonly [Name in P['command']['name']]: CommandRule<P, Name> };
  readonly events: Readonly<Record<P['event'], EventRule>>;
  readonly refusals: Readonly<Record<P['refusal'] | CoreRefusal, RefusalRule>>;
  /** The stages in which the procedure is over. */
  isOver(stage: P['state']['stage']): boolean;
  /** Whether open terms keep the calendar by which they were counted; before that, the newest calendar is used. */
  isCalendarPinned(state: P['state']): boolean;
  /** A reason against a command because of the stage: the procedure is over, or has not reached it yet. */
  againstStage(state: P['state'], name: P['command']['name']): Reason<P['refusal']> | null;
  /** The reason against an actor whose role is not the command's. */
  wrongRole(needed: Role): Reason<P['refusal']>;
  /** Every milestone still ahead, earliest first. */
  milestonesOf(state: P['state'], basis: Basis): readonly Milestone<P['milestone']>[];
  /** What a milestone changes at its own instant. */
  settle(state: P['state'], milestone: Milestone<P['milestone']>, basis: Basis): Step<P>;
  /** What evidence, a fact from outside, changes. */
  take(state: P['state'], evidence: P['evidence'], basis: Basis): Step<P>;
  /** Brings open terms to the calendar of the basis. */
  amend(state: P['state'], at: Instant, basis: Basis, untoldTerms?: UntoldTerms): Step<P>;
  /** The step with the status that its facts give to each term at an instant; `by` is the milestone that brought it. */
  judgeTerms(before: P['state'], step: Step<P>, at: Instant, by?: P['milestone']): Step<P>;
  /** The stage that portals see. */
  portalStageOf(state: P['state']): P['state']['stage'];
}

/** The row of one command. */
export function ruleOf<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  name: P['command']['name'],
): CommandRule<P, P['command']['name']> {
  return procedure.commands[name] as CommandRule<P, P['command']['name']>;
}
