import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Keeps secrets that have to be used again: sealed in the database, open in memory only. */
export interface SecretBox {
  /** Seals a secret for one owner: it opens for that owner only. */
  seal(secret: string, owner: string): string;
  /** Throws when the text was not sealed for this owner by one of the keys. */
  open(sealed: string, owner: string): string;
}

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
const secretBytes = 32;

/** A box with these keys of 32 bytes: the first one seals, each of them opens. */
export function createSecretBox(keys: readonly Uint8Array[]): SecretBox {
  const known = new Map(keys.map((key) => [nameOf(key), key]));
  const [newest] = known;
  if (newest === undefined) throw new Error('a secret box needs a key');
  return {
    seal(secret, owner) {
      const [name, key] = newest;
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final()]);
      return `${name}.${Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url')}`;
    },
    open(sealed, owner) {
      const [name = '', content = ''] = sealed.split('.');
      const key = known.get(name);
      if (key === undefined) throw new Error(`a secret was sealed by key ${name}, which is not configured`);
      const bytes = Buffer.from(content, 'base64url');
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes))
        .setAAD(Buffer.from(owner))
        .setAuthTag(bytes.subarray(-tagBytes));
      const opened = [decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()];
      return Buffer.concat(opened).toString('utf8');
    },
  };
}

/** A fresh secret as the Standard Webhooks libraries take it. */
export function newSecret(): string {
  return `whsec_${randomBytes(secretBytes).toString('base64')}`;
}

/** Tells keys apart and gives none away. */
function nameOf(key: Uint8Array): string {
  return createHash('sha256').update('otinish webhook key').update(key).digest('hex').slice(0, 8);
}
