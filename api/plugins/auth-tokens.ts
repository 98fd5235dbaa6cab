/** What a bearer token says of its holder, once its signature, issuer, audience and term were checked. */
export interface TokenClaims {
  /** The staff id for officers; the client itself for everybody else. */
  readonly subject: string;
  readonly clientId: string;
  readonly roles: readonly string[];
  /** IIN or BIN of the applicant a portal's token is confined to. */
  readonly applicant?: string;
}

/** Checks a bearer token. Null when it is not good, whatever the reason: the caller is told no more than that. */
export interface TokenVerifier {
  verify(token: string): Promise<TokenClaims | null>;
}
