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
  /** What comes back from there: a fact with the instant at which it was so. It cannot be refused. */
  readonly evidence: { readonly kind: string; readonly at: Instant };
}

export type CommandOf<P extends ProcedureTypes, Name extends P['command']['name']> = Extract<
  P['command'],
  { name: Name }
>;

/** A command with the circumstances that decide about it. */
export interface Request<Command> {
  readonly id: CommandId;
  /** The legal instant: when the command was received, in the case's own time. */
  readonly at: Instant;
  readonly actor: Actor;
  /** The version the officer looked at (If-Match); absent for applicants and notifiers. */
  readonly expectedVersion?: number;
  readonly command: Command;
}

/** Everything there is to say about one command of a procedure: its row in the table. */
export interface CommandRule<P extends ProcedureTypes, Name extends P['command']['name']> {
  readonly role: Role;
  /** Which of a head's deeds it is: what a substitute needs an order for. */
  readonly deed?: HeadDeed;
  readonly stages: readonly P['state']['stage'][];
  /** Whether it decides about the applicant: who examined does not give it (separation of duties). */
  readonly decides?: (state: P['state']) => boolean;
  /** It answers what the applicant said, so it is given by who has seen that (`If-Match`). */
  readonly answersWhatWasSaid?: true;
  /** Codes that it meets whatever it says, beside those of the stage: it is not offered in their place. */
  readonly metWhateverItSays?: readonly P['refusal'][];
  /** A reason against it now, beyond stage and person. */
  readonly against?: (state: P['state'], at: Instant) => Reason<P['refusal']> | null;
  /** The instant from which it will be refused, when one is known. */
  readonly until?: (state: P['state'], at: Instant) => Instant | null;
  /** How it is applied, once all that needs no content has let it pass. */
  readonly apply: (
    state: P['state'],
    request: Request<CommandOf<P, Name>>,
    basis: Basis,
  ) => Step<P> | Reason<P['refusal']>;
}

/** What terms that the applicant was not told of do when the calendar is amended; `stand` is a rule of old lines. */
export type UntoldTerms = 'stand' | 'follow';

/** What a timer can wait for. */
export interface Milestone<Kind extends string = string> {
  readonly kind: Kind;
  readonly at: Instant;
  /** What the ledger remembers when it is settled: kind, and what tells several of a kind apart. */
  readonly key: string;
}

/** What can happen in a procedure. */
export interface EventRule {
  /** Legal facts raise the version (the ETag); the others are reminders and echoes. */
  readonly legal: boolean;
  /** Said by the applicant at a hearing: by itself it keeps no officer from acting on what they have seen. */
  readonly said?: true;
}

/**
 * One procedure of law: pure functions and tables over its own state. The core asks it, and does the rest for every procedure
 * alike: order of events, legal instants, versions, refusals, durable timers, records.
 */
export interface Procedure<P extends ProcedureTypes> {
  readonly commands: { readonly [Name in P['command']['name']]: CommandRule<P, Name> };
  readonly events: Readonly<Record<P['event'], EventRule>>;
  readonly refusals: Readonly<Record<P['refusal'] | CoreRefusal, RefusalRule>>;
  /** The stages in which the procedure is over. */
  isOver(stage: P['state']['stage']): boolean;
  /** Whether open terms keep the calendar they were counted by; before, the newest counts. */
  isCalendarPinned(state: P['state']): boolean;
  /** A reason against a command that lies in the stage: the procedure is over, or not there yet. */
  againstStage(state: P['state'], name: P['command']['name']): Reason<P['refusal']> | null;
  /** The reason against who comes in another role than the command's. */
  wrongRole(needed: Role): Reason<P['refusal']>;
  /** Every milestone still ahead, earliest first. */
  milestonesOf(state: P['state'], basis: Basis): readonly Milestone<P['milestone']>[];
  /** What a milestone brings about at its own instant. */
  settle(state: P['state'], milestone: Milestone<P['milestone']>, basis: Basis): Step<P>;
  /** What a fact from outside changes. */
  take(state: P['state'], evidence: P['evidence'], basis: Basis): Step<P>;
  /** Brings what is open to the calendar of the basis. */
  amend(state: P['state'], at: Instant, basis: Basis, untoldTerms?: UntoldTerms): Step<P>;
  /** The step with the status that its facts give to each term at an instant; `by` is the milestone that brought it. */
  judgeTerms(before: P['state'], step: Step<P>, at: Instant, by?: P['milestone']): Step<P>;
  /** The stage that portals see. */
  portalStageOf(state: P['state']): P['state']['stage'];
}
