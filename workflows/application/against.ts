import type { Instant } from '../../calendars/instant.ts';
import { deadlineOf } from '../case/deadlines.ts';
import { noticeNeeded, stagesNeeded } from './stages.ts';
import { currentNotice, negativeFinding } from './state.ts';
import type { ApplicationState } from './state.ts';
import { reason, type Reason } from './step.ts';
import { standsAgainst } from './term-statuses.ts';

// Reasons against a command, beyond stage and person, that do not depend on its content; and the instants until which no such
// reason exists. `command-table.ts` names each of them in one row or more.

/** The command's check is under way, or the refusal rests on it. */
export function completenessWasNotInQuestion(state: ApplicationState): Reason | null {
  const again = state.stage === 'completeness-check' || state.finding?.check === 'completeness';
  return again ? null : reason('wrong-stage', stagesNeeded(state.stage, 'completeness-check'));
}

/** A notice is being posted, or its hearing is open and receipt is proved. */
export function noticeStands(state: ApplicationState): Reason | null {
  if (currentNotice(state)?.status === 'approved') return reason('notice-already-approved');
  if (state.stage === 'hearing' && state.hearing?.receivedAt) return reason('receipt-already-proved');
  return null;
}

/** From D5 18:30 until the term has lapsed no preliminary refusal is announced. */
export function gateIsClosed(state: ApplicationState, at: Instant): Reason | null {
  const { refusalGateAt, lapseAt } = state.gates;
  if (at < refusalGateAt || at >= lapseAt) return null;
  return reason('refusal-gate-closed', { closedAt: refusalGateAt }, lapseAt);
}

/** When the gate closes. Amendments can protect the gate beyond the lapse of the term: then it never closes. */
export function gateClosing({ gates }: ApplicationState, at: Instant): Instant | null {
  const { refusalGateAt, lapseAt } = gates;
  return at < refusalGateAt && refusalGateAt < lapseAt ? refusalGateAt : null;
}

/** Receipt can be proved only of a notice that was sent. */
export function noNoticeWasSent(state: ApplicationState): Reason | null {
  return state.notices.some((notice) => notice.status === 'sent') ? null : reason('notice-not-sent');
}

/** The applicant may speak only within the window that the notice opened. */
export function windowIsClosed(state: ApplicationState, at: Instant): Reason | null {
  const expected = deadlineOf(state.deadlines, 'objection')?.at ?? null;
  const end = state.hearing === null ? expected : state.hearing.windowEndsAt;
  if (state.hearing === null && (end === null || at < end)) return reason('wrong-stage', noticeNeeded);
  return end !== null && at >= end ? reason('objection-window-closed', { closedAt: end }) : null;
}

/**
 * How many objections, and how many supplies of documents, one hearing accepts: more than anybody needs in two working days,
 * and few enough to be read and answered.
 */
export const mostAtOneHearing = 5;

/** One hearing accepts a limited number of each. */
export function isFull(count: number | undefined): Reason | null {
  return (count ?? 0) < mostAtOneHearing ? null : reason('hearing-limit-reached', { most: mostAtOneHearing });
}

/** There is no hearing, or it is closed. */
export function hearingIsOver({ hearing }: ApplicationState): Reason | null {
  return hearing === null || hearing.closedAt !== null ? reason('wrong-stage', noticeNeeded) : null;
}

/** Until when a draft lies with the head: a direct refusal until D2 18:30, any result of the term until D8 18:30. */
export function draftEnd({ draft, deadlines, finding }: ApplicationState): Instant | null {
  if (draft === null || draft.result === 'terminate') return null;
  const direct = draft.result === 'refuse' && finding?.kind === 'negative' && finding.route === 'direct';
  const ends = (['result', ...(direct ? (['completeness-check'] as const) : [])] as const)
    .map((term) => deadlineOf(deadlines, term))
    .flatMap((deadline) => (deadline && deadline.at > draft.at ? [deadline.at] : []));
  return ends.toSorted()[0] ?? null;
}

/** Until when the applicant may speak. */
export function windowEnd(state: ApplicationState): Instant | null {
  return state.hearing?.windowEndsAt ?? null;
}

/** A hearing can be waived once, and not after an objection. */
export function waiverIsBarred(state: ApplicationState): Reason | null {
  if (state.hearing?.waivedAt) return reason('already-waived');
  return state.hearing && standsAgainst(state.hearing) ? reason('waiver-against-objection') : null;
}

/** In `signing` the executor may only replace the termination act that the system prepared after a withdrawal. */
export function draftLiesWithTheHead(state: ApplicationState): Reason | null {
  return state.stage === 'signing' && state.withdrawnAt === null
    ? reason('wrong-stage', stagesNeeded(state.stage, 'hearing', 'drafting'))
    : null;
}

/** A refusal after a hearing must wait until the hearing is closed and the earliest instant of a refusal has come. */
export function refusalIsNotOpen(state: ApplicationState, at: Instant): Reason | null {
  if (state.draft?.result !== 'refuse' || negativeFinding(state)?.route === 'direct') return null;
  const opening = deadlineOf(state.deadlines, 'earliest-refusal');
  if (state.hearing?.closedAt == null || opening === null) return reason('refusal-not-heard');
  return at < opening.at ? reason('refusal-not-open-yet', { opensAt: opening.at }, opening.at) : null;
}
