import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Bytes on the disk under a passing name: kept or dropped, never both. */
export interface IncomingFile {
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Moves the bytes to their lasting place. */
  keep(): Promise<void>;
  /** Leaves nothing of them. */
  drop(): Promise<void>;
}

/** Where the bytes with a digest lie: `aa/bb/<sha256>` under the folder of files. */
export function storedPath(filesDir: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256');
  return join(filesDir, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

/** The bytes with a digest, as a stream. Rejects when they are not there: a record without its bytes is a fault of ours. */
export async function openStoredFile(filesDir: string, sha256: string): Promise<Readable> {
  const file = await open(storedPath(filesDir, sha256));
  return file.createReadStream();
}

/** Writes a stream to the disk, hashing on the way, and makes sure that it is there. Leaves nothing when it fails. */
export async function receiveFile(filesDir: string, bytes: AsyncIterable<Uint8Array>): Promise<IncomingFile> {
  const path = join(filesDir, 'incoming', randomUUID());
  const drop = () => rm(path, { force: true });
  const hash = createHash('sha256');
  let sizeBytes = 0;
  await mkdir(dirname(path), { recursive: true });
  try {
    await using file = await open(path, 'wx', 0o640);
    for await (const chunk of bytes) {
      hash.update(chunk);
      sizeBytes += chunk.byteLength;
      await file.writeFile(chunk);
    }
    await file.sync();
  } catch (error) {
    await drop();
    throw error;
  }
  const sha256 = hash.digest('hex');
  return { path, sha256, sizeBytes, drop, keep: () => moveInto(path, storedPath(filesDir, sha256)) };
}

async function moveInto(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  // The same bytes may be there already: the name is their digest, so nothing is lost.
  await rename(from, to);
  await using folder = await open(dirname(to));
  await folder.sync();
}
