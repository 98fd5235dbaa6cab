import { CalendarError } from '../../calendars/calendar-error.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { TermName } from '../../regulation/terms.ts';
import { parseCommandId } from '../case/ids.ts';
import type { CommandId } from '../case/ids.ts';
import { coveredDays, type Basis } from '../case/basis.ts';
import type { CommandName } from './commands.ts';
import type { Role } from '../case/actor.ts';
import { deadlineOf } from '../case/deadlines.ts';
import { decide } from './decide.ts';
import type { Input } from './decide.ts';
import { nextMilestone } from './milestones.ts';
import { reasonAgainst } from './decide.ts';
import { draft, moveToward } from './prospect-acts.ts';
import type { Move, Outcome } from './prospect-acts.ts';
import type { Refusal } from './refusals.ts';
import { isFinal } from './stages.ts';
import { negativeFinding } from './state.ts';
import type { ApplicationState } from './state.ts';
import { waitingTermsOf } from './waiting-terms.ts';

/** An act of a trial, when it was done, and the term of the law that it closed. */
export interface TriedAct {
  readonly act: CommandName | 'post-notice';
  readonly by: Role | 'system';
  readonly at: Instant;
  readonly term: { readonly name: TermName; readonly at: Instant } | null;
}

/** A rule that refused a move, with its parameters. */
export type Hindrance = Pick<Refusal, 'code' | 'params'>;

/** How far a trial came: whether it reached its outcome, when, and whether that was after the term. */
export interface Trial {
  readonly reachedAt: Instant | null;
  readonly late: boolean;
  readonly acts: readonly TriedAct[];
  /** Why the trial ended before its outcome; if it reached the outcome, what delayed it until the term was over. */
  readonly hindrance: Hindrance | null;
}

/** One delayed act: the `index`-th is not done before `until`. */
export interface Delay {
  readonly index: number;
  readonly until: Instant;
}

// A path has about ten acts and as many milestones; a longer one goes in circles.
const longestWay = 80;

/**
 * Tries the path to an outcome on a copy of the state. Every act is done as early as the rules allow; one may be delayed.
 * Nothing is judged here: `decide` judges, exactly as it will judge the real acts.
 */
export function tryOutcome(
  outcome: Outcome,
  start: ApplicationState,
  from: Instant,
  basis: Basis,
  delay?: Delay,
): Trial {
  const acts: TriedAct[] = [];
  let endedBy: Hindrance | null = null;
  let heldUpBy: Hindrance | null = null;
  let [state, now] = [start, from];

  try {
    state = settleUntil(state, now, basis);
    for (let step = 0; step < longestWay && !isReached(outcome, state) && !isFinal(state.stage); step += 1) {
      const move = moveToward(outcome, state, now, basis);
      if (move.kind === 'wait') {
        const next = move.until ?? nextMilestone(state, basis)?.at;
        if (next === undefined) {
          // The end of a term that waits for the next edition of the calendar is unknown.
          if (waitingTermsOf(state).length > 0) endedBy = { code: 'date-outside-calendar', params: {} };
          break;
        }
        if (endsTerm(next, now, state) && state.stage === 'hearing')
          heldUpBy ??= refusalOf(inputOf(draft(state, 'refuse'), now, step), state, basis);
        now = next > now ? next : now;
        state = settleUntil(state, now, basis);
        continue;
      }
      if (delay?.index === acts.length && now < delay.until) {
        now = delay.until;
        state = settleUntil(state, now, basis);
        continue;
      }
      const decision = decide(state, inputOf(move, now, step), basis);
      if (decision.kind === 'step') {
        acts.push(triedAct(move, now, state, decision.state));
        state = decision.state;
        continue;
      }
      const { code, params, opensAt } = decision.refusal;
      if (opensAt === null || opensAt <= now) {
        endedBy = { code, params };
        break;
      }
      if (endsTerm(opensAt, now, state)) heldUpBy ??= { code, params };
      now = opensAt;
      state = settleUntil(state, now, basis);
    }
  } catch (error) {
    // A path that leads beyond the calendar's data has no known end.
    if (!(error instanceof CalendarError)) throw error;
    return {
      reachedAt: null,
      late: false,
      acts,
      hindrance: { code: 'date-outside-calendar', params: coveredDays(basis) },
    };
  }
  const reached = isReached(outcome, state);
  return {
    reachedAt: reached ? (state.result?.signedAt ?? state.deemedRefusedAt) : null,
    late: reached && outcome !== 'deemed-refused' && (state.result?.late ?? false),
    acts,
    hindrance: reached ? heldUpBy : (closedBy(state, now) ?? endedBy),
  };
}

