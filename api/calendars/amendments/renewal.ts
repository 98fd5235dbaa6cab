import type { CalendarAmendment, Prisma } from '../../../prisma/generated/client.ts';
import { beforeAllIds } from '../../../prisma/id-pages.ts';
import { locks } from '../../../prisma/locks.ts';
import type { ApiDeps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';
import { countSince, nothingSince, type Compared } from './compared.ts';
import { compareWithForeseen } from './comparison.ts';
import { nothingRun, openChanged, stale, type DifferenceView } from './difference.ts';
import { dryRun, type Rehearsal } from './dry-run.ts';
import { forgetForeseen, inDryRunTransaction, keepForeseen } from './foreseen.ts';

/**
 * Puts a new dry run in the place of the one that a proposal is bound to, since that one may not be approved any more, and
 * gives the refusal that shows both: its `current` hash is the new one's, and may be approved once it has been looked at.
 */
export async function renew(
  deps: Pick<ApiDeps, 'db' | 'calendars' | 'broken'>,
  row: CalendarAmendment,
  rehearsal: Rehearsal,
): Promise<Problem> {
  const { db } = deps;
  const { edition } = row;
  const expected = row.dryRunHash ?? '';
  const difference = await inDryRunTransaction(db, async (tx) => {
    const [lock] = await tx.$queryRaw<{ held: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(${locks.dryRunOfProposal}::int, hashtext(${edition})) AS held`;
    // Somebody else was refused just now, and his dry run still goes: his difference will be shown to both.
    if (lock?.held !== true) throw new Problem('temporarily-unavailable');

    const [since, changed] = [nothingSince(), openChanged()];
    const tell = async (pages: AsyncIterable<readonly Compared[]>): Promise<void> => {
      for await (const page of pages) {
        for (const each of page) {
          countSince(since, each);
          changed.add(each);
        }
      }
    };
    const comparison = compareWithForeseen(tx, row, rehearsal.loadedAt);
    let after = beforeAllIds;
    const { hash, counts } = await dryRun(deps, rehearsal, async (page) => {
      await tell(comparison.see(page));
      await forgetForeseen(tx, edition, { after, until: page.until });
      await keepForeseen(tx, edition, page);
      after = page.until;
    });
    await tell(comparison.finish());
    await forgetForeseen(tx, edition, { after, until: null });

    const found: DifferenceView = {
      edition: { expected: row.baseEdition, current: rehearsal.base.id },
      hash: { expected, current: hash },
      counts,
      since,
      ...changed.finish(),
    };
    const { count } = await tx.calendarAmendment.updateMany({
      where: { edition, status: 'proposed', dryRunHash: expected },
      data: {
        dryRunHash: hash,
        dryRunAt: rehearsal.loadedAt,
        dryRunCounts: json(counts),
        refusedWith: json(found),
      },
    });
    // Applied, or renewed, by somebody else meanwhile.
    if (count === 0) throw new Problem('temporarily-unavailable');
    return found;
  });
  return stale(edition, difference);
}

/** The refusal of a hash that is not the one of the dry run that a proposal is bound to now. */
export function refusalOfHash(row: CalendarAmendment, hash: string): Problem {
  const { edition, baseEdition, dryRunHash } = row;
  const last = row.refusedWith as unknown as DifferenceView | null;
  // Whoever did not hear the refusal that renewed it hears it now.
  if (last?.hash.expected === hash) return stale(edition, last);
  const bothAre = { expected: baseEdition, current: baseEdition };
  return stale(edition, nothingRun(bothAre, { expected: hash, current: dryRunHash }));
}

function json(value: object): Prisma.InputJsonObject {
  return value as Prisma.InputJsonObject;
}
