import { createHash } from 'node:crypto';
import type { Edition, EditionRecord } from '../../../calendars/edition.ts';
import { canonicalText } from '../../../proofs/digest.ts';
import type { Affected } from './dry-run.ts';

/** The hash of a dry run while it goes. */
export interface DryRunHash {
  /** Takes in the next affected application, in order of ids. */
  add(affected: Affected): void;
  finish(): string;
}

// Of SHA-256, 128 bits: nobody finds another amendment, or other effects, with the same half.
const halfLength = 32;

/**
 * Begins the hash of a dry run. Its first half says which amendment it is, of which edition, and not what id it would get:
 * whoever proposes first on a day takes that from the next one. Its second half says what happens to each application, in
 * which version. Those of the sandbox are no part of it: their clocks run as they like.
 */
export function openDryRunHash(record: EditionRecord, base: Edition): DryRunHash {
  const { id: _id, ...proposed } = record;
  const amendment = createHash('sha256').update(canonicalText([proposed, base.id]));
  const effects = createHash('sha256');
  return {
    add: ({ applicationId, version, effect, sandbox }) => {
      if (!sandbox) effects.update(`\n${canonicalText([applicationId, version, effect])}`);
    },
    finish: () => halfOf(amendment.digest('hex')) + halfOf(effects.digest('hex')),
  };
}

/** Whether two dry runs are of the same amendment of the same edition, whatever happens to applications. */
export function isSameAmendment(hash: string, other: string): boolean {
  return halfOf(hash) === halfOf(other);
}

function halfOf(hash: string): string {
  return hash.slice(0, halfLength);
}
