import { nextEdition, type Edition, type EditionRecord } from '../calendars/edition.ts';
import { editionById, kzEditions } from '../calendars/kz/editions.ts';
import { actIn, type ProofAct, type ProofLanguage } from '../calendars/proof.ts';

/** An edition that a proof rests on. One that was entered at run time travels whole, with the edition it follows. */
export interface ProofEdition {
  readonly id: string;
  readonly act: ProofAct;
  readonly knownOn: string;
  readonly effectiveOn: string;
  readonly officialUntil: string;
  readonly follows?: string;
  readonly record?: EditionRecord;
}

/**
 * The editions with these ids as a proof carries them, oldest first: shipped ones by name, and of those entered at run time
 * the whole chain from the last shipped one up to the newest that is used.
 */
export function carriedEditions(
  ids: ReadonlySet<string>,
  editions: readonly Edition[],
  language: ProofLanguage,
): readonly ProofEdition[] {
  const last = editions.findLastIndex(({ id }) => ids.has(id));
  return editions.flatMap((edition, index) => {
    const shipped = kzEditions.some(({ id }) => id === edition.id);
    if (shipped) return ids.has(edition.id) ? [presentEditionCarried(edition, language)] : [];
    const follows = editions[index - 1]?.id;
    if (index > last || follows === undefined) return [];
    return [{ ...presentEditionCarried(edition, language), follows, record: recordOf(edition) }];
  });
}

/**
 * The editions that a proof may be checked by: the shipped ones and those it carries. Throws `calendar-edition-invalid` and
 * `calendar-edition-unknown` when the chain is broken.
 */
export function editionsCarried(carried: readonly ProofEdition[]): readonly Edition[] {
  const editions = [...kzEditions];
  for (const { follows, record } of carried) {
    // What was entered at run time may have been shipped since; the shipped one is the law then.
    if (follows === undefined || record === undefined || editions.some(({ id }) => id === record.id))
      continue;
    editions.push(nextEdition(editionById(follows, editions), record));
  }
  return editions;
}

/** What a proof tells of every edition it rests on. */
export function presentEditionCarried(
  { id, act, knownOn, effectiveOn, coverage }: Edition,
  language: ProofLanguage,
): ProofEdition {
  return { id, act: actIn(act, language), knownOn, effectiveOn, officialUntil: coverage.officialUntil };
}

function recordOf({ id, act, knownOn, knownOnIs, effectiveOn, coverage, changes }: Edition): EditionRecord {
  return { id, act, knownOn, knownOnIs, effectiveOn, coverage, changes };
}
