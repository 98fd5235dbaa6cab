import type { Instant } from '../../calendars/instant.ts';
import { draftIdOf } from '../case/ids.ts';
import type { CommandOf } from './commands.ts';
import { recallApproval } from './preliminary-refusal.ts';
import { andThen, happened } from '../case/step.ts';
import { step } from './step.ts';
import type { Apply, Step } from './step.ts';
import type { ApplicationState, Draft } from './state.ts';

/** The applicant withdraws, any time before the result is signed (APPC 64(9), 70(1)(4)). A draft is voided. */
export const withdraw: Apply<CommandOf<'withdraw'>> = (state, { id, at, actor, command }) => {
  const recalled = recallApproval(state, at, null);
  const events = [happened('withdrawn', at, actor), ...recalled.events];
  if (state.draft) events.push(happened('draft-voided', at, null, { draftId: state.draft.id }));
  const termination = { id, sha256: command.termination };
  const withdrawn = { ...recalled.state, withdrawnAt: at, termination, draft: null };
  // Before registration there is no procedure to terminate, so registration comes first.
  return andThen(step(withdrawn, events), (next) =>
    next.stage === 'received' ? step(next, []) : prepareTermination(next, at),
  );
};

/** The system prepares the termination act for the head, so that no absence delays it; the executor may replace it. */
export function prepareTermination(state: ApplicationState, at: Instant): Step {
  if (state.termination === null) return step(state, []);
  const { id, sha256 } = state.termination;
  const draft: Draft = { id: draftIdOf(id), result: 'terminate', at, sha256, grounds: [], late: false };
  return step({ ...state, draft, stage: 'signing' }, [
    happened('draft-handed-over', at, null, { draftId: draft.id, result: 'terminate', late: false }),
  ]);
}
