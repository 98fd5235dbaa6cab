import { Type } from 'typebox';
import type { Role } from '../../workflows/application/commands.ts';

// Described here, required by the code that reads them: a missing one has a problem of its own.
const key = Type.String({ description: 'Required. The same key and request get the same answer.' });
const ifMatch = Type.String({ description: 'Required. The version you looked at, as ETag showed it.' });
const language = Type.String({ description: 'kk, ru or en' });

/** The headers of a command, for the documentation. */
export function commandHeaders(role: Role | null) {
  const officer = role === 'executor' || role === 'head';
  return Type.Object({
    'idempotency-key': Type.Optional(key),
    'accept-language': Type.Optional(language),
    ...(officer ? { 'if-match': Type.Optional(ifMatch) } : {}),
  });
}
