import type { Instant } from '../../../calendars/instant.ts';
import type { Deadline } from '../../../workflows/application/deadlines.ts';
import type { AmendmentEffect } from '../../../workflows/application/amendment-effect.ts';

/**
 * What became of an application's foreseen effect. `as-foreseen`: the same. `went-on`: its own procedure went on, so that
 * terms which were foreseen are over, or terms that have begun since move too; whatever was foreseen and is still ahead
 * moves as foreseen. `differs`: something goes elsewhere than foreseen, or stays after all, or would be overdue and nobody
 * foresaw it.
 */
export type EffectStanding = 'as-foreseen' | 'went-on' | 'differs';

/** An effect as a dry run of a moment found it; null when nothing moves. */
export interface FoundEffect {
  readonly at: Instant;
  readonly effect: AmendmentEffect | null;
}

/** The same, and the terms that the application has at that moment: asked for only when one of those foreseen is missing. */
export interface FoundNow extends FoundEffect {
  readonly terms: () => readonly Pick<Deadline, 'term' | 'at' | 'status'>[];
}

/** Holds what a dry run finds now against what one foresaw. */
export function compareEffects(foreseen: FoundEffect, found: FoundNow): EffectStanding {
  const [was, now] = [outcomesOf(foreseen), outcomesOf(found)];
  for (const [what, { to, overdue }] of now) {
    const before = was.get(what);
    if (before === undefined ? overdue : before.to !== to || before.overdue !== overdue) return 'differs';
  }
  const missing = new Set([...was.keys()].filter((what) => !now.has(what)));
  if (missing.size === 0) return now.size === was.size ? 'as-foreseen' : 'went-on';
  const staysAfterAll = found
    .terms()
    .some(({ term, at, status }) => status === 'open' && at > found.at && missing.has(nameOf(term, at)));
  return staysAfterAll ? 'differs' : 'went-on';
}

interface Outcome {
  readonly to: string;
  readonly overdue: boolean;
}

/**
 * What becomes of each term, gate and reminder. Each is named with the instant at which it stands: one that stands elsewhere
 * by now is another one, set since by an act in its own procedure.
 */
function outcomesOf({ at, effect }: FoundEffect): ReadonlyMap<string, Outcome> {
  // What has been overtaken comes with the loading itself, at whatever moment that is.
  const coming = (to: Instant) => (to === at ? 'at-loading' : to);
  const { moves = [], gates = [], atOnce = [], waiting = [] } = effect ?? {};
  return new Map<string, Outcome>([
    ...moves.map(({ term, from, to, overdue }) => [nameOf(term, from), { to: coming(to), overdue }] as const),
    ...gates.map(({ gate, from, to }) => [nameOf(gate, from), { to: coming(to), overdue: false }] as const),
    ...atOnce.map((kind) => [`reminder ${kind}`, { to: 'at-loading', overdue: false }] as const),
    ...waiting.map(
      ({ term, countedFrom, to }) =>
        [`waiting ${term} ${countedFrom}`, { to: to ?? 'waits', overdue: false }] as const,
    ),
  ]);
}

function nameOf(what: string, standsAt: Instant): string {
  return `${what} ${standsAt}`;
}
