import { Type } from 'typebox';
import type { Role } from '../../workflows/case/actor.ts';
import { shapes } from '../http/value-shapes.ts';
import { keyPattern } from './idempotency.ts';
import { versionsPattern } from './if-match.ts';

// Described here, required by the code that reads them: a missing one has a problem of its own.
const key = Type.String({
  description: 'One for each intention: the same key and request get the same answer',
  examples: ['6f1e0c5e-6d0b-4d8e-9a53-4f6f7f2b7c10'],
});
const ifMatch = Type.String({
  description: 'The version you looked at, as `ETag` showed it; officers must name it',
  examples: ['"3"'],
});

/**
 * For the document, by the name of a header: how it is written there, and what it may be. The code that reads it refuses the
 * rest with a code of its own.
 */
export const describedHeaders: Readonly<Record<string, { readonly name: string; readonly pattern: string }>> =
  {
    'idempotency-key': { name: 'Idempotency-Key', pattern: keyPattern },
    'if-match': { name: 'If-Match', pattern: versionsPattern },
    'applicant-id': { name: 'Applicant-Id', pattern: shapes.iinOrBin.pattern },
  };

/** The header of whatever changes something, for the documentation. */
export const keyHeader = { 'idempotency-key': Type.Optional(key) };

/** The headers of a command, for the documentation; `role` is null for what is no command of the procedure. */
export function commandHeaders(role: Role | null) {
  return Type.Object({ ...keyHeader, ...(role === null ? {} : { 'if-match': Type.Optional(ifMatch) }) });
}
