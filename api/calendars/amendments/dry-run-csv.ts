import { csvLine } from './csv.ts';
import { rehearse } from './dry-run.ts';
import type { Affected, BrokenApplication, Rehearsal } from './dry-run.ts';
import type { ApiDeps } from '../../deps.ts';

const heading = [
  'application',
  'number',
  'stage',
  'executor',
  'version',
  'what',
  'name',
  'from',
  'to',
  'overdue',
];

/** A dry run as CSV: one line for each term, gate and reminder that moves, and each term
 * that waits for a calendar or waited for this one, application by application. */
export async function* dryRunCsv(
  deps: Pick<ApiDeps, 'db' | 'calendars' | 'broken'>,
  rehearsal: Rehearsal,
): AsyncGenerator<string> {
  yield csvLine(heading);
  for await (const { affected, broken } of rehearse(deps, rehearsal)) {
    yield affected.map(linesOf).join('');
    yield broken.map(lineOfBroken).join('');
  }
}

/** One that cannot be read: it has its line, so that nobody thinks that nothing moves. */
function lineOfBroken({ id, number }: BrokenApplication): string {
  return csvLine([id, number, null, null, null, 'broken', null, null, null, null]);
}

function linesOf({ applicationId, number, stage, executor, version, effect }: Affected): string {
  const whose = [applicationId, number, stage, executor, version];
  return [
    ...effect.moves.map(({ term, from, to, overdue }) => [...whose, 'term', term, from, to, overdue]),
    ...effect.gates.map(({ gate, from, to }) => [...whose, 'gate', gate, from, to, null]),
    ...effect.atOnce.map((kind) => [...whose, 'at-once', kind, null, null, null]),
    ...(effect.waiting ?? []).map(({ term, to }) => [...whose, 'waiting', term, null, to, null]),
  ]
    .map(csvLine)
    .join('');
}
