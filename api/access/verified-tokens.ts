import type { CryptoKey, JWSHeaderParameters, JWTPayload } from 'jose';
import type { ReadClaims } from './token-claims.ts';

/** A token whose signature was found to be good: by which issuer's key, and what it says. */
export interface VerifiedToken<Issuer> {
  readonly from: Issuer;
  readonly header: JWSHeaderParameters;
  readonly key: CryptoKey;
  readonly payload: JWTPayload;
  readonly read: ReadClaims;
}

/** Past this many the oldest is forgotten and checked again. Only issuers make tokens that get here. */
const remembered = 1_000;

/**
 * Remembers which tokens had a good signature: with one key, that can never change, and finding it out is the dearest part
 * of a read. What it says never changes either. Whoever asks still finds the key among those that hold now, looks at the
 * clock, and at everything that came with the token.
 */
export class VerifiedTokens<Issuer> {
  readonly #tokens = new Map<string, VerifiedToken<Issuer>>();

  remember(token: string, verified: VerifiedToken<Issuer>): VerifiedToken<Issuer> {
    this.#tokens.delete(token);
    this.#tokens.set(token, verified);
    const [oldest] = this.#tokens.keys();
    if (this.#tokens.size > remembered && oldest !== undefined) this.#tokens.delete(oldest);
    return verified;
  }

  /** What a token was found to be, if it is within its own term, to the second; its issuer's skew is for the whole check. */
  find(token: string, now: Date): VerifiedToken<Issuer> | null {
    const found = this.#tokens.get(token);
    if (found === undefined) return null;
    const { exp = 0, nbf = 0 } = found.payload;
    const seconds = now.getTime() / 1_000;
    if (nbf <= seconds && seconds < exp) return found;
    this.#tokens.delete(token);
    return null;
  }
}
