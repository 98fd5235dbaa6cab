import { Problem } from '../http/problem.ts';
import type { Role } from '../../workflows/case/actor.ts';

/**
 * A version as `ETag` shows it, or as a proxy that compressed the answer made it: weak (nginx), or with the compression behind
 * the version (Apache).
 */
const versionTag = String.raw`(?:W/)?"[1-9]\d{0,8}(?:[-;][a-z]{2,8})?"`;

/** The header as it is written: one version, a list of them, in which places may be empty (RFC 9110 §5.6.1), or `*`. */
export const versionsPattern = String.raw`^(?:\*|[ \t,]*${versionTag}(?:[ \t]*,[ \t,]*${versionTag})*[ \t,]*)$`;
const versionsShape = new RegExp(versionsPattern);

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
    if (role === 'executor' || role === 'head') throw refused('precondition-required');
    return undefined;
  }
  if (!versionsShape.test(header)) throw refused('precondition-malformed');
  if (header === '*') return undefined;
  const versions = [...header.matchAll(/"(\d+)/g)].map(([, version]) => Number(version));
  return versions.includes(current) ? current : Math.max(...versions);
}

function refused(code: 'precondition-required' | 'precondition-malformed'): Problem {
  return new Problem(code, { errors: [{ pointer: '/if-match', in: 'header', code }] });
}

/** The tag of a version, as `ETag` shows it. */
export function tagOf(version: number): string {
  return `"${version}"`;
}
