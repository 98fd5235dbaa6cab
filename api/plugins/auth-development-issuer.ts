import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, jwtVerify, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { Config } from '../../config.ts';
import type { TokenClaims, TokenVerifier } from './auth-tokens.ts';

const issuer = 'urn:otinish:development-issuer';
const audience = 'otinish';
const algorithm = 'EdDSA';
const tokenType = 'at+jwt';
const clockToleranceSeconds = 5;

/** Gives tokens to whoever can read this machine's files, and checks them. For development and sandboxes only. */
export interface DevelopmentIssuer extends TokenVerifier {
  /** A bearer token that is good for a day. */
  issue(claims: TokenClaims): Promise<string>;
}

/** Opens the embedded issuer; its key is made on first use. Throws in production: there tokens come from a real issuer. */
export async function openDevelopmentIssuer({
  production,
  issuerDir,
}: Pick<Config, 'production' | 'issuerDir'>): Promise<DevelopmentIssuer> {
  if (production) {
    throw new Error(
      'the embedded issuer of tokens does not run in production: anybody on this machine could sign',
    );
  }
  const jwk = await readOrMakeKey(join(issuerDir, 'ed25519.json'));
  const { d: _secret, ...publicJwk } = jwk;
  const signingKey = await keyOf(jwk);
  const checkingKey = await keyOf(publicJwk);

  return {
    issue: ({ subject, clientId, roles, applicant }) =>
      new SignJWT({ client_id: clientId, roles: [...roles], ...(applicant && { applicant }) })
        .setProtectedHeader({ alg: algorithm, typ: tokenType })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('1 day')
        .sign(signingKey),
    verify: async (token) => {
      try {
        const { payload } = await jwtVerify(token, checkingKey, {
          issuer,
          audience,
          algorithms: [algorithm],
          typ: tokenType,
          clockTolerance: clockToleranceSeconds,
          requiredClaims: ['sub', 'exp', 'client_id', 'roles'],
        });
        return parseClaims(payload);
      } catch {
        return null;
      }
    },
  };
}

/** The claims this API needs, or null when one is missing or of another type. */
function parseClaims(payload: Readonly<Record<string, unknown>>): TokenClaims | null {
  const { sub, client_id: clientId, roles, applicant } = payload;
  const wellFormed =
    typeof sub === 'string' &&
    typeof clientId === 'string' &&
    Array.isArray(roles) &&
    roles.every((role) => typeof role === 'string') &&
    (applicant === undefined || typeof applicant === 'string');
  return wellFormed ? { subject: sub, clientId, roles, ...(applicant && { applicant }) } : null;
}

async function readOrMakeKey(file: string): Promise<JWK> {
  const kept = await readKey(file);
  if (kept) return kept;
  const { privateKey } = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true });
  await mkdir(join(file, '..'), { recursive: true });
  // Server and token script may start together: the first whole file wins, and both read that one.
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 });
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  const made = await readKey(file);
  if (made === null) throw new Error(`the issuer's key cannot be read again: ${file}`);
  return made;
}

async function readKey(file: string): Promise<JWK | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`the issuer's key cannot be read: ${file}`, { cause: error });
  }
}

async function keyOf(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, algorithm);
  if (key instanceof Uint8Array) throw new Error('the issuer needs a key pair, not a shared secret');
  return key;
}
