import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Digest } from '../workflows/application/commands.ts';

/** SHA-256 of a text, in lower-case hex: what a history may carry of it. */
export function digestOf(text: string): Digest {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The one way to write a JSON value (RFC 8785): equal values give equal texts, whoever serialised them. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('only JSON values have a canonical text');
  return text;
}

/** SHA-256 of a JSON value in its canonical form. */
export function digestOfJson(value: unknown): Digest {
  return digestOf(canonicalText(value));
}
