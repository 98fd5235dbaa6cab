import type { JWTPayload } from 'jose';
import type { IssuerConfig, TokenType } from '../../issuers.ts';

/** Claims of ID tokens (OpenID Connect Core) and of logout tokens, which no access token has. */
const foreignClaims = ['nonce', 'at_hash', 'c_hash', 's_hash', 'events'] as const;

/** What a header's `typ` says; null when it says something else. `application/` before it counts for nothing (RFC 7515). */
export function tokenTypeOf({ typ }: { readonly typ?: unknown }): TokenType | null {
  if (typ === undefined) return 'absent';
  if (typeof typ !== 'string') return null;
  const type = typ.toLowerCase().replace(/^application\//, '');
  if (type === 'at+jwt') return 'at+jwt';
  return type === 'jwt' ? 'JWT' : null;
}

/**
 * Why a token is no access token, or null. `at+jwt` says that it is one; under another type, which ID tokens have as well,
 * the claims must not tell otherwise.
 */
export function kindFault(
  type: TokenType | null,
  payload: JWTPayload,
  client: string,
  { must, audience }: Pick<IssuerConfig, 'must' | 'audience'>,
): string | null {
  const wanted = Object.entries(must);
  const missing = wanted.find(([name, value]) => !Object.hasOwn(payload, name) || payload[name] !== value);
  if (missing !== undefined) return `its ${missing[0]} is not ${missing[1]}`;
  if (type === 'at+jwt') return null;
  const foreign = foreignClaims.find((name) => Object.hasOwn(payload, name));
  if (foreign !== undefined) return `it has ${foreign}, as no access token has`;
  const { token_use: use = 'access', typ = 'Bearer' } = payload;
  if (use !== 'access' || typ !== 'Bearer') return 'it says that it is no access token';
  return wanted.length === 0 && client === audience
    ? 'it is for its own client, as ID tokens are, and the configuration has no claim that tells them apart'
    : null;
}

/** Why a token is not for us, or null. What `aud` must hold was checked with the signature. */
export function audienceFault(
  payload: JWTPayload,
  client: string,
  { audience, clients }: Pick<IssuerConfig, 'audience' | 'clients'>,
): string | null {
  if (audience === null && payload.aud !== undefined) return 'it is for an audience, and none is configured';
  return clients === null || clients.includes(client) ? null : 'its client is none of those configured';
}
