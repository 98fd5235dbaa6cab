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
 * The head approves the preliminary refusal: the notice goes out (Order 219, clause 7; APPC art. 73(1)). If the command comes
 * again while receipt of a sent notice is unproved, a new notice is sent, and a new `N` begins. The head names the proposal that
 * was shown.
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
  // Evidence of the posting is a fact and cannot be refused. So the approval is refused when a term of the notice would end
  // beyond the data.
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

/** The head sends the proposal back to the check it came from. This recalls an approval whose posting is not proved. */
export const returnPreliminaryRefusal: Apply<CommandOf<'return-preliminary-refusal'>> = (
  state,
  { at, actor },
) => {
  const stage = negativeFinding(state)?.check === 'completeness' ? 'completeness-check' : 'conformity-check';
  return andThen(recallApproval(state, at, actor), (next) =>
    step({ ...next, stage }, [happened('refusal-returned', at, actor)]),
  );
};

/** Takes back an approval if there is no evidence that its notice was sent. A notice that was sent stays sent. */
export function recallApproval(state: ApplicationState, at: Instant, actor: Actor | null): Step {
  const notice = currentNotice(state);
  if (notice?.status !== 'approved') return step(state, []);
  return step({ ...state, notices: replaceNotice(state, { ...notice, status: 'void' }) }, [
    happened('approval-recalled', at, actor, { noticeId: notice.id }),
  ]);
}

/**
 * Evidence that a notice was posted. Its day is the notice day `N`. A posting at or after the gate (18:30 of D5) and before the
 * term has lapsed voids the notice; after the lapse a late notice opens a late hearing.
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
  // An amendment can move the gate so that a notice goes out less than three working days before the result is due.
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
  // A notice sent again while a favourable draft is with the head starts the hearing anew; the draft stays.
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

/** The terms that run from a notice. Terms of an earlier notice that still wait for a calendar are dropped. */
function beginHearing(state: ApplicationState, sentOn: PlainDate, basis: Basis): ApplicationState {
  const { waiting, ...others } = state;
  const fresh = waiting === undefined ? state : { ...others, waiting: [] };
  const begun = setOrWait(fresh, { term: 'hearing', anchor: sentOn, cause: 'notice' }, () =>
    hearingTerm(sentOn, basis),
  );
  return setOpening(begun, sentOn, basis);
}

/** The notices, with one replaced by its new value. */
export function replaceNotice(state: ApplicationState, notice: Notice): readonly Notice[] {
  return state.notices.map((each) => (each.id === notice.id ? notice : each));
}
