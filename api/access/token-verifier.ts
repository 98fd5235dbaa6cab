import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type CryptoKey } from 'jose';
import { Problem } from '../http/problem.ts';
import type { TokenVerifier } from '../token-verification.ts';
import { bindingFault } from './certificate.ts';
import { IssuerAway, openIssuerKeys, type IssuerKeys } from './issuer-keys.ts';
import type { IssuerConfig, TokenType } from '../../issuers.ts';
import { readClaims } from './token-claims.ts';
import { tokenTypeOf } from './token-kind.ts';
import { VerifiedTokens, type VerifiedToken } from './verified-tokens.ts';

export interface VerifierOptions {
  readonly issuers: readonly IssuerConfig[];
  readonly production: boolean;
  readonly now: () => Date;
  /** Told why a token was refused: for the log, never for the caller. */
  readonly onRefused?: (refusal: { readonly issuer: string | null; readonly reason: string }) => void;
  readonly onIssuerAway?: (away: { readonly issuer: string; readonly cause: unknown }) => void;
}

interface Trusted {
  readonly config: IssuerConfig;
  readonly keys: IssuerKeys;
}
type Verified = VerifiedToken<Trusted>;

/**
 * Checks access tokens of the configured issuers. Which issuer's keys are asked for is settled among them by `iss`
 * before anything is fetched. Throws in production when no issuer is configured: nobody could ever be let in.
 */
export function openTokenVerifier(options: VerifierOptions): TokenVerifier {
  const { issuers, production, now, onRefused, onIssuerAway } = options;
  if (production && issuers.length === 0) {
    throw new Error('OIDC_ISSUERS names no issuer of tokens, and production needs one: see docs/identity.md');
  }
  const trusted = new Map<unknown, Trusted>(
    issuers.map((config) => {
      const { issuer } = config;
      const onAway = (cause: unknown): void => onIssuerAway?.({ issuer, cause });
      return [issuer, { config, keys: openIssuerKeys({ issuer, production, now, onAway }) }];
    }),
  );

  const refuse = (issuer: string | null, reason: string): null => {
    onRefused?.({ issuer, reason });
    return null;
  };

  const claimedIssuer = (token: string): Trusted | null => {
    const claimed = peek(token);
    if (claimed === null) return refuse(null, 'it is no JWT');
    const from = trusted.get(claimed.issuer);
    if (from === undefined) return refuse(null, 'its issuer is not configured');
    const { issuer, algorithms, tokenTypes } = from.config;
    if (!algorithms.includes(claimed.algorithm)) return refuse(issuer, 'its algorithm is not allowed');
    const allowed = claimed.type !== null && tokenTypes.includes(claimed.type);
    return allowed ? from : refuse(issuer, 'its typ is none that the configuration allows');
  };

  const verified = new VerifiedTokens<Trusted>();
  const checked = async (token: string, from: Trusted, known: Verified | null): Promise<Verified> => {
    const { config, keys } = from;
    const named = known?.header ?? decodeProtectedHeader(token);
    const fitting = await keys.keysFor(named);
    if (known !== null && fitting.includes(known.key)) return known;
    const options = {
      issuer: config.issuer,
      ...(config.audience === null ? {} : { audience: config.audience }),
      algorithms: [...config.algorithms],
      clockTolerance: config.clockSkewSeconds,
      currentDate: now(),
      requiredClaims: ['sub', 'exp', 'iat'],
    };
    let failure: unknown = new errors.JWKSNoMatchingKey();
    const signedBy = async (candidates: readonly CryptoKey[]): Promise<Verified | null> => {
      for (const key of candidates) {
        try {
          const { payload, protectedHeader: header } = await jwtVerify(token, key, options);
          const read = readClaims(header, payload, config);
          return verified.remember(token, { from, header, key, payload, read });
        } catch (error) {
          const another = error instanceof errors.JWSSignatureVerificationFailed;
          // What is not jose's own is said of a key: one that cannot be used keeps no other from being tried.
          if (!another && error instanceof errors.JOSEError) throw error;
          failure = error;
        }
      }
      return null;
    };
    const found = await signedBy(fitting);
    if (found !== null) return found;
    // Without a key id nothing else tells that the issuer has a new key.
    const again = named.kid === undefined ? await signedBy(await keys.newKeysFor(named)) : null;
    if (again === null) throw failure;
    return again;
  };

  return {
    async verify(token, presented = {}) {
      const known = verified.find(token, now());
      const from = known?.from ?? claimedIssuer(token);
      if (from === null) return null;
      const { issuer, clockSkewSeconds, certificates } = from.config;
      try {
        const { payload, read } = await checked(token, from, known);
        const issuedIn = (payload.iat ?? 0) - now().getTime() / 1_000;
        if (issuedIn > clockSkewSeconds) return refuse(issuer, 'it was issued in the future');
        const unbound = bindingFault(payload, certificates === 'required', presented.certificate);
        if (unbound !== null) return refuse(issuer, unbound);
        return read.kind === 'claims' ? read.claims : refuse(issuer, read.reason);
      } catch (error) {
        if (error instanceof IssuerAway) throw new Problem('identity-provider-away', { cause: error });
        return refuse(issuer, error instanceof Error ? error.message : String(error));
      }
    },
  };
}

/** What a token says of itself, believed only far enough to choose who checks it. */
function peek(
  token: string,
): { readonly issuer: unknown; readonly algorithm: string; readonly type: TokenType | null } | null {
  try {
    const header = decodeProtectedHeader(token);
    return typeof header.alg === 'string'
      ? { issuer: decodeJwt(token).iss, algorithm: header.alg, type: tokenTypeOf(header) }
      : null;
  } catch {
    return null;
  }
}
