import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';

export type DeadlineStatus = 'open' | 'met' | 'missed' | 'moved' | 'not-needed';

/**
 * A term of the law as it falls for one case. It is data: anchor, budget and calendar edition are enough to
 * count it again years later. It moves only by a recorded cause; the old one stays in the list as `moved`.
 */
export interface Deadline<Term extends string = string, Cause extends string = string> {
  readonly term: Term;
  /** `due`: the act must be done before `at`. `opens`: the act is allowed from `at` on. */
  readonly edge: 'due' | 'opens';
  /** The day the term is counted from; its first working day is the next one. */
  readonly anchor: PlainDate;
  readonly workingDays: number;
  readonly on: PlainDate;
  readonly at: Instant;
  readonly calendarEdition: string;
  readonly certainty: 'official' | 'projected';
  /** Why the deadline falls where it falls: the fact that its term is counted from. */
  readonly cause: Cause;
  readonly status: DeadlineStatus;
}

/** The current deadline of a term: the last one set that has not moved. */
export function deadlineOf<D extends Deadline>(deadlines: readonly D[], term: D['term']): D | null {
  return deadlines.findLast((deadline) => deadline.term === term && deadline.status !== 'moved') ?? null;
}

/** A term whose current instant is another one than before. */
export interface Move<D extends Deadline> {
  readonly from: D;
  readonly to: D;
}

/**
 * The terms whose instant changed, in the order in which they were set. Terms that are not needed are left out: they move too,
 * since they may be needed again, but nobody waits for them.
 */
export function movesBetween<D extends Deadline>(
  before: readonly D[],
  after: readonly D[],
): readonly Move<D>[] {
  return after.flatMap((to) => {
    const from = deadlineOf(before, to.term);
    const moved = from !== null && from.at !== to.at && to === deadlineOf(after, to.term);
    if (from?.status === 'not-needed') return [];
    return moved ? [{ from, to }] : [];
  });
}

/** Sets deadlines. An earlier deadline of the same term becomes `moved`, whatever its status: a term has one end at a time. */
export function setDeadlines<D extends Deadline>(deadlines: readonly D[], fresh: readonly D[]): readonly D[] {
  const kept = deadlines.map((old) => {
    const replaced = fresh.some((next) => next.term === old.term);
    return replaced && old.status !== 'moved' ? ({ ...old, status: 'moved' } as const) : old;
  });
  return [...kept, ...fresh];
}

/** Closes the open deadline of a term, if there is one: an act was done in time, or too late. */
export function closeDeadline<D extends Deadline>(
  deadlines: readonly D[],
  term: D['term'],
  status: 'met' | 'missed',
): readonly D[] {
  return deadlines.map((deadline) =>
    deadline.term === term && deadline.status === 'open' ? { ...deadline, status } : deadline,
  );
}

/** Closes a term that an act met: `met` before its instant, `missed` at or after it (deadlines are exclusive). */
export function meetDeadline<D extends Deadline>(
  deadlines: readonly D[],
  term: D['term'],
  at: Instant,
): readonly D[] {
  const open = deadlines.find((deadline) => deadline.term === term && deadline.status === 'open');
  if (!open) return deadlines;
  return closeDeadline(deadlines, term, open.edge === 'opens' || at < open.at ? 'met' : 'missed');
}

/** Closes a term by evidence that may come after the term was found missed: the evidence's own time counts. */
export function meetByEvidence<D extends Deadline>(
  deadlines: readonly D[],
  term: D['term'],
  at: Instant,
): readonly D[] {
  const inTime = deadlines.map((each) =>
    each.term === term && each.status === 'missed' && at < each.at
      ? ({ ...each, status: 'met' } as const)
      : each,
  );
  return meetDeadline(inTime, term, at);
}
