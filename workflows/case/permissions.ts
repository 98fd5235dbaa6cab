import type { Instant } from '../../calendars/instant.ts';
import type { Actor } from './actor.ts';
import { isHandedOver } from './deeds.ts';
import { ruleOf, type Procedure, type ProcedureTypes } from './procedure.ts';
import type { CoreRefusal } from './refusals.ts';
import { coreReason, type Reason } from './step.ts';

/**
 * The reason why an actor may not give a command now, or null. It looks at stage, person and time only: the content of the
 * command is judged when it is applied.
 */
export function reasonAgainst<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  state: P['state'],
  name: P['command']['name'],
  actor: Actor,
  at: Instant,
): Reason<P['refusal'] | CoreRefusal> | null {
  return (
    procedure.againstStage(state, name) ??
    againstPerson(procedure, state, name, actor) ??
    ruleOf(procedure, name).against?.(state, at) ??
    null
  );
}

/** The instant from which a command allowed now will be refused, or null when none is known. */
export function allowedUntil<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  state: P['state'],
  name: P['command']['name'],
  at: Instant,
): Instant | null {
  return ruleOf(procedure, name).until?.(state, at) ?? null;
}

// The API already refuses a caller whose role is not the command's; this is the second check.
function againstPerson<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  state: P['state'],
  name: P['command']['name'],
  actor: Actor,
): Reason<P['refusal'] | CoreRefusal> | null {
  const { role, deed, decides } = ruleOf(procedure, name);
  if (actor.role !== role) {
    if (role === 'executor') return coreReason('not-the-appointed-executor');
    return role === 'head' ? coreReason('examiner-may-not-decide') : procedure.wrongRole(role);
  }
  if ('party' in actor && actor.party !== undefined)
    return coreReason('party-to-the-application', { party: actor.party });
  if (actor.role === 'executor' && actor.staff !== state.executor?.staff)
    return coreReason('not-the-appointed-executor');
  if (!isHandedOver(actor, deed)) return coreReason('outside-the-delegation');
  if (actor.role === 'head' && decides?.(state) && state.examiners.includes(actor.person))
    return coreReason('examiner-may-not-decide');
  return null;
}
