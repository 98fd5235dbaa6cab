import { createLocalJWKSet, errors, type CryptoKey, type JWSHeaderParameters } from 'jose';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { addressFaults } from '../../issuers.ts';

/** After this the keys are asked for again, beside the requests that go on with the known ones. */
const freshMs = 10 * 60_000;
/** An unknown key id makes us ask no sooner than this after the last answer: anybody can invent key ids. */
const cooldownMs = 10_000;
/** A failed attempt stands for this long: nobody waits for an issuer that has just not answered. */
const afterFailureMs = 5_000;
/** The longest that keys are believed while their issuer is away. Who stole one must not keep it by holding the issuer down. */
const outliveMs = 24 * 60 * 60_000;
/** A request waits for this in the worst case, twice: once for the issuer's metadata, once for its keys. */
const patienceMs = 4_000;
const longestAnswerBytes = 262_144;
/** Every key of a set is looked at for each token, so a set has an end. Large providers publish about ten. */
const mostKeys = 50;
/** A token that fits several keys is tried with so many: what a forged one costs, in signatures checked. */
const mostTried = 8;

const Metadata = Type.Object({ issuer: Type.String(), jwks_uri: Type.String() });
const LongSet = Type.Object({ keys: Type.Array(Type.Unknown(), { minItems: mostKeys + 1 }) });

/** The issuer could not be asked for a key that only it can know. It is not the fault of who sent the token. */
export class IssuerAway extends Error {
  override readonly name = 'IssuerAway';
}

/** The public keys of one issuer, found by discovery and followed through rotations. */
export interface IssuerKeys {
  /**
   * The keys that fit a token's header by kid, kty, alg and use: one, or up to eight where no kid tells them apart. Throws
   * `IssuerAway`, or jose's own error when the issuer has no such key.
   */
  keysFor(header: JWSHeaderParameters): Promise<readonly CryptoKey[]>;
  /** The same after asking the issuer anew; none when it was asked just now. */
  newKeysFor(header: JWSHeaderParameters): Promise<readonly CryptoKey[]>;
}

export interface KeysOptions {
  readonly issuer: string;
  readonly production: boolean;
  readonly now: () => Date;
  /** Told of every attempt that failed. */
  readonly onAway: (cause: unknown) => void;
}

interface Known {
  readonly select: ReturnType<typeof createLocalJWKSet>;
  readonly at: number;
}

/** Keys of an issuer. Nothing is fetched before the first token asks for it, so it may be away when we start. */
export function openIssuerKeys({ issuer, production, now, onAway }: KeysOptions): IssuerKeys {
  let known: Known | null = null;
  let failedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | null = null;

  const clock = (): number => now().getTime();
  const ageOf = (keys: Known | null): number =>
    keys === null ? Number.POSITIVE_INFINITY : clock() - keys.at;
  const load = (): Promise<void> => {
    if (clock() - failedAt < afterFailureMs) return Promise.reject(new IssuerAway(issuer));
    underWay ??= fetchKeys(issuer, production)
      .then(
        (select) => {
          known = { select, at: clock() };
        },
        (cause: unknown) => {
          failedAt = clock();
          onAway(cause);
          throw new IssuerAway(issuer, { cause });
        },
      )
      .finally(() => {
        underWay = null;
      });
    return underWay;
  };

  async function select(header: JWSHeaderParameters): Promise<readonly CryptoKey[]> {
    if (known === null) throw new IssuerAway(issuer);
    try {
      return [await known.select(header)];
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
      const fitting: CryptoKey[] = [];
      for await (const key of error) if (fitting.push(key) === mostTried) break;
      return fitting;
    }
  }

  return {
    async keysFor(header) {
      const age = ageOf(known);
      if (age > outliveMs) await load();
      else if (age > freshMs) load().catch(() => undefined);
      try {
        return await select(header);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey) || ageOf(known) < cooldownMs) throw error;
        await load();
        return select(header);
      }
    },
    async newKeysFor(header) {
      if (ageOf(known) < cooldownMs) return [];
      await load();
      return select(header);
    },
  };
}

/** Discovery, then the keys. Both answers come from the configured issuer or an address that it names, over https. */
async function fetchKeys(issuer: string, production: boolean): Promise<ReturnType<typeof createLocalJWKSet>> {
  const metadata = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!Value.Check(Metadata, metadata)) throw new Error('its metadata names no issuer and no jwks_uri');
  if (metadata.issuer !== issuer) throw new Error(`its metadata says that it is ${metadata.issuer}`);
  const faults = addressFaults(metadata.jwks_uri, 'jwks_uri', production);
  if (faults.length > 0) throw new Error(faults.join('; '));
  const keys = await fetchJson(metadata.jwks_uri);
  if (Value.Check(LongSet, keys)) throw new Error(`it gives more than ${mostKeys} keys`);
  // jose checks the shape of what it is given, and throws.
  return createLocalJWKSet(keys as Parameters<typeof createLocalJWKSet>[0]);
}

async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(address, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(patienceMs),
  });
  if (response.status !== 200) throw new Error(`${address} answered ${response.status}`);
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > longestAnswerBytes) throw new Error(`${address} answers without end`);
  }
  return JSON.parse(text);
}
