import { openCalendar } from '../../../calendars/calendar.ts';
import { nextEdition, type Edition, type EditionRecord } from '../../../calendars/edition.ts';
import type { Instant } from '../../../calendars/instant.ts';
import { calendarDaysOf } from '../../../calendars/kz/calendar-days.ts';
import { readable, readClock, readState } from '../../../prisma/stored-json.ts';
import { regulationEdition } from '../../../regulation/editions.ts';
import { effectOfAmendment, isMoving } from '../../../workflows/application/amendment-effect.ts';
import type { AmendmentEffect } from '../../../workflows/application/amendment-effect.ts';
import type { Basis } from '../../../workflows/case/basis.ts';
import { applicationTime } from '../../../workflows/case/clock.ts';
import type { Deadline } from '../../../workflows/application/deadlines.ts';
import { timeTurn } from '../../../workflows/application/queue.ts';
import type { ApiDeps } from '../../deps.ts';
import { openDryRunHash } from './dry-run-hash.ts';
import { openApplications } from './open-applications.ts';
import type { OpenApplication, OpenRow } from './open-applications.ts';

/** A calendar amendment that is looked at before it is law: its record, the edition it is made of, the moment. */
export interface Rehearsal {
  readonly record: EditionRecord;
  readonly base: Edition;
  readonly loadedAt: Instant;
}

/** One open application that would be affected, or whose terms wait for a calendar. */
export interface Affected extends Omit<OpenApplication, 'id' | 'clock' | 'state'> {
  readonly applicationId: string;
  readonly effect: AmendmentEffect;
}

/** An open application that no dry run can look at. */
export type BrokenApplication = Pick<OpenApplication, 'id' | 'number'>;

/** The affected ones among a number of open applications that lie together in the order of ids. */
export interface AffectedPage {
  readonly open: number;
  readonly affected: readonly Affected[];
  /** Those whose record cannot be read: what would become of them nobody knows. */
  readonly broken: readonly BrokenApplication[];
  /** The terms that one of the page, affected or not, has at the moment of the dry run; none of any other. */
  termsOf(applicationId: string): readonly Deadline[];
  /** The last application of the page, affected or not. */
  readonly until: string;
}

/** How many applications, told apart in the ways officers ask for. */
export interface DryRunCounts {
  open: number;
  moved: number;
  readonly byStage: Record<string, number>;
  readonly byExecutor: Record<string, number>;
  becomeOverdue: number;
  gatesClosed: number;
  /** Moved ones of the sandbox: shown like all others, and no approval waits for them. */
  sandbox: number;
  /** Open ones with a term that this calendar cannot count either; not there when there are none. */
  waiting?: number;
  /** Open ones whose record cannot be read; not there when all are whole. */
  broken?: number;
}

type Deps = Pick<ApiDeps, 'db' | 'calendars' | 'broken'>;

export interface DryRun {
  readonly counts: DryRunCounts;
  /** Of the record and its base edition, and of each affected application's id, version and effect (`openDryRunHash`). */
  readonly hash: string;
}

/**
 * Rehearses an amendment on every open application and gives counts and hash; `see` gets every page of affected ones, in
 * order of their ids. Nothing is changed, and no more is held than two pages of applications.
 */
export async function dryRun(
  deps: Deps,
  rehearsal: Rehearsal,
  see: (page: AffectedPage) => void | Promise<void>,
): Promise<DryRun> {
  const { record, base } = rehearsal;
  const hash = openDryRunHash(record, base);
  const counts = emptyCounts();
  for await (const page of rehearse(deps, rehearsal)) {
    counts.open += page.open;
    if (page.broken.length > 0) counts.broken = (counts.broken ?? 0) + page.broken.length;
    for (const each of page.affected) {
      count(counts, each);
      hash.add(each);
    }
    await see(page);
  }
  return { counts, hash: hash.finish() };
}

