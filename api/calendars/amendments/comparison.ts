import type { Instant } from '../../../calendars/instant.ts';
import type { Prisma } from '../../../prisma/client.ts';
import { beforeAllIds } from '../../../prisma/id-pages.ts';
import type { CalendarAmendment } from '../../../prisma/generated/client.ts';
import { instantOf } from '../../applications/stored.ts';
import type { ApiDeps } from '../../deps.ts';
import { compareOne, type Compared } from './compared.ts';
import { rehearse, type Affected, type AffectedPage, type Rehearsal } from './dry-run.ts';
import { readForeseen, type ForeseenRow, type IdRange } from './foreseen.ts';

/** Compares a dry run with what was foreseen, page by page as it comes: both are in order of ids. */
export interface Comparison {
  /** The applications of the next page, and those foreseen among them. */
  see(page: AffectedPage): AsyncGenerator<readonly Compared[]>;
  /** Those foreseen behind the last page. */
  finish(): AsyncGenerator<readonly Compared[]>;
}

/** The moment of the dry run that an approval of a proposal is bound to. */
export function dryRunAt({ dryRunAt: at, proposedAt }: CalendarAmendment): Instant {
  return instantOf(at ?? proposedAt);
}

/** Begins the comparison of a dry run of `loadedAt` with the one that a proposal is bound to, behind `after`. */
export function compareWithForeseen(
  db: Prisma.TransactionClient,
  row: CalendarAmendment,
  loadedAt: Instant,
  after: string = beforeAllIds,
): Comparison {
  const moments = { foreseenAt: dryRunAt(row), loadedAt };
  let from = after;

  async function* compare(page: Omit<AffectedPage, 'open' | 'until'>, range: IdRange) {
    const { affected, termsOf } = page;
    let waiting = affected;
    const merge = (rows: readonly ForeseenRow[], found: readonly Affected[]): readonly Compared[] => {
      const was = new Map(rows.map((each) => [each.applicationId, each]));
      const now = new Map(found.map((each) => [each.applicationId, each]));
      return [...new Set([...was.keys(), ...now.keys()])]
        .toSorted()
        .map((id) => compareOne({ was: was.get(id), now: now.get(id), terms: () => termsOf(id) }, moments))
        .filter((each) => each !== null);
    };
    for await (const rows of readForeseen(db, row.edition, range)) {
      const reached = rows.at(-1)?.applicationId ?? '';
      yield merge(
        rows,
        waiting.filter(({ applicationId }) => applicationId <= reached),
      );
      waiting = waiting.filter(({ applicationId }) => applicationId > reached);
    }
    yield merge([], waiting);
  }

  return {
    see: async function* (page) {
      yield* compare(page, { after: from, until: page.until });
      from = page.until;
    },
    finish: () => compare({ affected: [], broken: [], termsOf: () => [] }, { after: from, until: null }),
  };
}

/** A dry run of a proposal beside the one it is bound to, application by application in order of ids. */
export async function* comparedPages(
  deps: Pick<ApiDeps, 'db' | 'calendars' | 'broken'>,
  row: CalendarAmendment,
  rehearsal: Rehearsal,
  after: string = beforeAllIds,
): AsyncGenerator<readonly Compared[]> {
  const comparison = compareWithForeseen(deps.db, row, rehearsal.loadedAt, after);
  for await (const page of rehearse(deps, rehearsal, after)) yield* comparison.see(page);
  yield* comparison.finish();
}
