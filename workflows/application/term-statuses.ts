import type { Instant } from '../../calendars/instant.ts';
import type { TermName } from '../../regulation/terms.ts';
import type { Deadline } from './deadlines.ts';
import type { DeadlineStatus } from '../case/deadlines.ts';
import { deadlineOf } from '../case/deadlines.ts';
import type { MilestoneKind } from './milestones.ts';
import { happened } from '../case/step.ts';
import type { Step } from './step.ts';
import { isFinal } from './stages.ts';
import { negativeFinding } from './state.ts';
import type { ApplicationState, Hearing } from './state.ts';
import { isWaived } from './waiting-terms.ts';

/** Officers' terms whose miss is an entry of its own in the trail. For the others the gate, the lapse or `overdue` is the entry. */
const toldWhenMissed: readonly TermName[] = ['completeness-check', 'conformity-check', 'hearing'];

/** The milestone with which each term ends. */
export const endedBy: Readonly<Partial<Record<MilestoneKind, TermName>>> = {
  'completeness-due': 'completeness-check',
  'conformity-due': 'conformity-check',
  'refusal-gate': 'preliminary-refusal-notice',
  'hearing-due': 'hearing',
  'window-end': 'objection',
  'result-due': 'result',
};

/**
 * The step with the status that its facts give to each term at an instant. Only here a term is found missed, closes as not
 * needed, or opens again. The act that met or missed a term writes that itself, and it stays.
 */
export function judgeTerms(before: ApplicationState, ruling: Step, at: Instant, by?: MilestoneKind): Step {
  const { state } = ruling;
  const deadlines = state.deadlines.map((each): Deadline => {
    // Several milestones can share an instant: each ends its own term, so that its event and the status of the term agree.
    if (by !== undefined && each.at === at && endedBy[by] !== each.term) return each;
    const status = statusOf(each, state, at >= each.at);
    return status === each.status ? each : { ...each, status };
  });
  if (deadlines.every((each, index) => each === state.deadlines[index])) return ruling;

  const missed = toldWhenMissed.filter(
    (term) =>
      deadlineOf(deadlines, term)?.status === 'missed' &&
      deadlineOf(before.deadlines, term)?.status !== 'missed',
  );
  const events = missed
    .filter((term) => deadlineOf(state.deadlines, term)?.status !== 'missed')
    .map((term) => happened('term-missed', at, null, { term }));
  return { ...ruling, state: { ...state, deadlines }, events: [...events, ...ruling.events] };
}

function statusOf(deadline: Deadline, state: ApplicationState, over: boolean): DeadlineStatus {
  const { term, status } = deadline;
  if (status === 'moved') return status;
  if (isEnded(term, state)) return status === 'open' ? 'not-needed' : status;
  switch (term) {
    case 'preliminary-refusal-notice':
      return ofNotice(deadline, state, over);
    case 'hearing':
      return ofHearing(deadline, state, over);
    case 'objection':
      return ofObjection(deadline, state, over);
    case 'registration':
    case 'completeness-check':
    case 'conformity-check':
    case 'result':
      return status === 'open' && over ? 'missed' : status;
    case 'earliest-refusal':
      return status;
  }
}

/** The procedure is over, or a withdrawal has left nothing to do but registration and the termination act. */
function isEnded(term: TermName, { stage, withdrawnAt }: ApplicationState): boolean {
  if (isFinal(stage)) return true;
  return withdrawnAt !== null && stage === 'signing' && term !== 'registration' && term !== 'result';
}

/** While a refusal may still be announced in time the notice's term is open, whatever was found before; the gate judges it. */
function ofNotice({ status }: Deadline, state: ApplicationState, over: boolean): DeadlineStatus {
  if (status === 'met' || status === 'missed') return status;
  if (!over) return isFavourable(state) ? 'not-needed' : 'open';
  if (status === 'not-needed') return status;
  return negativeFinding(state) === null ? 'not-needed' : 'missed';
}

/** The executor's last word is that the application conforms, and no check has been taken up again. */
function isFavourable({ finding, stage }: ApplicationState): boolean {
  return finding?.kind === 'conforms' && (stage === 'drafting' || stage === 'signing');
}

/**
 * A hearing at which nobody spoke needs no record, and none is needed while there is a favourable draft or a check was taken up
 * again: only a hearing at which somebody spoke can be missed. A hearing that another finding has set aside looks unchanged.
 */
function ofHearing({ status }: Deadline, state: ApplicationState, over: boolean): DeadlineStatus {
  const { hearing, stage } = state;
  if (over) {
    if (status !== 'open') return status;
    return stage === 'hearing' && hearing !== null && awaitsRecord(hearing) ? 'missed' : 'not-needed';
  }
  if (hearing === null) return status;
  const form = hearing.record?.form;
  if (form === 'written' || form === 'oral') return 'met';
  return hearing.closedAt === null ? 'open' : 'not-needed';
}

/** The window is open until its own end, or until a waiver closes the hearing. Then it was used or it was not. */
function ofObjection({ status }: Deadline, state: ApplicationState, over: boolean): DeadlineStatus {
  const { hearing, notices } = state;
  if (hearing === null) {
    const lastSaid = notices.findLast((each) => each.status === 'sent')?.lastSaid;
    if (status !== 'open' || !over) return status;
    return lastSaid !== undefined || isWaived(state) ? 'met' : 'missed';
  }
  // A later notice has a window of its own, which is counted when its receipt is proved.
  if (hearing.receivedAt === null) return status === 'open' ? 'not-needed' : status;
  const waived = hearing.waivedAt !== null;
  if (!over) return waived && hearing.closedAt !== null ? 'met' : 'open';
  return waived || standsAgainst(hearing) ? 'met' : 'missed';
}

/** Something was said or supplied, and no record speaks of it yet. */
export function awaitsRecord(hearing: Hearing): boolean {
  return hearing.record === null && (hearing.unansweredDocuments || standsAgainst(hearing));
}

/** The applicant has objected, or asked for an oral hearing. */
export function standsAgainst(hearing: Hearing): boolean {
  return hearing.objectedAt.length > 0 || hearing.oralRequestedAt !== null;
}
