import type { Static } from 'typebox';
import { nextEdition, type EditionRecord } from '../../../calendars/edition.ts';
import type { CalendarShelf } from '../../../calendars/shelf.ts';
import type { CalendarAmendment } from '../../../prisma/generated/client.ts';
import type { Language } from '../../../regulation/text.ts';
import { presentEdition } from '../presenter.ts';
import { becomesOverdue, closesGate } from './dry-run.ts';
import type { Affected, DryRunCounts } from './dry-run.ts';
import type { AffectedItem, AmendmentSummary, CountsView } from './schemas.ts';

/** The record that a stored amendment carries. Only checked ones are stored. */
export function recordOf({ record }: Pick<CalendarAmendment, 'record'>): EditionRecord {
  return record as unknown as EditionRecord;
}

/** An affected application as it is answered. */
export function presentAffected({ effect, ...application }: Affected): AffectedItem {
  return {
    ...application,
    moves: effect.moves.map((move) => ({ ...move })),
    gates: effect.gates.map((gate) => ({ ...gate })),
    atOnce: [...effect.atOnce],
    becomesOverdue: becomesOverdue(effect),
    gateCloses: closesGate(effect),
  };
}

export function presentCounts(counts: DryRunCounts): Static<typeof CountsView> {
  return { ...counts };
}

/** A stored amendment without its progress. */
export async function presentAmendment(
  calendars: CalendarShelf,
  row: CalendarAmendment,
  language: Language,
): Promise<Static<typeof AmendmentSummary>> {
  const { edition, status, baseEdition, dryRunHash, approvedBy, appliedAt, finishedAt } = row;
  const base = await calendars.byId(baseEdition);
  return {
    edition,
    status: status === 'applied' ? 'applied' : 'proposed',
    baseEdition,
    amendment: presentEdition(nextEdition(base, recordOf(row)), language),
    hash: dryRunHash,
    proposed: { by: row.proposedBy, at: row.proposedAt.toISOString() },
    approved: approvedBy && appliedAt ? { by: approvedBy, at: appliedAt.toISOString() } : null,
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
