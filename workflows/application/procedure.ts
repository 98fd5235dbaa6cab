import type { Stage } from '../../regulation/statuses.ts';
import type { Procedure } from '../case/procedure.ts';
import { amendCalendar } from './amendment.ts';
import { commandTable } from './command-table.ts';
import type { CommandName } from './commands.ts';
import { events } from './events.ts';
import { milestonesOf, settle } from './milestones.ts';
import { stageForPortal } from './portal-view.ts';
import { noticePosted } from './preliminary-refusal.ts';
import { refusals } from './refusals.ts';
import { isFinal, noticeNeeded, openStages, stagesNeeded } from './stages.ts';
import type { ApplicationState } from './state.ts';
import { reason, type ApplicationTypes, type Reason } from './step.ts';
import { judgeTerms } from './term-statuses.ts';

/** The procedure of the Rules, clauses 3 to 8: an application for a document on the conditions of processing. */
export const applicationProcedure: Procedure<ApplicationTypes> = {
  commands: commandTable,
  events,
  refusals,
  isOver: isFinal,
  // Registration pins the calendar.
  isCalendarPinned: ({ stage }) => stage !== 'received',
  againstStage,
  wrongRole: () => reason('wrong-stage', noticeNeeded),
  milestonesOf,
  settle,
  take: noticePosted,
  amend: amendCalendar,
  judgeTerms,
  portalStageOf: stageForPortal,
};

function againstStage(state: ApplicationState, name: CommandName): Reason | null {
  if (isFinal(state.stage)) return reason('application-closed');
  if (state.withdrawnAt !== null && !isLeftByWithdrawal(name, state)) {
    return reason(name === 'withdraw' ? 'already-withdrawn' : 'withdrawn-only-termination');
  }
  const { role, stages, against } = commandTable[name];
  if (stages.includes(state.stage)) return null;
  // Registration comes by itself; after it, commands that need nothing else are allowed.
  const opens = state.stage === 'received' && stages.includes('registered') && !against;
  const opensAt = opens ? state.registersAt : null;
  const needed =
    role === 'portal' ? noticeNeeded : stagesNeeded(state.stage, ...stagesAhead(stages, state.stage));
  return reason('wrong-stage', needed, opensAt);
}

/** An executor can be replaced after a withdrawal too; if nobody was appointed, the termination act needs no executor. */
function isLeftByWithdrawal(name: CommandName, { executor }: ApplicationState): boolean {
  if (name === 'appoint-executor') return executor !== null;
  return name === 'draft-result' || name === 'sign-decision';
}

/** The stages that a command needs: only the next one when all of them are still ahead. */
function stagesAhead(stages: readonly Stage[], stage: Stage): readonly Stage[] {
  const [first] = stages;
  const allAhead = first !== undefined && openStages.indexOf(stage) < openStages.indexOf(first);
  return allAhead ? [first] : stages;
}
