import type { CommandOf } from './commands.ts';
import { happened } from '../case/step.ts';
import { reason, step } from './step.ts';
import type { Apply } from './step.ts';

/**
 * A head names the executor (Order 219, clause 5), or another one with a reason. Findings and the hearing remain valid;
 * the former executor still may not sign.
 */
export const appointExecutor: Apply<CommandOf<'appoint-executor'>> = (state, { at, actor, command }) => {
  if (actor.role === 'head' && actor.person === command.person) return reason('self-appointment');
  if (command.party !== undefined) return reason('executor-is-a-party', { party: command.party });
  if (state.executor?.staff === command.staff)
    return reason('already-the-executor', { staff: command.staff });
  if (state.deciders.includes(command.person)) return reason('executor-barred', { staff: command.staff });
  if (state.executor && command.reason === undefined) return reason('reassignment-without-reason');

  const examiners = [...new Set([...state.examiners, command.person])];
  if (command.heads.every((head) => examiners.includes(head))) return reason('no-head-left');

  const former = state.executor;
  const next = {
    ...state,
    executor: { staff: command.staff, person: command.person, appointedAt: at },
    examiners,
    stage: state.stage === 'registered' ? 'completeness-check' : state.stage,
  } as const;
  const event = former
    ? happened('executor-replaced', at, actor, { executor: command.staff, former: former.staff })
    : happened('executor-appointed', at, actor, { executor: command.staff });
  return step(next, [event]);
};
