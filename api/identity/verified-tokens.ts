import type { CryptoKey, JWSHeaderParameters, JWTPayload } from 'jose';

/** A token whose signature was found to be good, by the very key that it was checked with. */
export interface VerifiedToken {
  readonly header: JWSHeaderParameters;
  readonly key: CryptoKey;
  readonly payload: JWTPayload;
}

/** Past this many the oldest is forgotten and checked again. Only issuers make tokens that get here. */
const remembered = 1_000;

/**
 * Remembers which tokens had a good signature: with one key, that can never change, and finding it out is the dearest part
 * of a read. Nothing else is remembered: whoever asks still finds the key among those that hold now, looks at the clock, and
 * at everything that came with the token.
 */
export class VerifiedTokens {
  readonly #tokens = new Map<string, VerifiedToken>();

  remember(token: string, verified: VerifiedToken): void {
    this.#tokens.delete(token);
    this.#tokens.set(token, verified);
    const [oldest] = this.#tokens.keys();
    if (this.#tokens.size > remembered && oldest !== undefined) this.#tokens.delete(oldest);
  }

  /** What a token was found to be, if it is within its own term, to the second; its issuer's skew is for the whole check. */
  find(token: string, now: Date): VerifiedToken | null {
    const found = this.#tokens.get(token);
    if (found === undefined) return null;
    const { exp = 0, nbf = 0 } = found.payload;
    const seconds = now.getTime() / 1_000;
    if (nbf <= seconds && seconds < exp) return found;
    this.#tokens.delete(token);
    return null;
  }
}
