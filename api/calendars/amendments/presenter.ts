import type { Static } from 'typebox';
import { nextEdition, type EditionRecord } from '../../../calendars/edition.ts';
import type { CalendarShelf } from '../../../calendars/shelf.ts';
import type { CalendarAmendment } from '../../../prisma/generated/client.ts';
import { readable, readEdition } from '../../../prisma/stored-json.ts';
import type { Language } from '../../../regulation/text.ts';
import type { AmendmentEffect } from '../../../workflows/application/amendment-effect.ts';
import { presentEdition } from '../presenter.ts';
import { dryRunAt } from './comparison.ts';
import type { Compared, Foreseen } from './compared.ts';
import type { ComparedItem } from './dry-run-schemas.ts';
import { becomesOverdue, closesGate } from './dry-run.ts';
import type { Affected } from './dry-run.ts';
import type { AffectedItem, AmendmentSummary, CountsView, EffectView, SinceView } from './schemas.ts';

/** The record that a stored amendment carries. Only checked ones are stored. Throws `BrokenRecord`. */
export function recordOf({ edition, record }: Pick<CalendarAmendment, 'edition' | 'record'>): EditionRecord {
  return readEdition(edition, record);
}

/** An affected application as it is answered. */
export function presentAffected(affected: Affected): AffectedItem {
  const { version, sandbox, effect } = affected;
  return {
    ...whoseOf(affected),
    version,
    sandbox,
    ...presentEffect(effect),
    becomesOverdue: becomesOverdue(effect),
    gateCloses: closesGate(effect),
  };
}

/** An application of a comparison as it is answered. */
export function presentCompared(compared: Compared): ComparedItem {
  const { kind, was, now } = compared;
  return { ...whoseOf(compared), kind, was: was && presentFound(was), now: now && presentFound(now) };
}

function whoseOf({ applicationId, number, stage, executor }: Omit<Compared, 'kind' | 'was' | 'now'>) {
  return { applicationId, number, stage, executor };
}

function presentEffect({ moves, gates, atOnce, waiting }: AmendmentEffect): Static<typeof EffectView> {
  return {
    moves: moves.map((move) => ({ ...move })),
    gates: gates.map((gate) => ({ ...gate })),
    atOnce: [...atOnce],
    ...(waiting && { waiting: waiting.map((each) => ({ ...each })) }),
  };
}

function presentFound({ version, effect }: Foreseen) {
  return { version, effect: presentEffect(effect) };
}

/** A stored amendment without its progress. */
export async function presentAmendment(
  calendars: CalendarShelf,
  row: CalendarAmendment,
  language: Language,
): Promise<Static<typeof AmendmentSummary>> {
  const { edition, status, baseEdition, dryRunHash, approvedBy, appliedAt, finishedAt } = row;
  const base = await calendars.byId(baseEdition);
  const made = readable({ table: 'calendar_amendments', id: edition }, () =>
    nextEdition(base, recordOf(row)),
  );
  return {
    edition,
    status: status === 'applied' ? 'applied' : 'proposed',
    baseEdition,
    amendment: presentEdition(made, language),
    hash: dryRunHash,
    dryRun: {
      at: dryRunAt(row),
      // Both were written by this project alone, from these very types.
      counts: row.dryRunCounts as Static<typeof CountsView> | null,
      since: row.dryRunSince as Static<typeof SinceView> | null,
    },
    proposed: { by: row.proposedBy, at: row.proposedAt.toISOString() },
    approved: approvedBy && appliedAt ? { by: approvedBy, at: appliedAt.toISOString() } : null,
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
