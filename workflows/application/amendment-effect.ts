import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import type { TermName } from '../../regulation/terms.ts';
import type { Basis } from '../case/basis.ts';
import { applicationTime } from '../case/clock.ts';
import type { Clock } from '../case/clock.ts';
import { decide } from './decide.ts';
import { deadlineOf, movesBetween } from '../case/deadlines.ts';
import { timeTurn } from './queue.ts';
import { milestonesOf } from './milestones.ts';
import type { MilestoneKind } from './milestones.ts';
import type { ApplicationState, Gates } from './state.ts';
import { waitingTermsOf } from './waiting-terms.ts';

/** One term that falls elsewhere by another calendar. */
export interface TermMove {
  readonly term: TermName;
  readonly from: Instant;
  readonly to: Instant;
  readonly fromOn: PlainDate;
  readonly toOn: PlainDate;
  /** By that calendar alone the term would already lie in the past, so it ends with the first working day after loading. */
  readonly overdue: boolean;
}

export interface GateMove {
  readonly gate: 'soft-gate' | 'refusal-gate' | 'term-lapse';
  readonly from: Instant;
  readonly to: Instant;
}

/** A term that waits for a calendar that knows its end, or waited for this one. */
export interface WaitingOutcome {
  readonly term: TermName;
  readonly countedFrom: PlainDate;
  /** Where this calendar puts its end; null while it does not know it either. */
  readonly to: Instant | null;
  readonly toOn: PlainDate | null;
}

/** What another calendar would do to one open application. */
export interface AmendmentEffect {
  readonly moves: readonly TermMove[];
  readonly gates: readonly GateMove[];
  /** Reminders whose new instant has passed: they are settled at once. */
  readonly atOnce: readonly MilestoneKind[];
  /** What waited before or waits after; not there when nothing does. */
  readonly waiting?: readonly WaitingOutcome[];
}

/** Whether an effect moves anything. If not, it only shows what still waits. */
export function isMoving({ moves, gates, atOnce, waiting = [] }: AmendmentEffect): boolean {
  return [...moves, ...gates, ...atOnce].length > 0 || waiting.some(({ to }) => to !== null);
}

const gates = [
  ['soft-gate', 'softGateAt'],
  ['refusal-gate', 'refusalGateAt'],
  ['term-lapse', 'lapseAt'],
] as const satisfies readonly (readonly [GateMove['gate'], keyof Gates])[];

/**
 * What would move in an open application if the calendar of `after` were loaded at a real moment. Its queue will do exactly
 * this with the amendment. Milestones due until that moment are settled by `before` first. Null when nothing moves and
 * nothing waits.
 */
export function effectOfAmendment(
  { state, clock }: { readonly state: ApplicationState; readonly clock: Clock },
  loadedAt: Instant,
  before: Basis,
  after: Basis,
): AmendmentEffect | null {
  const at = applicationTime(clock, loadedAt);
  const place = { command: 0, revision: 0, event: 0 };
  const settled = timeTurn({ state, clock, place }, at, before).snapshot.state;
  const amended = decide(settled, { kind: 'amendment', at }, after);
  if (amended.kind === 'refused') throw new Error('a calendar amendment cannot be refused');
  const effect = difference(settled, amended.state, at, after);
  return isMoving(effect) || effect.waiting !== undefined ? effect : null;
}

/** What differs between an application before and after an amendment at an instant of its own time. */
export function difference(
  before: ApplicationState,
  after: ApplicationState,
  at: Instant,
  basis: Basis,
): AmendmentEffect {
  const moves = movesBetween(before.deadlines, after.deadlines).map(({ from, to }) => ({
    term: to.term,
    from: from.at,
    to: to.at,
    fromOn: from.on,
    toOn: to.on,
    overdue: to.cause === 'amendment',
  }));
  const movedGates = gates.flatMap(([gate, key]) => {
    const [from, to] = [before.gates[key], after.gates[key]];
    return from === to || after.settled.includes(gate) ? [] : [{ gate, from, to } as const];
  });
  const passed = after === before ? [] : milestonesOf(after, basis).filter((each) => each.at <= at);
  const waiting = waitingOutcomes(before, after);
  return {
    moves,
    gates: movedGates,
    atOnce: passed.map(({ kind }) => kind),
    ...(waiting.length > 0 ? { waiting } : {}),
  };
}

function waitingOutcomes(before: ApplicationState, after: ApplicationState): readonly WaitingOutcome[] {
  const waited = waitingTermsOf(before);
  const waits = waitingTermsOf(after);
  const counted = waited.filter(({ term }) => waits.every((each) => each.term !== term));
  return [
    ...counted.map(({ term, anchor }) => {
      const { at: to = null, on: toOn = null } = deadlineOf(after.deadlines, term) ?? {};
      return { term, countedFrom: anchor, to, toOn };
    }),
    ...waits.map(({ term, anchor }) => ({ term, countedFrom: anchor, to: null, toOn: null })),
  ];
}
