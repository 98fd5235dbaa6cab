import type { Edition } from '../calendars/edition.ts';
import type { Instant } from '../calendars/instant.ts';
import type { Zone } from '../calendars/zone.ts';
import type { RegulationEdition } from '../regulation/edition.ts';
import { termNames } from '../regulation/terms.ts';
import type { Language } from '../regulation/text.ts';
import { deadlineOf } from '../workflows/case/deadlines.ts';
import type { Deadline } from '../workflows/application/deadlines.ts';
import { digestOfJson } from './digest.ts';
import { movedBy, type MovedBy } from './causes.ts';
import { chainOf, type TrailChain, type TrailLine } from './chain.ts';
import { carriedEditions, type ProofEdition } from './editions.ts';
import { proveDeadline, type ProvedItem } from './items.ts';

/** Names the shape of a proof. Another shape gets another name: old files stay readable for ever. */
export const proofFormat = 'otinish-deadline-proof/1';

/**
 * The proof of all terms of one application, in one language. It names no person. `sha256` is over the canonical form
 * (RFC 8785) of all the rest, which holds the head of the trail's chain: neither can be changed without the other.
 */
export interface DeadlineProof {
  readonly format: typeof proofFormat;
  readonly language: Language;
  readonly applicationId: string;
  readonly number: string;
  readonly version: number;
  readonly regulationEdition: string;
  readonly zone: string;
  readonly editions: readonly ProofEdition[];
  /** The terms that stand, in legal order. */
  readonly items: readonly ProvedItem[];
  /** Every earlier value, oldest first, with what put another in its place. */
  readonly history: readonly (ProvedItem & { readonly movedBy: MovedBy })[];
  readonly chain: TrailChain;
  readonly sha256: string;
}

/** What is known of an application when its terms are proved. */
export interface ProofFacts {
  readonly applicationId: string;
  readonly number: string;
  readonly version: number;
  readonly receivedAt: Instant;
  readonly deadlines: readonly Deadline[];
  readonly trail: readonly TrailLine[];
}

/** By what, and in which language. */
export interface ProofMeans {
  readonly regulation: RegulationEdition;
  readonly editions: readonly Edition[];
  readonly zone: Zone;
  readonly language: Language;
}

/** Proves every term of an application, those that stand and those that stood. */
export function proveDeadlines(facts: ProofFacts, means: ProofMeans): DeadlineProof {
  const { applicationId, number, version, deadlines, trail } = facts;
  const { regulation, editions, zone, language } = means;
  const received = { at: facts.receivedAt, trail };
  const prove = (deadline: Deadline) => proveDeadline(deadline, deadlines, received, means);

  const standing = termNames.flatMap((term) => deadlineOf(deadlines, term) ?? []);
  const history = deadlines.flatMap((former, index) => {
    const next = deadlines.slice(index + 1).find(({ term }) => term === former.term);
    // What only moved aside gave way to another; the last one of a term stands.
    return standing.includes(former) || next === undefined
      ? []
      : [{ ...prove(former), movedBy: movedBy(former, next, facts, means) }];
  });
  const content = {
    format: proofFormat,
    language,
    applicationId,
    number,
    version,
    regulationEdition: regulation.id,
    zone: zone.name,
    editions: carriedEditions(new Set(deadlines.map((each) => each.calendarEdition)), editions, language),
    items: standing.map(prove),
    history,
    chain: chainOf(applicationId, trail),
  } as const;
  return { ...content, sha256: sealOf(content) };
}

/** The SHA-256 of all of a proof but its own seal. */
export function sealOf(proof: Omit<DeadlineProof, 'sha256'>): string {
  const { sha256: _seal, ...content } = { sha256: '', ...proof };
  return digestOfJson(content);
}
