import { firstOf } from '../../calendars/first-of.ts';
import { instantOfMs, msOf } from '../../calendars/instant.ts';
import type { Instant } from '../../calendars/instant.ts';
import { addDays } from '../../calendars/plain-date.ts';
import type { Citation } from '../../regulation/citation.ts';
import type { Basis } from '../case/basis.ts';
import { outcomes } from './prospect-acts.ts';
import type { Outcome } from './prospect-acts.ts';
import { isReached, tryOutcome } from './prospect-trial.ts';
import type { Hindrance, Trial, TriedAct } from './prospect-trial.ts';
import { refusals } from './refusals.ts';
import { stagesNeeded } from './stages.ts';
import type { ApplicationState } from './state.ts';
import { closingOf, dayOf, endOf, openingOf } from '../case/counting.ts';

/** An act on the path to an outcome. */
export interface ProspectAct extends Pick<TriedAct, 'act' | 'by' | 'term'> {
  /** The earliest lawful moment, if every earlier act is done as early as possible. */
  readonly from: Instant;
  /** The latest lawful moment, exclusive: if the act is done before it, the outcome can still come in time. Null: there is none. */
  readonly until: Instant | null;
}

/**
 * What has become of an outcome. `possible`: in time. `late-only`: still allowed, but not within the term any more.
 * `reached`: it is what the application came to.
 */
export interface Prospect {
  readonly outcome: Outcome;
  readonly status: 'reached' | 'possible' | 'late-only' | 'impossible';
  /** When it comes at the earliest; of a deemed refusal, the moment at which it comes. */
  readonly earliestAt: Instant | null;
  readonly acts: readonly ProspectAct[];
  /** Why it is not possible, or not in time, by a rule of the procedure. */
  readonly whyNot: (Hindrance & { readonly law: Citation | null }) | null;
}

/**
 * Every outcome as it stands at an instant. It is found by trying: each path is played on a copy of the state by the rules that
 * will judge it, first as early as possible, then with each act in turn delayed until the outcome is lost.
 */
export function prospectsOf(state: ApplicationState, at: Instant, basis: Basis): readonly Prospect[] {
  return outcomes.map((outcome) => prospectOf(outcome, state, at, basis));
}

/** One outcome as it stands at an instant. */
export function prospectOf(outcome: Outcome, state: ApplicationState, at: Instant, basis: Basis): Prospect {
  if (isReached(outcome, state)) {
    const { deemedRefusedAt, result } = state;
    const earliestAt = outcome === 'deemed-refused' ? deemedRefusedAt : (result?.signedAt ?? null);
    return { outcome, status: 'reached', earliestAt, acts: [], whyNot: null };
  }

  const trial = tryOutcome(outcome, state, at, basis);
  if (trial.reachedAt === null) {
    const whyNot = reasonOf(nearest(outcome, trial.hindrance, state));
    return { outcome, status: 'impossible', earliestAt: null, acts: [], whyNot };
  }
  if (!isInTime(outcome, trial)) {
    const acts = trial.acts.map((act) => actOf(act, null));
    return {
      outcome,
      status: 'late-only',
      earliestAt: trial.reachedAt,
      acts,
      whyNot: trial.hindrance && reasonOf(trial.hindrance),
    };
  }
  const lost = (index: number, until: Instant) =>
    !isInTime(outcome, tryOutcome(outcome, state, at, basis, { index, until }));
  const edges = edgesFrom(at, trial, state, basis);
  const acts = trial.acts.map((act, index) =>
    actOf(
      act,
      firstLost(edges, act.at, (until) => lost(index, until)),
    ),
  );
  return { outcome, status: 'possible', earliestAt: trial.reachedAt, acts, whyNot: null };
}

/** A withdrawal is never late: it may come at any time before the result (APPC 64(9)). */
function isInTime(outcome: Outcome, { reachedAt, late }: Trial): boolean {
  return reachedAt !== null && (outcome === 'terminated' || !late);
}

/**
 * The first moment at which an act is too late, or null. An answer of the rules usually changes at the edge of a day or of office
 * hours, at a gate or a deadline; between two edges the moment is still searched to the millisecond.
 */
function firstLost(
  edges: readonly Instant[],
  from: Instant,
  isLost: (until: Instant) => boolean,
): Instant | null {
  const ahead = edges.filter((edge) => edge > from);
  const last = ahead.at(-1);
  if (last === undefined || !isLost(last)) return null;
  const index = firstOf(ahead.length, (each) => isLost(ahead[each] ?? last));
  const edge = ahead[index] ?? last;
  const edgeMs = msOf(edge);
  if (!isLost(instantOfMs(edgeMs - 1))) return edge;
  const startMs = msOf(ahead[index - 1] ?? from);
  return instantOfMs(startMs + firstOf(edgeMs - startMs, (ms) => isLost(instantOfMs(startMs + ms))));
}

function edgesFrom(at: Instant, trial: Trial, state: ApplicationState, basis: Basis): readonly Instant[] {
  const edges = new Set<Instant>([
    ...state.deadlines.map((deadline) => deadline.at),
    ...Object.values(state.gates),
  ]);
  const reached = trial.reachedAt ?? at;
  const horizon = [reached, ...edges].reduce((latest, each) => (each > latest ? each : latest));
  const lastDay = dayOf(horizon, basis);
  for (let day = dayOf(at, basis); day <= lastDay; day = addDays(day, 1)) {
    edges.add(openingOf(day, basis)).add(closingOf(day, basis)).add(endOf(day, basis));
  }
  return [...edges].filter((edge) => edge > at).toSorted();
}

function actOf({ act, by, term, at }: TriedAct, until: Instant | null): ProspectAct {
  return { act, by, term, from: at, until };
}

function reasonOf({ code, params }: Hindrance): Prospect['whyNot'] {
  return { code, params, law: refusals[code].law };
}

/** A trial of a direct refusal fails at a rule about its first step; the answer says that a direct refusal is not possible. */
function nearest(
  outcome: Outcome,
  hindrance: Hindrance | null,
  { policy, stage }: ApplicationState,
): Hindrance {
  const given = hindrance ?? { code: 'wrong-stage', params: stagesNeeded(stage, 'drafting') };
  const onItsWay = given.code === 'wrong-stage' || given.code === 'hearing-plan-missing';
  if (outcome !== 'refused-directly' || !onItsWay) return given;
  const lapsed = policy.incompletePackage === 'direct-refusal';
  return { code: lapsed ? 'direct-refusal-lapsed' : 'refusal-not-heard', params: {} };
}
