import { checkAmendment } from '../../../calendars/amendment-checks.ts';
import { newestEdition } from '../../../calendars/kz/editions.ts';
import { plainDateAt } from '../../../calendars/zone.ts';
import type { CalendarAmendment } from '../../../prisma/generated/client.ts';
import type { PersonId, StaffId } from '../../../workflows/core/ids.ts';
import { instantOf } from '../../applications/stored.ts';
import { localZone } from '../../basis.ts';
import { isKeyTaken } from '../../commands/key-taken.ts';
import type { ApiDeps } from '../../deps.ts';
import { Problem } from '../../problems/problem.ts';
import type { FieldFault } from '../../problems/validation.ts';
import { compareWithForeseen } from './difference.ts';
import type { DifferenceView } from './difference.ts';
import { dryRun } from './dry-run.ts';
import { presentCounts, recordOf } from './presenter.ts';

export interface Approval {
  readonly hash: string;
  readonly editor: { readonly staffId: StaffId; readonly personId: PersonId };
}

type Deps = Pick<ApiDeps, 'db' | 'calendars' | 'now'>;

/**
 * Applies a proposal that a second person approves, bound to the hash of a dry run: it is run again, and whatever differs
 * refuses the approval with `amendment-stale` and the difference. A repeat of the approval that applied it is answered
 * as the first one. Throws `proposer-may-not-approve` and `amendment-already-applied`.
 */
export async function approve(
  deps: Deps,
  row: CalendarAmendment,
  { hash, editor }: Approval,
): Promise<CalendarAmendment> {
  if (row.status === 'applied') {
    if (row.approvedBy === editor.staffId && row.dryRunHash === hash) return row;
    throw new Problem('amendment-already-applied', { params: { edition: row.edition } });
  }
  if (editor.personId === row.proposedByPerson) throw new Problem('proposer-may-not-approve');
  await refuseStale(deps, row, hash);
  return apply(deps, row, { hash, editor });
}

async function refuseStale(deps: Deps, row: CalendarAmendment, hash: string): Promise<void> {
  const { calendars, now } = deps;
  const record = recordOf(row);
  const editions = await calendars.editions();
  const base = newestEdition(editions);
  const loadedAt = instantOf(now());
  const edition = { expected: row.baseEdition, current: base.id };
  if (edition.current !== edition.expected) {
    const nothingRun = { hash: { expected: hash, current: null }, changed: [], changedTotal: 0 };
    throw stale(row.edition, { edition, ...nothingRun });
  }
  // Time has passed since it was proposed: its days may be over.
  const faults = checkAmendment(record, editions, plainDateAt(localZone, loadedAt));

  const comparison = compareWithForeseen(deps, row.edition);
  const found = await dryRun(deps, { record, base, loadedAt }, (page) => comparison.see(page));
  if (found.hash === hash && faults.length === 0) return;
  const { changed, changedTotal } = await comparison.finish();
  const difference = {
    edition,
    hash: { expected: hash, current: found.hash },
    counts: presentCounts(found.counts),
    changed: [...changed],
    changedTotal,
  };
  throw stale(row.edition, difference, faults);
}

/** PostgreSQL gives the instant, and refuses a second edition of the same base, whoever was faster. */
async function apply(
  { db, calendars }: Deps,
  { edition, baseEdition }: CalendarAmendment,
  { hash, editor }: Approval,
): Promise<CalendarAmendment> {
  try {
    await db.$executeRaw`
      UPDATE calendar_amendments SET status = 'applied', dry_run_hash = ${hash},
        approved_by = ${editor.staffId}, approved_by_person = ${editor.personId},
        applied_at = date_trunc('milliseconds', clock_timestamp())
      WHERE edition = ${edition} AND status = 'proposed'`;
  } catch (error) {
    if (!isKeyTaken(error)) throw error;
    const current = (await calendars.newest()).id;
    const nothingRun = { hash: { expected: hash, current: null }, changed: [], changedTotal: 0 };
    throw stale(edition, { edition: { expected: baseEdition, current }, ...nothingRun });
  }
  const row = await db.calendarAmendment.findUniqueOrThrow({ where: { edition } });
  // Two approvals at once: only one of them applied it.
  if (row.approvedBy !== editor.staffId)
    throw new Problem('amendment-already-applied', { params: { edition } });
  return row;
}

function stale(edition: string, difference: DifferenceView, errors: readonly FieldFault[] = []): Problem {
  return new Problem('amendment-stale', { params: { edition }, errors, extensions: { difference } });
}
