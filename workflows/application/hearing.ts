import type { ApplicationEvent } from './events.ts';
import type { Basis } from '../case/basis.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import type { CommandOf } from './commands.ts';
import { deadlineOf } from '../case/deadlines.ts';
import { replaceNotice } from './preliminary-refusal.ts';
import { andThen, happened } from '../case/step.ts';
import { reason, step } from './step.ts';
import type { Apply, Step } from './step.ts';
import { noticeNeeded } from './stages.ts';
import { negativeFinding } from './state.ts';
import type { ApplicationState, Hearing, HearingRecord, Notice } from './state.ts';
import { awaitsRecord } from './term-statuses.ts';
import { dayOf, isOfficeTime } from '../case/counting.ts';
import { hearingTermAfter, objectionTerm, refusalAfterWaiver } from './terms.ts';
import { ifKnown, setOpening, setOrWait } from './waiting-terms.ts';

/** Evidence of receipt opens the applicant's window from the day of receipt. The first proof counts; later ones are recorded. */
export const recordReceipt: Apply<CommandOf<'record-receipt'>> = (state, { at, actor, command }, basis) => {
  const notice = state.notices.find((each) => each.id === command.noticeId);
  if (notice === undefined) return reason('notice-unknown', { noticeId: command.noticeId });
  if (notice.sentAt === null) return reason('notice-not-sent');
  if (command.at < notice.sentAt || command.at > at) {
    return reason('receipt-outside-service', { from: notice.sentAt, until: at });
  }
  const data = { noticeId: notice.id, channel: command.channel, receivedAt: command.at };
  const counts = state.hearing?.noticeId === notice.id && state.hearing.receivedAt === null;
  if (!counts) {
    // A later proof changes nothing: the entry says so, and from which receipt the window is counted.
    const windowEndsAt = deadlineOf(state.deadlines, 'objection')?.at ?? null;
    const kept = { ...data, changed: false, windowEndsAt };
    return step(state, [happened('receipt-evidence-kept', at, actor, kept)]);
  }
  const proved = proveReceipt(state, command.at, 'evidence', basis);
  const windowEndsAt = proved.hearing?.windowEndsAt ?? null;
  const opened = happened('notice-received', at, actor, { ...data, changed: true, windowEndsAt });
  return andThen(step(proved, [opened]), (next) => closeHearingIfDone(next, at));
};

/** An objection inside the window. It revokes a waiver, reopens a closed hearing and its record, and voids a drafted refusal. */
export const objectToRefusal: Apply<CommandOf<'object'>> = (state, { at, actor }, basis) =>
  andThen(step(heard(state, at, basis), [happened('objected', at, actor)]), (next) => {
    const objected = changeHearing(next, (hearing) => ({
      ...hearing,
      objectedAt: [...hearing.objectedAt, at],
    }));
    return reopenHearing(remember(objected, 'objection', at, basis), at, basis);
  });

/** A request for an oral hearing, with the same force as an objection. The hearing's day may move (APPC art. 73(3)). */
export const requestOralHearing: Apply<CommandOf<'request-oral-hearing'>> = (state, { at, actor }, basis) =>
  andThen(step(heard(state, at, basis), [happened('oral-hearing-requested', at, actor)]), (next) => {
    const requested = changeHearing(next, (hearing) => ({ ...hearing, oralRequestedAt: at }));
    return reopenHearing(remember(requested, 'oral-request', at, basis), at, basis);
  });

/** The hearing has time until the working day after what was said last. The notice keeps this if the hearing is set aside. */
function remember(
  state: ApplicationState,
  how: 'objection' | 'oral-request',
  at: Instant,
  basis: Basis,
): ApplicationState {
  const notices = replaceNotice(state, { ...noticeOf(state), lastSaid: { at, how } });
  const on = dayOf(at, basis);
  return setOrWait({ ...state, notices }, { term: 'hearing', anchor: on, cause: how }, () =>
    hearingTermAfter(sentOnOf(state), { on, how }, basis),
  );
}

/** The applicant asks to skip the hearing (APPC art. 73(2)(5)): nothing holds the refusal back any more. */
export const waiveHearing: Apply<CommandOf<'waive-hearing'>> = (state, { at, actor }, basis) => {
  const waived = changeHearing(heard(state, at, basis), (hearing) => ({ ...hearing, waivedAt: at }));
  const begun = { term: 'earliest-refusal', anchor: dayOf(at, basis), cause: 'waiver' } as const;
  const open = setOrWait(waived, begun, () => refusalAfterWaiver(at, basis));
  return andThen(step(open, [happened('hearing-waived', at, actor)]), (next) => closeHearingIfDone(next, at));
};

/** Documents supplied at the hearing. Neither a waiver nor silence closes it before the executor's record covers them. */
export const supplyDocuments: Apply<CommandOf<'supply-documents'>> = (
  state,
  { at, actor, command },
  basis,
) => {
  const supplied = changeHearing(heard(state, at, basis), (hearing) => ({
    ...hearing,
    unansweredDocuments: true,
    supplies: (hearing.supplies ?? 0) + 1,
    record: null,
  }));
  return step(supplied, [happened('documents-supplied', at, actor, { documents: command.documents })]);
};

/**
 * The executor's record: a summary, or minutes after an oral hearing. Outcome `upheld`: the proposed refusal is upheld, and
 * drafting follows when the hearing closes. Outcome `cured`: the applicant removed the grounds, and the conformity check follows.
 */
