import type { Basis } from './basis.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { NoticeId } from '../core/ids.ts';
import type { Actor, Command, Request } from './commands.ts';
import type { ApplicationEvent, EventType } from './events.ts';
import type { RefusalCode, TellsOf, Told } from './refusals.ts';
import type { ApplicationState } from './state.ts';

/** Something the outside world has to do because of a step. */
export interface Effect {
  readonly kind: 'post-notice';
  readonly noticeId: NoticeId;
}

/** One step of the procedure: the state after it, what happened, what has to be done outside. */
export interface Step {
  readonly kind: 'step';
  readonly state: ApplicationState;
  readonly events: readonly ApplicationEvent[];
  readonly effects: readonly Effect[];
}

/** The one reason for which a command cannot be applied; `decide` makes a refusal of it. */
export interface Obstacle {
  readonly kind: 'obstacle';
  readonly code: RefusalCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly opensAt: Instant | null;
}

export type Ruling = Step | Obstacle;

/** How one command is applied, once the rules that need no content have let it pass. */
export type Apply<C extends Command> = (state: ApplicationState, request: Request<C>, basis: Basis) => Ruling;

/** The obstacle with this code. What its text tells must be given; from when it is gone, when time alone decides: that is told too. */
export function obstacle<C extends RefusalCode>(
  code: C,
  ...[params, opensAt]: [TellsOf<C>] extends [never]
    ? [params?: Told<C>, opensAt?: Instant | null]
    : [params: Told<C>, opensAt?: Instant | null]
): Obstacle {
  const told = opensAt == null ? params : { ...params, opensAt };
  return { kind: 'obstacle', code, params: told ?? {}, opensAt: opensAt ?? null };
}

export function step(
  state: ApplicationState,
  events: readonly ApplicationEvent[],
  effects: readonly Effect[] = [],
): Step {
  return { kind: 'step', state, events, effects };
}

/** A line of the trail for what somebody did, or for what time brought (`actor` null). */
export function happened(
  type: EventType,
  at: Instant,
  actor: Actor | null,
  data: ApplicationEvent['data'] = {},
): ApplicationEvent {
  return { type, at, actor, data };
}

/** Lets a further change follow a step: its events come after those of the first. */
export function andThen(first: Step, next: (state: ApplicationState) => Step): Step {
  const second = next(first.state);
  return step(second.state, [...first.events, ...second.events], [...first.effects, ...second.effects]);
}
