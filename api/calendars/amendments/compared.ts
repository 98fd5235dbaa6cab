import type { Instant } from '../../../calendars/instant.ts';
import { msOf } from '../../../calendars/instant.ts';
import type { AmendmentEffect } from '../../../workflows/application/amendment-effect.ts';
import type { Deadline } from '../../../workflows/application/deadlines.ts';
import { compareEffects } from './compare-effects.ts';
import type { Affected } from './dry-run.ts';
import type { ForeseenRow } from './foreseen.ts';
import type { OpenApplication } from './open-applications.ts';

/**
 * What became of an application since the dry run that an approval is bound to. `received-since`: there was none yet.
 * `sandbox`: one with a clock of its own, held against nothing. The others: see `compareEffects`; `differs` refuses.
 */
export const comparedKinds = ['as-foreseen', 'received-since', 'went-on', 'differs', 'sandbox'] as const;
export type ComparedKind = (typeof comparedKinds)[number];

/** One application of either dry run: as it was foreseen, and as a dry run finds it now. */
export interface Compared extends Pick<OpenApplication, 'number' | 'stage' | 'executor'> {
  readonly applicationId: string;
  readonly kind: ComparedKind;
  /** Null when it was not affected, or not there. */
  readonly was: Foreseen | null;
  /** Null when it is not affected any more, or over. */
  readonly now: Foreseen | null;
}

export interface Foreseen {
  readonly version: number;
  readonly effect: AmendmentEffect;
}

/** What both dry runs know of one application. */
export interface Seen {
  readonly was: ForeseenRow | undefined;
  readonly now: Affected | undefined;
  /** Its terms at the moment of the later one; none when it is over. */
  readonly terms: () => readonly Deadline[];
}

/** The moments of the two dry runs. */
export interface Moments {
  readonly foreseenAt: Instant;
  readonly loadedAt: Instant;
}

/** One application of either dry run, compared. Null for one that neither of them knows. */
export function compareOne(seen: Seen, moments: Moments): Compared | null {
  const { was, now } = seen;
  const known = now ?? was;
  if (known === undefined) return null;
  const { applicationId, number, stage, executor } = known;
  const kind = known.sandbox ? 'sandbox' : kindOf(seen, moments);
  return { applicationId, number, stage, executor, kind, was: foreseenOf(was), now: foreseenOf(now) };
}

function kindOf({ was, now, terms }: Seen, { foreseenAt, loadedAt }: Moments): ComparedKind {
  const standing = compareEffects(
    { at: foreseenAt, effect: was?.effect ?? null },
    { at: loadedAt, effect: now?.effect ?? null, terms },
  );
  const isNew = was === undefined && now !== undefined && now.createdAt.getTime() >= msOf(foreseenAt);
  return isNew && standing === 'went-on' ? 'received-since' : standing;
}

function foreseenOf(found: Foreseen | undefined): Foreseen | null {
  return found === undefined ? null : { version: found.version, effect: found.effect };
}

/** How many applications an approval finds otherwise than its dry run, told apart. Those of the sandbox are not counted. */
export interface Since {
  received: number;
  wentOn: number;
  differing: number;
}

export function nothingSince(): Since {
  return { received: 0, wentOn: 0, differing: 0 };
}

export function countSince(since: Since, { kind }: Compared): void {
  if (kind === 'received-since') since.received += 1;
  if (kind === 'went-on') since.wentOn += 1;
  if (kind === 'differs') since.differing += 1;
}
