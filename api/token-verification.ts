import type { CallerRole } from '../caller-roles.ts';

/** What a bearer token says of its holder, once its signature, issuer, audience and term were checked. */
export interface TokenClaims {
  /** The holder, as the issuer names him. */
  readonly subject: string;
  /** The client, told apart from other issuers' clients. */
  readonly clientId: string;
  readonly roles: readonly CallerRole[];
  /** The account in the staff register; only of tokens that give a role of officers. */
  readonly staffId?: string;
  /** The provider's unit that the officer works in, by the issuer. */
  readonly unit?: string;
  /** The verified IIN or BIN of the one applicant that the token is confined to. */
  readonly applicant?: string;
}

/** What came with a token. */
export interface Presented {
  /** The client certificate, as the reverse proxy's header has it. */
  readonly certificate?: string | undefined;
}

/**
 * Checks a bearer token. Null when it is not good, whatever the reason: the caller is told no more than that. Throws
 * `identity-provider-away` when only an issuer that does not answer could tell.
 */
export interface TokenVerifier {
  verify(token: string, presented?: Presented): Promise<TokenClaims | null>;
}
