import { proveDeadlines } from '../proofs/proof.ts';
import { proofPage } from '../api/applications/proof-page.ts';
import { checkProofFile } from '../proofs/check.ts';
import { canonicalText } from '../proofs/digest.ts';
import { newestEdition, kzEditions } from '../calendars/kz/editions.ts';
import { calendarDaysOf } from '../calendars/kz/calendar-days.ts';
import { currentRegulationEdition } from '../regulation/editions.ts';
import { notified } from '../test/model/openings.ts';
import { prospectsOf } from '../workflows/application/prospects.ts';
import { kz } from '../test/builders.ts';
import { median } from './statistics.ts';

export interface ProofRow {
  readonly subject: string;
  /** Of one call, in milliseconds. */
  readonly medianMs: number;
  readonly worstMs: number;
}

/** One proof of all eight terms in the middle of a hearing: made, written, shown, checked; and the outlook beside it. */
export function measureProof(rounds = 300): readonly ProofRow[] {
  const { id, number, version, receivedAt, deadlines } = notified.state;
  const trail = notified.line.trail.map((event, index) => ({
    ...event,
    seq: index + 1,
    version,
    commandId: null,
  }));
  const { zone } = calendarDaysOf(newestEdition());
  const prove = () =>
    proveDeadlines(
      { applicationId: id, number, version, receivedAt, deadlines, trail },
      { regulation: currentRegulationEdition, editions: kzEditions, zone, language: 'en' },
    );
  const proof = prove();
  const file = new TextEncoder().encode(canonicalText(proof));
  const subjects: readonly (readonly [string, () => unknown])[] = [
    ['a deadline proof: eight terms, sealed', () => canonicalText(prove())],
    ['the same as a page', () => proofPage(proof)],
    ['checking it offline', () => checkProofFile(file)],
    ['the outlook of five outcomes', () => prospectsOf(notified.state, notified.line.now, kz)],
  ];
  return subjects.map(([subject, run]) => {
    for (let round = 0; round < rounds / 10; round += 1) run();
    const times = Array.from({ length: rounds }, () => {
      const startedMs = performance.now();
      run();
      return performance.now() - startedMs;
    });
    return { subject, medianMs: median(times), worstMs: Math.max(...times) };
  });
}