export const recordHearing: Apply<CommandOf<'record-hearing'>> = (state, { at, actor, command }, basis) => {
  const hearing = state.hearing;
  if (hearing === null) return reason('wrong-stage', noticeNeeded);
  const oral = hearing.oralRequestedAt !== null;
  if (oral && command.form !== 'oral') return reason('minutes-required');
  if (!oral && command.form === 'oral') return reason('oral-hearing-not-requested');
  if (oral && !heldInTime(hearing.oralRequestedAt, command.heldAt, at, basis))
    return reason('hearing-held-outside-its-time');
  const somethingWasSaid = oral || hearing.objectedAt.length > 0 || hearing.unansweredDocuments;
  if (command.outcome === 'cured' && !somethingWasSaid) return reason('nothing-was-supplied');

  const record: HearingRecord = { form: command.form, outcome: command.outcome, at };
  const recorded = changeHearing(state, (each) => ({ ...each, record, unansweredDocuments: false }));
  const first = step(recorded, [
    happened('hearing-recorded', at, actor, { form: record.form, outcome: record.outcome }),
  ]);
  return andThen(first, (next) =>
    record.outcome === 'cured'
      ? closeHearing(next, at, record, 'conformity-check')
      : closeHearingIfDone(next, at),
  );
};

/**
 * Closes the hearing when nothing is missing any more: after a waiver, or at the end of the window (form `none-came` when the
 * applicant said nothing). Objections, an oral hearing and documents need the executor's record first. A hearing that closes
 * without a record upholds the proposed refusal.
 */
export function closeHearingIfDone(state: ApplicationState, at: Instant): Step {
  const hearing = state.hearing;
  if (state.stage !== 'hearing' || hearing === null || hearing.closedAt !== null) return step(state, []);
  const windowEnded = hearing.windowEndsAt !== null && at >= hearing.windowEndsAt;
  if (awaitsRecord(hearing) || !(windowEnded || hearing.waivedAt !== null)) return step(state, []);

  const form = hearing.waivedAt === null ? 'none-came' : 'waived';
  const record: HearingRecord = hearing.record ?? { form, outcome: 'upheld', at };
  return closeHearing(state, at, record, 'drafting');
}

function closeHearing(
  state: ApplicationState,
  at: Instant,
  record: HearingRecord,
  stage: 'drafting' | 'conformity-check',
): Step {
  const closed = changeHearing(state, (hearing) => ({ ...hearing, record, closedAt: at }));
  return step({ ...closed, stage }, [
    happened('hearing-closed', at, null, { form: record.form, outcome: record.outcome }),
  ]);
}

/** An objection or an oral request opens a closed hearing again and voids a drafted refusal. */
function reopenHearing(state: ApplicationState, at: Instant, basis: Basis): Step {
  const hearing = state.hearing;
  if (hearing === null) return step(state, []);
  const wasClosed = hearing.closedAt !== null;
  const opened = changeHearing(state, (each) => ({ ...each, record: null, closedAt: null, waivedAt: null }));
  const next = setOpening(opened, sentOnOf(opened), basis);
  if (state.stage !== 'drafting' && state.stage !== 'signing') return step(next, []);

  // Good news is never held up: a favourable draft stays with the head, a favourable finding with the executor.
  if (state.draft?.result === 'issue' || negativeFinding(state) === null) return step(next, []);
  const events: ApplicationEvent[] = wasClosed ? [happened('hearing-reopened', at, null)] : [];
  if (state.draft) events.push(happened('draft-voided', at, null, { draftId: state.draft.id }));
  return step({ ...next, stage: 'hearing', draft: null }, events);
}

/** An act of the applicant in the hearing proves that the notice was received by then. */
function heard(state: ApplicationState, at: Instant, basis: Basis): ApplicationState {
  return state.hearing?.receivedAt === null ? proveReceipt(state, at, 'own-act', basis) : state;
}

function proveReceipt(
  state: ApplicationState,
  receivedAt: Instant,
  receiptProof: 'evidence' | 'own-act',
  basis: Basis,
): ApplicationState {
  const begun = { term: 'objection', anchor: dayOf(receivedAt, basis), cause: 'receipt-of-notice' } as const;
  const counted = setOrWait(state, begun, () => objectionTerm(begun.anchor, basis));
  // While no calendar knows the end of the window, the window is open, and so is the hearing.
  const waits = counted.waiting?.some(({ term }) => term === 'objection') ?? false;
  const windowEndsAt = waits ? null : (deadlineOf(counted.deadlines, 'objection')?.at ?? null);
  const proved = changeHearing(counted, (hearing) => ({
    ...hearing,
    receivedAt,
    receiptProof,
    windowEndsAt,
  }));
  return setOpening(proved, sentOnOf(proved), basis);
}

function changeHearing(state: ApplicationState, change: (hearing: Hearing) => Hearing): ApplicationState {
  return state.hearing === null ? state : { ...state, hearing: change(state.hearing) };
}

/** An oral hearing is held after the request, before its minutes are recorded, and within office hours of a working day. */
function heldInTime(
  requestedAt: Instant | null,
  heldAt: Instant | undefined,
  at: Instant,
  basis: Basis,
): boolean {
  if (heldAt === undefined || requestedAt === null) return false;
  return heldAt >= requestedAt && heldAt <= at && (ifKnown(() => isOfficeTime(heldAt, basis)) ?? true);
}

function sentOnOf(state: ApplicationState): PlainDate {
  return noticeOf(state).sentOn;
}

/** The notice behind the hearing. */
function noticeOf({ id, notices, hearing }: ApplicationState): Notice & { readonly sentOn: PlainDate } {
  const notice = notices.find((each) => each.id === hearing?.noticeId);
  if (!notice?.sentOn) throw new Error(`application ${id} has a hearing without a sent notice`);
  return { ...notice, sentOn: notice.sentOn };
}
