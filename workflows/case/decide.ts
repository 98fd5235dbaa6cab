import { CalendarError } from '../../calendars/calendar-error.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { Actor } from './actor.ts';
import { coveredDays, type Basis } from './basis.ts';
import { reasonAgainst } from './permissions.ts';
import {
  ruleOf,
  type Milestone,
  type Procedure,
  type ProcedureTypes,
  type Request,
  type UntoldTerms,
} from './procedure.ts';
import type { CoreRefusal, Refusal } from './refusals.ts';
import { coreReason, happened, type CaseEvent, type Reason, type Step } from './step.ts';

/** Everything that moves a case: a request, a milestone that came, a fact from outside, another calendar. */
export type Input<P extends ProcedureTypes> =
  | { readonly kind: 'request'; readonly request: Request<P['command']> }
  | { readonly kind: 'milestone'; readonly milestone: Milestone<P['milestone']> }
  | { readonly kind: 'evidence'; readonly evidence: P['evidence'] }
  /** From `at` on dates are counted by the calendar of the basis. */
  | { readonly kind: 'amendment'; readonly at: Instant; readonly untoldTerms?: UntoldTerms };

export type RefusalOf<P extends ProcedureTypes> = Refusal<
  P['refusal'] | CoreRefusal,
  P['state']['stage'],
  P['command']['name']
>;

export interface Refused<P extends ProcedureTypes> {
  readonly kind: 'refused';
  readonly refusal: RefusalOf<P>;
  /** The entry of the trail. */
  readonly event: CaseEvent<P['event'] | 'command-refused'>;
}

/**
 * The one transition of every procedure. It takes the state, an input, and the basis for counting dates. It gives the state after
 * it, what happened and what has to be done outside; or a refusal. It reads no clock and changes none of its arguments.
 */
export function decide<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  state: P['state'],
  input: Exclude<Input<P>, { kind: 'request' }>,
  basis: Basis,
): Step<P>;
export function decide<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  state: P['state'],
  input: Input<P>,
  basis: Basis,
): Step<P> | Refused<P>;
export function decide<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  state: P['state'],
  input: Input<P>,
  basis: Basis,
): Step<P> | Refused<P> {
  switch (input.kind) {
    case 'request': {
      const judged = judge(procedure, state, input.request, basis);
      return judged.kind === 'step'
        ? conclude(procedure, state, judged, input.request.at)
        : refuse(procedure, state, input.request, judged);
    }
    case 'milestone': {
      const { at, kind } = input.milestone;
      return conclude(procedure, state, procedure.settle(state, input.milestone, basis), at, kind);
    }
    case 'evidence': {
      const { evidence } = input;
      return conclude(procedure, state, procedure.take(state, evidence, basis), evidence.at);
    }
    case 'amendment': {
      const { at, untoldTerms } = input;
      return conclude(procedure, state, procedure.amend(state, at, basis, untoldTerms), at);
    }
  }
}

/** Commands that an actor may give now, by stage, person and time. */
export function allowedCommands<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  state: P['state'],
  actor: Actor,
  at: Instant,
): readonly P['command']['name'][] {
  return commandsOf(procedure, actor).filter(
    (name) => reasonAgainst(procedure, state, name, actor, at) === null,
  );
}

/** Commands that belong to an actor's role, allowed now or not. */
export function commandsOf<P extends ProcedureTypes>(
  { commands }: Procedure<P>,
  actor: Actor,
): readonly P['command']['name'][] {
  return (Object.keys(commands) as P['command']['name'][]).filter(
    (name) => commands[name].role === actor.role,
  );
}

/** The stage that an actor sees. */
export function stageFor<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  actor: Actor,
  state: P['state'],
): P['state']['stage'] {
  return actor.role === 'portal' || actor.role === 'notifier' ? procedure.portalStageOf(state) : state.stage;
}

function judge<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  state: P['state'],
  request: Request<P['command']>,
  basis: Basis,
): Step<P> | Reason<P['refusal'] | CoreRefusal> {
  const { command, actor, at, expectedVersion } = request;
  const name: P['command']['name'] = command.name;
  const rule = ruleOf(procedure, name);
  if (expectedVersion !== undefined && isStale(expectedVersion, state, rule.answersWhatWasSaid === true)) {
    return coreReason('stale-version', { expected: expectedVersion, current: state.version });
  }
  const against = reasonAgainst(procedure, state, name, actor, at);
  if (against) return against;
  try {
    return rule.apply(state, request as Parameters<typeof rule.apply>[1], basis);
  } catch (error) {
    // A date beyond the calendar's data is refused, never guessed.
    if (error instanceof CalendarError) return coreReason('date-outside-calendar', coveredDays(basis));
    throw error;
  }
}

/**
 * Whether an officer has not seen what they decide on. What the applicant has said since does not count, so that an applicant cannot
 * stop the officers; it counts only for the command that answers it.
 */
function isStale(seen: number, state: ProcedureTypes['state'], answersWhatWasSaid: boolean): boolean {
  const { version, decidedOnVersion = version, saidVersion = 0 } = state;
  const needed = answersWhatWasSaid ? Math.max(decidedOnVersion, saidVersion) : decidedOnVersion;
  return seen < needed || seen > version;
}

/** Every step ends with this: terms get the status that follows from the facts, and legal facts raise the version. */
function conclude<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  before: P['state'],
  taken: Step<P>,
  at: Instant,
  by?: P['milestone'],
): Step<P> {
  const judged = procedure.judgeTerms(before, taken, at, by);
  const legal = judged.events.map(({ type }) => procedure.events[type]).filter((rule) => rule.legal);
  if (legal.length === 0) return judged;

  const version = before.version + 1;
  const { decidedOnVersion = before.version } = before;
  const state = {
    ...judged.state,
    version,
    decidedOnVersion: legal.every(({ said }) => said) ? decidedOnVersion : version,
    ...(legal.some(({ said }) => said) ? { saidVersion: version } : {}),
  };
  return { ...judged, state };
}

function refuse<P extends ProcedureTypes>(
  procedure: Procedure<P>,
  state: P['state'],
  request: Request<P['command']>,
  { code, params, opensAt }: Reason<P['refusal'] | CoreRefusal>,
): Refused<P> {
  const { id, actor, at, command } = request;
  const name: P['command']['name'] = command.name;
  const { metWhateverItSays = [] } = ruleOf(procedure, name);
  const isVain =
    procedure.refusals[code].group === 'stage' ||
    code === 'date-outside-calendar' ||
    metWhateverItSays.includes(code);
  const allowed = allowedCommands(procedure, state, actor, at).filter((each) => each !== name || !isVain);
  return {
    kind: 'refused',
    refusal: { code, stage: stageFor(procedure, actor, state), params, opensAt, allowed },
    event: happened('command-refused', at, actor, { command: name, code, id }),
  };
}
