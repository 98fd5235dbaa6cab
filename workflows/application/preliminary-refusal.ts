import type { ApplicationEvent } from './events.ts';
import type { Basis } from '../case/basis.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import { noticeIdOf } from '../case/ids.ts';
import type { Actor } from '../case/actor.ts';
import type { CommandOf } from './commands.ts';
import { deadlineOf, meetByEvidence, setDeadlines } from '../case/deadlines.ts';
import { hearingMisfits } from './hearing-plan.ts';
import { andThen, happened } from '../case/step.ts';
import { reason, step } from './step.ts';
import type { Apply, NoticePosted, Step } from './step.ts';
import { isFinal } from './stages.ts';
import { currentNotice, negativeFinding } from './state.ts';
import type { ApplicationState, Notice } from './state.ts';
import { dayOf, endOf } from '../case/counting.ts';
import { hearingTerm, resultAfterNotice, termsFromNotice } from './terms.ts';
import { ifKnown, setOpening, setOrWait } from './waiting-terms.ts';

/**
 * The head approves the preliminary refusal: the notice goes out (Order 219, clause 7; APPC art. 73(1)). Given again while
 * receipt of a sent notice is unproved, it serves a new notice, which starts a new `N`. He names the proposal that he was shown.
 */
export const approvePreliminaryRefusal: Apply<CommandOf<'approve-preliminary-refusal'>> = (
  state,
  request,
  basis,
) => {
  const { id, at, actor, command } = request;
  const finding = negativeFinding(state);
  if (finding === null) return reason('finding-not-negative');
  if (finding.proposal && finding.proposal.sha256 !== command.sha256) return reason('proposal-not-current');
  const plan = command.hearing ?? finding.hearing;
  if (plan === null) return reason('hearing-plan-missing');
  // Evidence of the posting is a fact and cannot be refused: a term of the notice beyond all data refuses its approval.
  const [hearingDue] = termsFromNotice(dayOf(at, basis), basis);
  const misfit = hearingMisfits(plan, at, hearingDue.on, basis);
  if (misfit) return misfit;

  const notice: Notice = {
    id: noticeIdOf(id),
    approvedAt: at,
    grounds: finding.grounds,
    hearing: plan,
    status: 'approved',
    sentAt: null,
    sentOn: null,
  };
  const deciders = actor.role === 'head' ? [...new Set([...state.deciders, actor.person])] : state.deciders;
  return step(
    { ...state, notices: [...state.notices, notice], deciders },
    [happened('refusal-approved', at, actor, { noticeId: notice.id, hearingAt: plan.at, way: plan.way })],
    [{ kind: 'post-notice', noticeId: notice.id }],
  );
};

/** The head sends the proposal back to the check it came from. An approval without evidence of posting is recalled by it. */
export const returnPreliminaryRefusal: Apply<CommandOf<'return-preliminary-refusal'>> = (
  state,
  { at, actor },
) => {
  const stage = negativeFinding(state)?.check === 'completeness' ? 'completeness-check' : 'conformity-check';
  return andThen(recallApproval(state, at, actor), (next) =>
    step({ ...next, stage }, [happened('refusal-returned', at, actor)]),
  );
};

/** Takes back an approval whose notice nobody has evidence of. A notice that was sent stays sent. */
export function recallApproval(state: ApplicationState, at: Instant, actor: Actor | null): Step {
  const notice = currentNotice(state);
  if (notice?.status !== 'approved') return step(state, []);
  return step({ ...state, notices: replaceNotice(state, { ...notice, status: 'void' }) }, [
    happened('approval-recalled', at, actor, { noticeId: notice.id }),
  ]);
}

/**
 * Evidence that a notice was posted. Its instant makes the notice day `N`. Evidence at or after the gate (18:30 of D5)
 * voids the notice, until the term has lapsed: after that a late notice opens a late hearing.
 */
export function noticePosted(state: ApplicationState, { noticeId, at }: NoticePosted, basis: Basis): Step {
  const notice = state.notices.find((each) => each.id === noticeId);
  if (notice === undefined || notice.status === 'sent') return step(state, []);
  if (notice.status === 'void' || isFinal(state.stage))
    return step(state, [happened('void-notice-posted', at, null, { noticeId })]);

  const afterGate = at >= state.gates.refusalGateAt && at < state.gates.lapseAt;
  if (afterGate || state.hearing?.receivedAt) {
    return step({ ...state, notices: replaceNotice(state, { ...notice, status: 'void' }) }, [
      happened('notice-voided', at, null, { noticeId }),
    ]);
  }
  const sentOn = dayOf(at, basis);
  // A gate that an amendment protected lets a notice out less than three working days before the result is due.
  const result = deadlineOf(state.deadlines, 'result');
  const room = ifKnown(() => resultAfterNotice(sentOn, basis));
  const needsRoom = room !== null && result?.status === 'open' && result.at < room.at;
  const notices = replaceNotice(state, { ...notice, status: 'sent', sentAt: at, sentOn });
  const events: ApplicationEvent[] = [happened('notice-posted', at, null, { noticeId, on: sentOn })];
  if (needsRoom) {
    const edition = basis.calendar.days.edition;
    events.push(
      happened('deadlines-moved', at, null, { edition, terms: ['result'], from: [result.at], to: [room.at] }),
    );
  }
  // Served again while a favourable draft lies with the head: the hearing starts anew, the draft stays.
  const stage = state.stage === 'preliminary-refusal' ? 'hearing' : state.stage;
  const met = meetByEvidence(state.deadlines, 'preliminary-refusal-notice', at);
  const opened: ApplicationState = {
    ...state,
    notices,
    stage,
    hearing: {
      noticeId,
      receivedAt: null,
      receiptProof: null,
      windowEndsAt: null,
      objectedAt: [],
      oralRequestedAt: null,
      waivedAt: null,
      unansweredDocuments: false,
      record: null,
      closedAt: null,
    },
    deadlines: needsRoom ? setDeadlines(met, [room]) : met,
    gates: needsRoom ? { ...state.gates, lapseAt: endOf(room.on, basis) } : state.gates,
  };
  return step(beginHearing(opened, sentOn, basis), events);
}

/** The terms that run from a notice; those of a notice before it that are waited for run no more. */
function beginHearing(state: ApplicationState, sentOn: PlainDate, basis: Basis): ApplicationState {
  const { waiting, ...others } = state;
  const fresh = waiting === undefined ? state : { ...others, waiting: [] };
  const begun = setOrWait(fresh, { term: 'hearing', anchor: sentOn, cause: 'notice' }, () =>
    hearingTerm(sentOn, basis),
  );
  return setOpening(begun, sentOn, basis);
}

/** The notices with one put in the place of its earlier self. */
export function replaceNotice(state: ApplicationState, notice: Notice): readonly Notice[] {
  return state.notices.map((each) => (each.id === notice.id ? notice : each));
}