/** The affected applications after a place, page by page. */
export async function* rehearse(
  { db, calendars, broken: records }: Deps,
  { record, base, loadedAt }: Rehearsal,
  after?: string,
): AsyncGenerator<AffectedPage> {
  const known = new Map((await calendars.editions()).map((edition) => [edition.id as string, edition]));
  // Not through the shelf, which would keep it: what is only proposed may carry the id of what is applied one day.
  const amended = openCalendar(calendarDaysOf(nextEdition(base, record)));
  const basisBefore = ({
    stage,
    calendarEdition,
    regulationEdition: pinned,
  }: OpenApplication['state']): Basis => {
    // Until registration pins it, the newest calendar counts, as in the workflow.
    const edition = stage === 'received' ? base : known.get(calendarEdition);
    if (edition === undefined)
      throw new Error(`an application follows ${calendarEdition}, which nobody knows`);
    return { calendar: calendars.calendarOf(edition), regulation: regulationEdition(pinned) };
  };

  for await (const page of openApplications(db, after)) {
    const broken: BrokenApplication[] = [];
    const lookAt = <Seen>({ id, number, ...stored }: OpenRow, look: (read: OpenApplication) => Seen) => {
      try {
        return readable({ table: 'applications', id }, () => {
          const [state, clock] = [readState(id, stored.state), readClock(id, stored.clock)];
          return look({ ...stored, id, number, state, clock });
        });
      } catch (error) {
        records.note(error);
        return null;
      }
    };
    const affected = page.flatMap((row): readonly Affected[] => {
      const seen = lookAt(row, ({ id, clock, state, ...rest }) => {
        const before = basisBefore(state);
        const { regulation } = before;
        const effect = effectOfAmendment({ state, clock }, loadedAt, before, {
          calendar: amended,
          regulation,
        });
        return effect === null ? [] : [{ ...rest, applicationId: id, effect }];
      });
      if (seen === null) broken.push({ id: row.id, number: row.number });
      return seen ?? [];
    });
    const termsOf = (applicationId: string): readonly Deadline[] => {
      const row = page.find(({ id }) => id === applicationId);
      return (row && lookAt(row, (read) => termsAt(read, loadedAt, basisBefore(read.state)))) ?? [];
    };
    yield { open: page.length, affected, broken, termsOf, until: page.at(-1)?.id ?? '' };
  }
}

/** The terms of an open application at a moment of the world: what was due until then is settled. */
export function termsAt(
  { state, clock }: Pick<OpenApplication, 'state' | 'clock'>,
  moment: Instant,
  basis: Basis,
): readonly Deadline[] {
  const place = { command: 0, revision: 0, event: 0 };
  return timeTurn({ state, clock, place }, applicationTime(clock, moment), basis).snapshot.state.deadlines;
}

/** Whether one of its terms, counted by the new calendar alone, would be over already. */
export function becomesOverdue({ moves }: AmendmentEffect): boolean {
  return moves.some(({ overdue }) => overdue);
}

/** Whether the gate for a notice of refusal, counted by the new calendar alone, would have closed already. */
export function closesGate({ moves }: AmendmentEffect): boolean {
  return moves.some(({ term, overdue }) => overdue && term === 'preliminary-refusal-notice');
}

function emptyCounts(): DryRunCounts {
  return { open: 0, moved: 0, byStage: {}, byExecutor: {}, becomeOverdue: 0, gatesClosed: 0, sandbox: 0 };
}

function count(counts: DryRunCounts, { stage, executor, sandbox, effect }: Affected): void {
  if (effect.waiting?.some(({ to }) => to === null)) counts.waiting = (counts.waiting ?? 0) + 1;
  if (!isMoving(effect)) return;
  counts.moved += 1;
  counts.byStage[stage] = (counts.byStage[stage] ?? 0) + 1;
  if (executor !== null) counts.byExecutor[executor] = (counts.byExecutor[executor] ?? 0) + 1;
  if (becomesOverdue(effect)) counts.becomeOverdue += 1;
  if (closesGate(effect)) counts.gatesClosed += 1;
  if (sandbox) counts.sandbox += 1;
}
