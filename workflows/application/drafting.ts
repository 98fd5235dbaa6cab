import type { Instant } from '../../calendars/instant.ts';
import { draftIdOf } from '../case/ids.ts';
import type { CommandOf } from './commands.ts';
import { deadlineOf, meetDeadline } from '../case/deadlines.ts';
import { closeHearingIfDone } from './hearing.ts';
import { andThen, happened } from '../case/step.ts';
import { reason, step } from './step.ts';
import type { Apply, Reason, Step } from './step.ts';
import { negativeFinding } from './state.ts';
import { awaitsRecord } from './term-statuses.ts';
import type { ApplicationState, Draft } from './state.ts';

/**
 * The executor hands a draft of the result to the head. A favourable draft may come from the hearing or from drafting. A draft
 * refusal needs a latest finding that is negative, grounds that were notified, and a hearing that upheld the refusal. A
 * termination act needs a withdrawal.
 */
export const draftResult: Apply<CommandOf<'draft-result'>> = (state, { id, at, actor, command }) => {
  const hindrance = draftHindrance(state, command);
  if (hindrance) return hindrance;
  const { result, sha256, grounds } = command;
  const draft: Draft = { id: draftIdOf(id), result, at, sha256, grounds, late: isAfterTerm(state, at) };
  return step({ ...state, draft, stage: 'signing' }, [
    happened('draft-handed-over', at, actor, { draftId: draft.id, result, late: draft.late, grounds }),
  ]);
};

function draftHindrance(state: ApplicationState, command: CommandOf<'draft-result'>): Reason | null {
  if (state.withdrawnAt !== null)
    return command.result === 'terminate' ? null : reason('withdrawn-only-termination');
  switch (command.result) {
    case 'terminate':
      return reason('not-withdrawn');
    case 'issue':
      return null;
    case 'refuse':
      return refusalHindrance(state, command);
  }
}

function refusalHindrance(state: ApplicationState, command: CommandOf<'draft-result'>): Reason | null {
  if (state.stage === 'hearing') return reason('hearing-still-open', {}, endOfWindow(state));
  const finding = negativeFinding(state);
  if (finding === null) return reason('finding-not-negative');
  const heard = state.hearing?.closedAt != null && state.hearing.record?.outcome === 'upheld';
  if (finding.route === 'hearing' && !heard) return reason('refusal-not-heard');

  const notified = finding.grounds.map((each) => each.ground);
  const foreign = command.grounds.find((ground) => !notified.includes(ground));
  if (foreign !== undefined)
    return reason('ground-not-notified', { ground: foreign, notified: notified.join(', ') });
  const objections = finding.route === 'hearing' ? (state.hearing?.objectedAt.length ?? 0) : 0;
  return objections > 0 && !command.answersObjections ? reason('objection-not-answered') : null;
}

/** The end of the applicant's window, when only time has to pass. */
function endOfWindow({ hearing }: ApplicationState): Instant | null {
  return hearing === null || awaitsRecord(hearing) ? null : hearing.windowEndsAt;
}

/** The head sends a draft back with reasons. */
export const returnDraft: Apply<CommandOf<'return-draft'>> = (state, { at, actor, command }) => {
  const draftId = state.draft?.id ?? '';
  const returned = happened('draft-returned', at, actor, { draftId, to: command.to, reason: 'head' });
  if (command.to === 'conformity-check')
    return step({ ...state, draft: null, stage: 'conformity-check' }, [returned]);
  return andThen(step(backToDrafting(state), [returned]), (next) => closeHearingIfDone(next, at));
};

/** At D8 18:30 a draft that waits for the head goes back: a late result must say that it is late. A termination act stays. */
export function returnExpiredDraft(state: ApplicationState, at: Instant): Step {
  const { draft } = state;
  if (draft === null || draft.result === 'terminate') return step(state, []);
  const returned = happened('draft-returned', at, null, {
    draftId: draft.id,
    to: 'drafting',
    reason: 'term-expired',
  });
  return andThen(step(backToDrafting(state), [returned]), (next) => closeHearingIfDone(next, at));
}

/** A favourable draft may have been made while the hearing was open: without it the hearing goes on. */
function backToDrafting(state: ApplicationState): ApplicationState {
  const hearingGoesOn =
    state.hearing !== null && state.hearing.closedAt === null && negativeFinding(state) !== null;
  return { ...state, draft: null, stage: hearingGoesOn ? 'hearing' : 'drafting' };
}

const outcomes = { issue: 'issued', refuse: 'refused', terminate: 'terminated' } as const;

/** The head signs exactly the draft that was shown. It is the end of the procedure. */
export const signDecision: Apply<CommandOf<'sign-decision'>> = (state, { at, actor, command }) => {
  const { draft } = state;
  if (draft === null || draft.id !== command.draftId || draft.sha256 !== command.sha256) {
    // The head reads the digest together with the draft. If this refusal gave the digest, a head could name it without reading.
    return reason('draft-not-current');
  }
  if (actor.role !== 'head') return reason('examiner-may-not-decide');
  const kind = outcomes[draft.result];
  const late = isAfterTerm(state, at);
  return step(
    {
      ...state,
      stage: kind,
      draft: null,
      result: { kind, draftId: draft.id, sha256: draft.sha256, signedAt: at, signedBy: actor.staff, late },
      deciders: [...new Set([...state.deciders, actor.person])],
      deadlines: deadlinesAfter(state, kind, at),
    },
    [happened(kind, at, actor, { draftId: draft.id, sha256: draft.sha256, late, grounds: draft.grounds })],
  );
};

function deadlinesAfter(state: ApplicationState, kind: (typeof outcomes)[Draft['result']], at: Instant) {
  if (kind === 'terminated') return state.deadlines;
  const answered = meetDeadline(state.deadlines, 'result', at);
  return kind === 'refused' ? meetDeadline(answered, 'earliest-refusal', at) : answered;
}

function isAfterTerm(state: ApplicationState, at: Instant): boolean {
  const result = deadlineOf(state.deadlines, 'result');
  return result !== null && at >= result.at;
}
