import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** The one signature of this provider: the one that every OpenID client knows. */
export const signingAlgorithm = 'RS256';

/** What the provider must still know after a restart, so that tokens and cookies stay good. */
export interface ProviderKeys {
  readonly jwks: { readonly keys: readonly JWK[] };
  readonly cookieSecret: string;
}

/** The keys in a folder, made on first use. Deleting the file is a rotation. */
export async function openKeys(folder: string): Promise<ProviderKeys> {
  const file = join(folder, 'keys.json');
  if (!existsSync(file)) {
    const { privateKey } = await generateKeyPair(signingAlgorithm, { extractable: true });
    const key = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: signingAlgorithm, use: 'sig' };
    mkdirSync(folder, { recursive: true });
    const draft = `${file}.new`; // Renamed when whole: an interrupted start leaves no half a key.
    writeFileSync(draft, JSON.stringify({ jwks: { keys: [key] }, cookieSecret: randomUUID() }), {
      mode: 0o600,
    });
    renameSync(draft, file);
  }
  // The file is our own, readable by its owner only.
  return JSON.parse(readFileSync(file, 'utf8')) as ProviderKeys;
}
