import { digestOfJson } from './digest.ts';

/** One line of the audit trail as the chain sees it: what happened, not when it was stored. */
export interface TrailLine {
  readonly seq: number;
  readonly version: number;
  readonly type: string;
  readonly at: string;
  readonly actor: unknown;
  readonly commandId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The last hash of a trail and the number of its lines: enough to find out whether any line was changed since. */
export interface TrailChain {
  readonly head: string;
  readonly length: number;
}

/**
 * The hash chain of an application's trail, computed on reading: hash 0 is the SHA-256 of `{applicationId}`, hash n that of
 * `{previous, line}` with hash n-1 and the n-th line, both in canonical form. A head says nothing about the lines to who
 * does not have them.
 */
export function chainOf(applicationId: string, trail: readonly TrailLine[]): TrailChain {
  const head = trail.reduce(
    (previous, { seq, version, type, at, actor, commandId, data }) =>
      digestOfJson({ previous, line: { seq, version, type, at, actor, commandId, data } }),
    digestOfJson({ applicationId }),
  );
  return { head, length: trail.length };
}
