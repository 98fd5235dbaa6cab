import type { Basis } from '../case/basis.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { CommandOf, GroundFound } from './commands.ts';
import type { Request } from '../case/procedure.ts';
import { deadlineOf, meetDeadline } from '../case/deadlines.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import { closeHearingIfDone } from './hearing.ts';
import { hearingMisfits } from './hearing-plan.ts';
import { recallApproval } from './preliminary-refusal.ts';
import { andThen, happened } from '../case/step.ts';
import { reason, step } from './step.ts';
import type { Apply, Reason, Step } from './step.ts';
import type { ApplicationState, Check, NegativeFinding } from './state.ts';
import { dayOf } from '../case/counting.ts';
import { lastHearingDay } from './terms.ts';

// Incompleteness has its own reason codes, which depend on when it was found; they are never among the four grounds.
export const incompletePackage = 'incomplete-package';
export const incompleteFoundLate = 'incomplete-found-late';

/** The executor's result of the completeness check (Order 219, clause 6). Late findings are accepted and marked. */
export const recordCompleteness: Apply<CommandOf<'record-completeness'>> = (state, request, basis) => {
  const { at, actor, command } = request;
  if (command.finding === 'incomplete') {
    const grounds = [{ ground: incompletePackage, fields: [], documents: command.missing }];
    return findAgainst(state, { ...request, command }, grounds, basis);
  }
  const finding = { kind: 'complete', check: 'completeness', at } as const;
  const deadlines = meetDeadline(state.deadlines, 'completeness-check', at);
  return andThen(recallApproval(state, at, actor), (next) =>
    step({ ...next, stage: 'conformity-check', finding, deadlines, draft: null }, [
      happened('package-complete', at, actor, { late: isLate(state, 'completeness', at) }),
    ]),
  );
};

/** The executor's result of the check against Decree 392 (Order 219, clause 7). Late findings are accepted and marked. */
export const recordConformity: Apply<CommandOf<'record-conformity'>> = (state, request, basis) => {
  const { at, actor, command } = request;
  switch (command.finding) {
    case 'conforms': {
      const deadlines = meetDeadline(state.deadlines, 'conformity-check', at);
      const finding = { kind: 'conforms', check: 'conformity', at } as const;
      return andThen(recallApproval(state, at, actor), (next) =>
        step({ ...next, stage: 'drafting', finding, deadlines, draft: null }, [
          happened('conformity-confirmed', at, actor, {
            late: isLate(state, 'conformity', at),
            checklist: command.checklist,
          }),
        ]),
      );
    }
    case 'does-not-conform': {
      const powerless = command.grounds.find((ground) => !carriesRefusal(ground, state, basis));
      if (powerless) return reason('ground-carries-no-refusal', { ground: powerless.ground });
      return findAgainst(state, { ...request, command }, command.grounds, basis);
    }
    case 'incomplete': {
      const grounds = [{ ground: incompleteFoundLate, fields: [], documents: command.missing }];
      return findAgainst(state, { ...request, command }, grounds, basis);
    }
  }
};

type NegativeCommand = Extract<
  CommandOf<'record-completeness' | 'record-conformity'>,
  { readonly finding: 'incomplete' | 'does-not-conform' }
>;

/**
 * A negative finding proposes a refusal to the head. With policy `direct-refusal` an incomplete package leads straight to
 * drafting until D2 18:30. A finding whose grounds and facts were notified before needs no second notice.
 */
function findAgainst(
  state: ApplicationState,
  { id, at, actor, command }: Request<NegativeCommand>,
  grounds: readonly GroundFound[],
  basis: Basis,
): Reason | Step {
  const check = command.name === 'record-completeness' ? 'completeness' : 'conformity';
  const { hearing = null, proposal } = command;
  const direct =
    check === 'completeness' &&
    state.policy.incompletePackage === 'direct-refusal' &&
    !isLate(state, check, at);
  if (hearing === null && !direct) return reason('hearing-plan-missing');
  const misfit = hearing && hearingMisfits(hearing, at, lastHearingDayProposable(state, at, basis), basis);
  if (misfit) return misfit;

  const finding: NegativeFinding = {
    kind: 'negative',
    check,
    at,
    route: direct ? 'direct' : 'hearing',
    grounds,
    hearing,
    ...(proposal === undefined ? {} : { proposal: { id, sha256: proposal } }),
  };
  // An approval of the earlier finding must not be posted as the notice of this one.
  const recalled = recallApproval(state, at, actor);
  const found = {
    ...recalled.state,
    finding,
    draft: null,
    deadlines: meetDeadline(state.deadlines, termOf(check), at),
  };
  const type = check === 'completeness' ? 'package-incomplete' : 'non-conformity-found';
  const event = happened(type, at, actor, {
    late: isLate(state, check, at),
    grounds: grounds.map((each) => each.ground),
  });
  const events = [...recalled.events, event];

  if (direct) return step({ ...found, stage: 'drafting' }, events);
  if (wasHeard(state, grounds)) {
    const stage = state.hearing?.closedAt ? 'drafting' : 'hearing';
    // The window may have ended while the check was under way again.
    return andThen(step({ ...found, stage }, events), (next) => closeHearingIfDone(next, at));
  }
  return step({ ...found, stage: 'preliminary-refusal', hearing: null }, events);
}

/** A ground must name a field or a document, and not only fields that the Code no longer asks for ("conditions of use"). */
function carriesRefusal(
  { fields, documents }: GroundFound,
  state: ApplicationState,
  { regulation }: Basis,
): boolean {
  const powerless = regulation.applicationForms[state.subtype].filter((field) => field.aloneCarriesNoRefusal);
  return documents.length > 0 || fields.some((field) => !powerless.some((each) => each.id === field));
}

function termOf(check: Check): 'completeness-check' | 'conformity-check' {
  return check === 'completeness' ? 'completeness-check' : 'conformity-check';
}

function isLate(state: ApplicationState, check: Check, at: Instant): boolean {
  const deadline = deadlineOf(state.deadlines, termOf(check));
  return deadline !== null && at >= deadline.at;
}

/** Whether these very grounds and facts were notified and their hearing was not answered by a cure. */
function wasHeard(state: ApplicationState, grounds: readonly GroundFound[]): boolean {
  const notice = state.notices.findLast((each) => each.id === state.hearing?.noticeId);
  return (
    notice !== undefined && state.hearing?.record?.outcome !== 'cured' && sameGrounds(notice.grounds, grounds)
  );
}

function sameGrounds(left: readonly GroundFound[], right: readonly GroundFound[]): boolean {
  const canonical = (grounds: readonly GroundFound[]) =>
    grounds
      .map(({ ground, fields, documents }) =>
        JSON.stringify([ground, fields.toSorted(), documents.toSorted()]),
      )
      .toSorted()
      .join();
  return canonical(left) === canonical(right);
}

/** Before the gate a hearing can be proposed for the days that a notice of D5 still allows; after it only the approval decides. */
function lastHearingDayProposable({ gates }: ApplicationState, at: Instant, basis: Basis): PlainDate | null {
  return at < gates.refusalGateAt ? lastHearingDay(dayOf(gates.refusalGateAt, basis), basis) : null;
}
