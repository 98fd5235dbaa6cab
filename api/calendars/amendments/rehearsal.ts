import type { FastifyRequest } from 'fastify';
import { checkAmendment } from '../../../calendars/amendment-checks.ts';
import type { AmendmentFault } from '../../../calendars/amendment-checks.ts';
import { proposalToRecord } from '../../../calendars/amendment-proposal.ts';
import type { AmendmentProposal } from '../../../calendars/amendment-proposal.ts';
import { newestEdition } from '../../../calendars/kz/editions.ts';
import { plainDateAt } from '../../../calendars/zone.ts';
import type { PersonId, StaffId } from '../../../workflows/core/ids.ts';
import { instantOf } from '../../applications/stored.ts';
import { localZone } from '../../basis.ts';
import { collectFaults } from '../../commands/faults.ts';
import type { ApiDeps } from '../../deps.ts';
import { Problem } from '../../problems/problem.ts';
import type { Rehearsal } from './dry-run.ts';

/** A proposal made ready for a dry run. Throws `invalid-body` with everything wrong with it, pointers from `at` on. */
export async function rehearsalOf(
  { db, calendars, now }: Pick<ApiDeps, 'db' | 'calendars' | 'now'>,
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
