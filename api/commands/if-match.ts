import { Problem } from '../problems/problem.ts';
import type { Role } from '../../workflows/case/actor.ts';

/**
 * A version as `ETag` shows it, or as a proxy that compressed the answer made it: weak (nginx), or with the compression behind
 * the version (Apache).
 */
const versionTag = /^(?:W\/)?"([1-9]\d{0,8})(?:[-;][a-z]{2,8})?"$/;

/**
 * The version that the caller looked at (`If-Match`, RFC 9110 §13.1.1). Officers must say it: they decide on what they saw. Others
 * may. Of a list it is the `current` one if the list has it; `*` asks for no version. Throws when the header is missing where it
 * must be, or names no version at all.
 */
export function expectedVersionOf(
  header: string | undefined,
  role: Role,
  current: number,
): number | undefined {
  if (header === undefined) {
    if (role === 'executor' || role === 'head') throw new Problem('precondition-required');
    return undefined;
  }
  if (header.trim() === '*') return undefined;
  const versions = header.split(',').map((tag) => versionOf(tag.trim()));
  return versions.includes(current) ? current : Math.max(...versions);
}

function versionOf(tag: string): number {
  const version = versionTag.exec(tag)?.[1];
  if (version === undefined) throw new Problem('precondition-malformed');
  return Number(version);
}

/** The tag of a version, as `ETag` shows it. */
export function tagOf(version: number): string {
  return `"${version}"`;
}
