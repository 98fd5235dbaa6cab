import type { Instant } from '../../calendars/instant.ts';
import type { Actor } from './actor.ts';
import type { ProcedureTypes } from './procedure.ts';
import type { CoreRefusal, ParamsOf, RefusalTable } from './refusals.ts';

type Datum = string | number | boolean | null | readonly string[];

/** One entry of the audit trail. Ids, codes, dates and digests; the texts are found under the command's id. */
export interface CaseEvent<Type extends string = string> {
  readonly type: Type;
  readonly at: Instant;
  /** Who did it; null for what time alone brought. */
  readonly actor: Actor | null;
  readonly data: Readonly<Record<string, Datum>>;
}

/** One step of a procedure: the state after it, what happened, and what has to be done outside. */
export interface Step<P extends ProcedureTypes> {
  readonly kind: 'step';
  readonly state: P['state'];
  readonly events: readonly CaseEvent<P['event']>[];
  readonly effects: readonly P['effect'][];
}

/** The reason why a command cannot be applied; `decide` makes a refusal from it. */
export interface Reason<Code extends string = string> {
  readonly kind: 'reason';
  readonly code: Code;
  readonly params: Readonly<Record<string, string | number>>;
  /** When the reason will be gone, if only time decides; null otherwise. */
  readonly opensAt: Instant | null;
}

/** Joins a second step to a first one: its events come after those of the first. */
export function andThen<P extends ProcedureTypes>(
  first: Step<P>,
  next: (state: P['state']) => Step<P>,
): Step<P> {
  const second = next(first.state);
  return {
    ...second,
    events: [...first.events, ...second.events],
    effects: [...first.effects, ...second.effects],
  };
}

/** An entry of the trail for what somebody did, or for what time brought (`actor` null). */
export function happened<Type extends string>(
  type: Type,
  at: Instant,
  actor: Actor | null,
  data: CaseEvent['data'] = {},
): CaseEvent<Type> {
  return { type, at, actor, data };
}

/** How a procedure makes its steps: with its own state and events. */
export function stepOf<P extends ProcedureTypes>() {
  return (
    state: P['state'],
    events: readonly CaseEvent<P['event']>[],
    effects: readonly P['effect'][] = [],
  ): Step<P> => ({ kind: 'step', state, events, effects });
}

/**
 * How a procedure makes a reason with one of its codes. The parameters that the text of the code needs must be given. `opensAt`,
 * when the reason will be gone if only time decides, becomes a parameter too.
 */
export function reasonOf<Table extends RefusalTable>() {
  return <Code extends keyof Table & string>(
    code: Code,
    ...[params, opensAt]: [ParamsOf<Table, Code>] extends [never]
      ? [params?: Reason['params'], opensAt?: Instant | null]
      : [
          params: Reason['params'] & Readonly<Record<ParamsOf<Table, Code>, string | number>>,
          opensAt?: Instant | null,
        ]
  ): Reason<Code> => {
    const known = opensAt == null ? params : { ...params, opensAt };
    return { kind: 'reason', code, params: known ?? {}, opensAt: opensAt ?? null };
  };
}

/** A reason that the shared core gives itself. */
export function coreReason(code: CoreRefusal, params: Reason['params'] = {}): Reason<CoreRefusal> {
  return { kind: 'reason', code, params, opensAt: null };
}
