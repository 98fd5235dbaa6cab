import { Type } from 'typebox';
import type { Role } from '../../workflows/case/actor.ts';

// Described here, required by the code that reads them: a missing one has a problem of its own.
const key = Type.String({
  description: 'One for each intention: the same key and request get the same answer',
  examples: ['6f1e0c5e-6d0b-4d8e-9a53-4f6f7f2b7c10'],
});
const ifMatch = Type.String({
  description: 'The version you looked at, as `ETag` showed it; officers must name it',
  examples: ['"3"'],
});

/** The header of whatever changes something, for the documentation. */
export const keyHeader = { 'idempotency-key': Type.Optional(key) };

/** The headers of a command, for the documentation; `role` is null for what is no command of the procedure. */
export function commandHeaders(role: Role | null) {
  return Type.Object({ ...keyHeader, ...(role === null ? {} : { 'if-match': Type.Optional(ifMatch) }) });
}
