import type { Instant } from '../../calendars/instant.ts';
import type { Actor } from '../case/actor.ts';
import type { Basis } from '../case/basis.ts';
import * as core from '../case/decide.ts';
import * as permissions from '../case/permissions.ts';
import type { CommandName } from './commands.ts';
import { applicationProcedure } from './procedure.ts';
import type { ApplicationState } from './state.ts';
import type { ApplicationTypes, Reason, Step } from './step.ts';

/** Everything that moves an application: a request, a milestone that came, evidence of a posting, another calendar. */
export type Input = core.Input<ApplicationTypes>;
export type Refused = core.Refused<ApplicationTypes>;

/** The one transition of the procedure (`workflows/case/decide.ts`). */
export function decide(state: ApplicationState, input: Input, basis: Basis): Step | Refused {
  return core.decide(applicationProcedure, state, input, basis);
}

/** The reason why an actor may not give a command now, before its content is known, or null. */
export function reasonAgainst(
  state: ApplicationState,
  name: CommandName,
  actor: Actor,
  at: Instant,
): Reason | null {
  return permissions.reasonAgainst(applicationProcedure, state, name, actor, at);
}

/** The instant from which a command allowed now will be refused, or null when none is known. */
export function allowedUntil(state: ApplicationState, name: CommandName, at: Instant): Instant | null {
  return permissions.allowedUntil(applicationProcedure, state, name, at);
}

/** Commands that belong to an actor's role, allowed now or not. */
export function commandsOf(actor: Actor): readonly CommandName[] {
  return core.commandsOf(applicationProcedure, actor);
}

/** Commands that an actor may give now, by stage, person and time. */
export function allowedCommands(state: ApplicationState, actor: Actor, at: Instant): readonly CommandName[] {
  return core.allowedCommands(applicationProcedure, state, actor, at);
}
