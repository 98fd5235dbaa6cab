import { Problem } from '../problems/problem.ts';
import type { Role } from '../../workflows/application/commands.ts';

const versionTag = /^"([1-9]\d{0,8})"$/;

/**
 * The version that the caller looked at (`If-Match`). Officers must say it: they decide on what they saw. Others may.
 * Throws when it is missing where it must be, or no version at all.
 */
export function expectedVersionOf(header: string | undefined, role: Role): number | undefined {
  if (header === undefined) {
    if (role === 'executor' || role === 'head') throw new Problem('precondition-required');
    return undefined;
  }
  const version = versionTag.exec(header.trim())?.[1];
  if (version === undefined) throw new Problem('precondition-malformed');
  return Number(version);
}

/** The tag of a version, as `ETag` shows it. */
export function tagOf(version: number): string {
  return `"${version}"`;
}
