import { Type, type Static } from 'typebox';
import { Problem } from '../../http/problem.ts';
import type { FieldFault } from '../../http/validation.ts';
import { orNull } from '../../http/value-schemas.ts';
import type { Compared } from './compared.ts';
import { ComparedView, type ComparedItem } from './dry-run-schemas.ts';
import { presentCompared } from './presenter.ts';
import { CountsView, SinceView } from './schemas.ts';

/** What a refusal as outdated shows. */
const Difference = Type.Object({
  edition: Type.Object({ expected: Type.String(), current: Type.String() }),
  hash: Type.Object({ expected: Type.String(), current: orNull(Type.String()) }),
  counts: Type.Optional(CountsView),
  since: Type.Optional(SinceView),
  changed: Type.Array(ComparedView, { description: 'Applications that differ, at most 100' }),
  changedTotal: Type.Integer(),
});
export type DifferenceView = Static<typeof Difference>;

const shownAtMost = 100;

/** The applications that refuse an approval, as the refusal names them. */
export function openChanged() {
  const changed: ComparedItem[] = [];
  let changedTotal = 0;
  return {
    add(compared: Compared): void {
      if (compared.kind !== 'differs') return;
      changedTotal += 1;
      if (changed.length < shownAtMost) changed.push(presentCompared(compared));
    },
    finish: () => ({ changed, changedTotal }),
  };
}

/** A refusal as outdated for which no application had to be looked at. */
export function nothingRun(edition: DifferenceView['edition'], hash: DifferenceView['hash']): DifferenceView {
  return { edition, hash, changed: [], changedTotal: 0 };
}

export function stale(
  edition: string,
  difference: DifferenceView,
  errors: readonly FieldFault[] = [],
): Problem {
  return new Problem('amendment-stale', { params: { edition }, errors, extensions: { difference } });
}
