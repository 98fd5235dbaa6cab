import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import type { Stage } from '../../regulation/statuses.ts';
import type { TermName } from '../../regulation/terms.ts';
import { realTime } from '../case/clock.ts';
import type { Clock } from '../case/clock.ts';
import { deadlineOf } from '../case/deadlines.ts';
import type { Deadline } from './deadlines.ts';
import { isFinal } from './stages.ts';
import type { ApplicationState } from './state.ts';
import { waitingTermsOf } from './waiting-terms.ts';

/** What the agenda shows of one term of an open application: it ends or opens, is late, or waits for the calendar. */
export type AgendaTerm =
  | {
      readonly term: TermName;
      readonly status: 'open' | 'missed';
      readonly edge: Deadline['edge'];
      readonly on: PlainDate;
      readonly at: Instant;
      /** The real moment from which an officer is late; null: nobody can be late, or only after the case's clock was moved. */
      readonly lateFrom: Instant | null;
    }
  | { readonly term: TermName; readonly status: 'waiting'; readonly countedFrom: PlainDate };

/** While an application stands in one of these stages, the act that the term asks for has not been done. */
const undoneIn: Readonly<Partial<Record<TermName, readonly Stage[]>>> = {
  registration: ['received'],
  'completeness-check': ['registered', 'completeness-check'],
  'conformity-check': ['registered', 'completeness-check', 'conformity-check'],
  'preliminary-refusal-notice': ['preliminary-refusal'],
  hearing: ['hearing'],
};

/** An application on a manual clock has no real instant of lateness: it counts as late since before all days. */
const longAgo = '1970-01-01T00:00:00.000Z' as Instant;

/** The terms of an application that an agenda may show, each at most once; none when it is over. */
export function agendaTermsOf(state: ApplicationState, clock: Clock): readonly AgendaTerm[] {
  if (isFinal(state.stage)) return [];
  const standing = state.deadlines.flatMap((deadline): readonly AgendaTerm[] => {
    const { term, edge, on, at, status } = deadline;
    if (status !== 'open' && status !== 'missed') return [];
    if (deadline !== deadlineOf(state.deadlines, term)) return [];
    const isUndone = asksOfficers(deadline, state);
    if (status === 'missed' && !isUndone) return [];
    return [{ term, status, edge, on, at, lateFrom: isUndone ? lateFromOf(clock, at) : null }];
  });
  const waiting = waitingTermsOf(state).map(({ term, anchor }) => ({
    term,
    status: 'waiting' as const,
    countedFrom: anchor,
  }));
  return [...standing, ...waiting];
}

/** Whether officers have to act before a term ends, and have not yet. */
function asksOfficers({ term, edge }: Deadline, { stage, withdrawnAt }: ApplicationState): boolean {
  if (edge === 'opens' || term === 'objection') return false;
  // A withdrawal leaves one thing to do: the termination act, within the term of the result.
  if (term === 'result') return true;
  return withdrawnAt === null && (undoneIn[term]?.includes(stage) ?? false);
}

function lateFromOf(clock: Clock, at: Instant): Instant | null {
  if (clock.kind === 'standing') return at <= clock.at ? longAgo : null;
  return realTime(clock, at);
}
