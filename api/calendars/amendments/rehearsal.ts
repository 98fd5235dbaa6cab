import type { FastifyRequest } from 'fastify';
import { checkAmendment } from '../../../calendars/amendment-checks.ts';
import type { AmendmentFault } from '../../../calendars/amendment-checks.ts';
import { proposalToRecord } from '../../../calendars/amendment-proposal.ts';
import type { AmendmentProposal } from '../../../calendars/amendment-proposal.ts';
import { newestEdition } from '../../../calendars/kz/editions.ts';
import { plainDateAt } from '../../../calendars/zone.ts';
import type { PersonId, StaffId } from '../../../workflows/case/ids.ts';
import { instantOf } from '../../applications/stored.ts';
import { localZone } from '../../../calendars/kz/local-zone.ts';
import { collectFaults } from '../../requests/faults.ts';
import type { ApiDeps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';
import type { CalendarAmendment } from '../../../prisma/generated/client.ts';
import { nothingRun, stale } from './difference.ts';
import type { Rehearsal } from './dry-run.ts';
import { recordOf } from './presenter.ts';

/** A proposal made ready for a dry run. Throws `invalid-body` with everything wrong with it, pointers from `at` on. */
export async function rehearsalOf(
  { db, calendars, now }: Pick<ApiDeps, 'db' | 'calendars' | 'now' | 'broken'>,
  proposal: AmendmentProposal,
  at: '' | '/proposal',
): Promise<Rehearsal> {
  const loadedAt = instantOf(now());
  const today = plainDateAt(localZone, loadedAt);
  const editions = await calendars.editions();
  const proposed = await db.calendarAmendment.findMany({ select: { edition: true } });
  const taken = proposed.map(({ edition }) => edition);
  const faults = collectFaults();
  for (const fault of checkAmendment(proposal, editions, today, taken)) faults.add(underBody(fault, at));
  faults.settle();
  const record = proposalToRecord(proposal, editions, today, taken);
  return { record, base: newestEdition(editions), loadedAt };
}

/** A proposal made ready to be looked at now. Throws `amendment-stale` when its edition is not the newest, or its days are over. */
export async function rehearsalOfProposal(
  { calendars, now }: Pick<ApiDeps, 'calendars' | 'now'>,
  row: CalendarAmendment,
  hash = row.dryRunHash ?? '',
): Promise<Rehearsal> {
  const loadedAt = instantOf(now());
  const record = recordOf(row);
  const editions = await calendars.editions();
  const base = newestEdition(editions);
  const edition = { expected: row.baseEdition, current: base.id };
  // Time has passed since it was proposed: its days may be over.
  const isNewest = edition.current === edition.expected;
  const faults = isNewest ? checkAmendment(record, editions, plainDateAt(localZone, loadedAt)) : [];
  if (!isNewest || faults.length > 0)
    throw stale(row.edition, nothingRun(edition, { expected: hash, current: null }), faults);
  return { record, base, loadedAt };
}

function underBody(fault: AmendmentFault, at: string): AmendmentFault {
  return { ...fault, pointer: `${at}${fault.pointer}` };
}

/** The officer who proposes or approves: as an account, and as the verified person behind it. */
export function editorOf({ caller }: FastifyRequest): {
  readonly staffId: StaffId;
  readonly personId: PersonId;
} {
  if (caller.staff === undefined) throw new Problem('staff-not-registered');
  return caller.staff;
}
