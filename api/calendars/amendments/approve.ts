import type { CalendarAmendment } from '../../../prisma/generated/client.ts';
import type { PersonId, StaffId } from '../../../workflows/case/ids.ts';
import { isKeyTaken } from '../../../prisma/errors.ts';
import type { ApiDeps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';
import { countSince, nothingSince, type Since } from './compared.ts';
import { comparedPages } from './comparison.ts';
import { nothingRun, stale } from './difference.ts';
import type { Rehearsal } from './dry-run.ts';
import { rehearsalOfProposal } from './rehearsal.ts';
import { refusalOfHash, renew } from './renewal.ts';

export interface Approval {
  readonly hash: string;
  readonly editor: { readonly staffId: StaffId; readonly personId: PersonId };
}

type Deps = Pick<ApiDeps, 'db' | 'calendars' | 'now' | 'broken'>;

/**
 * Applies a proposal that a second person approves, bound to the hash of the stored dry run that he looked at
 * (docs/decisions/0032). It is held against the applications once more: those received since, and those whose own
 * procedure went on, pass and are counted; whatever goes elsewhere than foreseen refuses with `amendment-stale`, and the
 * dry run that finds it takes the place of the stored one. A repeat of the approval that applied it is answered as the first
 * one. Throws `proposer-may-not-approve` and `amendment-already-applied`.
 */
export async function approve(
  deps: Deps,
  row: CalendarAmendment,
  approval: Approval,
): Promise<CalendarAmendment> {
  const { hash, editor } = approval;
  if (row.status === 'applied') {
    if (row.approvedBy === editor.staffId && row.dryRunHash === hash) return row;
    throw new Problem('amendment-already-applied', { params: { edition: row.edition } });
  }
  if (editor.personId === row.proposedByPerson) throw new Problem('proposer-may-not-approve');
  const rehearsal = await rehearsalOfProposal(deps, row, hash);
  if (row.dryRunHash !== hash) throw refusalOfHash(row, hash);
  const since = await countUnlessDiffering(deps, row, rehearsal);
  if (since === null) throw await renew(deps, row, rehearsal);
  return apply(deps, row, approval, since);
}

/** Null as soon as one application differs: then nobody needs to know the numbers. */
async function countUnlessDiffering(
  deps: Deps,
  row: CalendarAmendment,
  rehearsal: Rehearsal,
): Promise<Since | null> {
  const since = nothingSince();
  for await (const page of comparedPages(deps, row, rehearsal)) {
    for (const each of page) countSince(since, each);
    if (since.differing > 0) return null;
  }
  return since;
}

/** PostgreSQL gives the instant, and refuses a second edition of the same base, whoever was faster. */
async function apply(
  { db, calendars }: Deps,
  { edition, baseEdition }: CalendarAmendment,
  { hash, editor }: Approval,
  since: Since,
): Promise<CalendarAmendment> {
  try {
    await db.$executeRaw`
      UPDATE calendar_amendments SET status = 'applied', dry_run_since = ${JSON.stringify(since)}::jsonb,
        approved_by = ${editor.staffId}, approved_by_person = ${editor.personId},
        applied_at = date_trunc('milliseconds', clock_timestamp())
      WHERE edition = ${edition} AND status = 'proposed' AND dry_run_hash = ${hash}`;
  } catch (error) {
    if (!isKeyTaken(error)) throw error;
    const current = (await calendars.newest()).id;
    throw stale(edition, nothingRun({ expected: baseEdition, current }, { expected: hash, current: null }));
  }
  const row = await db.calendarAmendment.findUniqueOrThrow({ where: { edition } });
  // Another approval was faster: it applied the amendment, or renewed its dry run.
  if (row.status !== 'applied') throw refusalOfHash(row, hash);
  if (row.approvedBy !== editor.staffId)
    throw new Problem('amendment-already-applied', { params: { edition } });
  return row;
}
