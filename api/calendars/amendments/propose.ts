import type { CalendarAmendment, Prisma } from '../../../prisma/generated/client.ts';
import type { PersonId, StaffId } from '../../../workflows/core/ids.ts';
import { canonicalText } from '../../commands/digest.ts';
import { isKeyTaken } from '../../commands/key-taken.ts';
import type { ApiDeps } from '../../deps.ts';
import { Problem } from '../../problems/problem.ts';
import { dryRun } from './dry-run.ts';
import type { AffectedPage, Rehearsal } from './dry-run.ts';
import { presentCounts, recordOf } from './presenter.ts';

/** A proposal with the dry run its editor looked at, and the request that brought it. */
export interface NewProposal {
  readonly rehearsal: Rehearsal;
  readonly hash: string;
  readonly editor: { readonly staffId: StaffId; readonly personId: PersonId };
  readonly requestId: string;
  readonly requestHash: string;
}

// A dry run over 100 000 applications takes some seconds, and each affected one is written down.
const transactionMs = 60_000;

/**
 * Stores a proposal together with what its dry run foresees. Throws `amendment-stale`, with the new dry run shown, when
 * that is not what the editor looked at, and `amendment-already-proposed`: nothing is stored then.
 */
export async function propose(deps: ProposingDeps, proposal: NewProposal): Promise<CalendarAmendment> {
  const { db } = deps;
  const { rehearsal, hash, editor, requestId, requestHash } = proposal;
  await refuseTwin(deps, rehearsal);
  const { record, base, loadedAt } = rehearsal;
  try {
    return await db.$transaction(
      async (tx) => {
        // The dry run reads over other connections: this one is idle meanwhile.
        await tx.$queryRaw`SELECT set_config('idle_in_transaction_session_timeout', ${String(transactionMs)}, true)`;
        const row = await tx.calendarAmendment.create({
          data: {
            edition: record.id,
            record: record as unknown as Prisma.InputJsonObject,
            baseEdition: base.id,
            dryRunHash: hash,
            proposedBy: editor.staffId,
            proposedByPerson: editor.personId,
            proposedAt: loadedAt,
            requestId,
            requestHash,
          },
        });
        const found = await dryRun(deps, rehearsal, (page) => keep(tx, record.id, page));
        if (found.hash !== hash) {
          throw new Problem('amendment-stale', {
            params: { edition: record.id },
            extensions: {
              difference: {
                edition: { expected: base.id, current: base.id },
                hash: { expected: hash, current: found.hash },
                counts: presentCounts(found.counts),
                changed: [],
                changedTotal: 0,
              },
            },
          });
        }
        return row;
      },
      { timeout: transactionMs },
    );
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

type ProposingDeps = Pick<ApiDeps, 'db' | 'calendars'>;

/** The same days of the same edition proposed twice would be applied once and then hang: the first one is to be approved. */
async function refuseTwin({ db }: ProposingDeps, { record, base }: Rehearsal): Promise<void> {
  const others = await db.calendarAmendment.findMany({ where: { status: 'proposed', baseEdition: base.id } });
  const twin = others.find((other) => daysOf(recordOf(other)) === daysOf(record));
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

async function keep(
  tx: Prisma.TransactionClient,
  edition: string,
  { affected }: AffectedPage,
): Promise<void> {
  if (affected.length === 0) return;
  const rows = affected.map(({ applicationId, version, effect }) => ({ applicationId, version, effect }));
  await tx.$executeRaw`
    INSERT INTO foreseen_effects (edition, application_id, version, effect)
    SELECT ${edition}, "applicationId", version, effect
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row("applicationId" uuid, version int, effect jsonb)`;
}
