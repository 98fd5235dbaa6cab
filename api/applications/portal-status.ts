import type { Language, RegulationEdition, Situation } from '../../regulation/edition.ts';
import { dateIn, filledIn } from '../../regulation/text.ts';
import { deadlineOf } from '../../workflows/case/deadlines.ts';
import { isFinal } from '../../workflows/application/stages.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';

/** What the personal cabinet shows (Order 219, clause 3): a code, and the regulation's text with its date filled in. */
export function portalStatusOf(state: ApplicationState, regulation: RegulationEdition, language: Language) {
  const situation = situationOf(state);
  const { code, text, actionNeeded } =
    situation === null ? regulation.stageStatuses[state.stage] : regulation.situationStatuses[situation];
  const term = state.stage === 'received' ? 'registration' : 'result';
  const day = deadlineOf(state.deadlines, term)?.on;
  const params = day === undefined ? {} : { date: dateIn(day, language) };
  return { code, text: filledIn(text, params, language), actionNeeded };
}

/** The strongest fact that shows instead of the stage, or null; nothing shows instead of a signed result. */
function situationOf(state: ApplicationState): Situation | null {
  if (isFinal(state.stage)) return null;
  if (state.deemedRefusedAt !== null) return 'deemed-refused';
  if (state.overdueSince !== null) return 'overdue';
  return state.withdrawnAt === null ? null : 'withdrawal-pending';
}