/** Whether the procedure has come to an outcome. */
export function isReached(outcome: Outcome, state: ApplicationState): boolean {
  const direct = negativeFinding(state)?.route === 'direct';
  switch (outcome) {
    case 'issued':
    case 'terminated':
      return state.stage === outcome;
    case 'refused-after-hearing':
      return state.stage === 'refused' && !direct;
    case 'refused-directly':
      return state.stage === 'refused' && direct;
    case 'deemed-refused':
      return state.deemedRefusedAt !== null;
  }
}

/** Whether the result's term ended during a wait. */
function endsTerm(until: Instant, now: Instant, state: ApplicationState): boolean {
  const due = deadlineOf(state.deadlines, 'result')?.at;
  return due !== undefined && now < due && until >= due;
}

function refusalOf(input: Input, state: ApplicationState, basis: Basis): Hindrance | null {
  const decision = decide(state, input, basis);
  return decision.kind === 'refused' ? decision.refusal : null;
}

/** Why nothing more can be done, when the procedure is over or withdrawn. */
function closedBy(state: ApplicationState, at: Instant): Hindrance | null {
  if (!isFinal(state.stage) && state.withdrawnAt === null) return null;
  return reasonAgainst(state, 'return-draft', { role: 'portal', client: 'any' }, at);
}

function settleUntil(state: ApplicationState, until: Instant, basis: Basis): ApplicationState {
  const milestone = nextMilestone(state, basis);
  if (milestone === null || milestone.at > until) return state;
  const settled = decide(state, { kind: 'milestone', milestone }, basis);
  if (settled.kind === 'refused') throw new Error('a milestone cannot be refused');
  return settleUntil(settled.state, until, basis);
}

function inputOf(move: Exclude<Move, { kind: 'wait' }>, at: Instant, step: number): Input {
  if (move.kind === 'post-notice')
    return { kind: 'evidence', evidence: { kind: 'notice-posted', noticeId: move.noticeId, at } };
  const { actor, command } = move;
  return { kind: 'request', request: { id: trialId(step), at, actor, command } };
}

function triedAct(
  move: Exclude<Move, { kind: 'wait' }>,
  at: Instant,
  before: ApplicationState,
  after: ApplicationState,
): TriedAct {
  const closed = before.deadlines.find(
    ({ status }, index) =>
      status === 'open' && ['met', 'missed'].includes(after.deadlines[index]?.status ?? ''),
  );
  return {
    act: move.kind === 'command' ? move.command.name : move.kind,
    by: move.kind === 'command' ? roleOf(move) : 'system',
    at,
    term: closed === undefined || closed.edge === 'opens' ? null : { name: closed.term, at: closed.at },
  };
}

function roleOf({ actor }: Extract<Move, { kind: 'command' }>): Role {
  if (actor.role === 'calendar') throw new Error('a calendar leads to no outcome');
  return actor.role;
}

/** The n-th command of a trial: its id is no id of a real command, since those are random. */
function trialId(n: number): CommandId {
  const id = parseCommandId(`ffffffff-ffff-4fff-bfff-${String(n).padStart(12, '0')}`);
  if (id === null) throw new Error('the id of a trial is one');
  return id;
}
