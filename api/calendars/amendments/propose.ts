import type { CalendarAmendment, Prisma } from '../../../prisma/generated/client.ts';
import type { PersonId, StaffId } from '../../../workflows/case/ids.ts';
import { canonicalText } from '../../../proofs/digest.ts';
import { isKeyTaken } from '../../../prisma/errors.ts';
import type { ApiDeps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';
import { stale } from './difference.ts';
import { isSameAmendment } from './dry-run-hash.ts';
import { dryRun, type Rehearsal } from './dry-run.ts';
import { inDryRunTransaction, keepForeseen } from './foreseen.ts';
import { recordOf } from './presenter.ts';

/** A proposal with the dry run its editor looked at, and the request that brought it. */
export interface NewProposal {
  readonly rehearsal: Rehearsal;
  readonly hash: string;
  readonly editor: { readonly staffId: StaffId; readonly personId: PersonId };
  readonly requestId: string;
  readonly requestHash: string;
}

/**
 * Stores a proposal together with a dry run of its own, which is what is approved: applications went on while its editor
 * looked at his. Throws `amendment-stale` when it would be another amendment than the one he looked at, or of another
 * edition, and `amendment-already-proposed`: nothing is stored then.
 */
export async function propose(deps: ProposingDeps, proposal: NewProposal): Promise<CalendarAmendment> {
  const { db } = deps;
  const { rehearsal, hash, editor, requestId, requestHash } = proposal;
  await refuseTwin(deps, rehearsal);
  const { record, base, loadedAt } = rehearsal;
  try {
    return await inDryRunTransaction(db, async (tx) => {
      await tx.calendarAmendment.create({
        data: {
          edition: record.id,
          record: record as unknown as Prisma.InputJsonObject,
          baseEdition: base.id,
          proposedBy: editor.staffId,
          proposedByPerson: editor.personId,
          proposedAt: loadedAt,
          dryRunAt: loadedAt,
          requestId,
          requestHash,
        },
      });
      const found = await dryRun(deps, rehearsal, (page) => keepForeseen(tx, record.id, page));
      const { counts } = found;
      if (!isSameAmendment(found.hash, hash)) {
        throw stale(record.id, {
          edition: { expected: base.id, current: base.id },
          hash: { expected: hash, current: found.hash },
          counts,
          changed: [],
          changedTotal: 0,
        });
      }
      return tx.calendarAmendment.update({
        where: { edition: record.id },
        data: { dryRunHash: found.hash, dryRunCounts: { ...counts } },
      });
    });
  } catch (error) {
    // Somebody was faster with this id: the proposal has to be looked at again, under another one.
    if (isKeyTaken(error)) {
      throw new Problem('invalid-body', {
        errors: [{ pointer: '/proposal/id', code: 'calendar-edition-taken', params: { edition: record.id } }],
      });
    }
    throw error;
  }
}

type ProposingDeps = Pick<ApiDeps, 'db' | 'calendars' | 'broken'>;

/** The same days of the same edition proposed twice would be applied once and then hang: the first one is to be approved. */
async function refuseTwin({ db, broken }: ProposingDeps, { record, base }: Rehearsal): Promise<void> {
  const others = await db.calendarAmendment.findMany({ where: { status: 'proposed', baseEdition: base.id } });
  const twin = others.find((other) => {
    try {
      return daysOf(recordOf(other)) === daysOf(record);
    } catch (error) {
      broken.note(error);
      return false;
    }
  });
  if (twin) {
    throw new Problem('amendment-already-proposed', {
      params: { edition: twin.edition },
      extensions: { edition: twin.edition },
    });
  }
}

function daysOf({ changes, coverage }: Rehearsal['record']): string {
  return canonicalText([changes.map(({ date, working }) => [date, working]), coverage.officialUntil]);
}
