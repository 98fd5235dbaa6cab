import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Bytes on the disk under a passing name. */
export interface IncomingFile {
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Gives the bytes their lasting name beside the passing one; the same bytes may have it already. */
  keep(): Promise<void>;
  /** Takes the passing name away: of bytes that were not kept, nothing is left. */
  drop(): Promise<void>;
}

/** Bytes that whoever received them left under their passing name. */
export type Leftover = Pick<IncomingFile, 'sha256' | 'drop'>;

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

/** Removes the bytes with a digest, if they are there. */
export function removeStoredFile(filesDir: string, sha256: string): Promise<void> {
  return rm(storedPath(filesDir, sha256), { force: true });
}

/** Writes a stream to the disk, hashing on the way, and makes sure that it is there. Leaves nothing when it fails. */
export async function receiveFile(filesDir: string, bytes: AsyncIterable<Uint8Array>): Promise<IncomingFile> {
  const path = join(incomingFolder(filesDir), randomUUID());
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
  return { path, sha256, sizeBytes, drop, keep: () => linkInto(path, storedPath(filesDir, sha256)) };
}

/** What lies under a passing name since before a moment. */
export async function* leftoversBefore(filesDir: string, moment: Date): AsyncGenerator<Leftover, void> {
  const folder = incomingFolder(filesDir);
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    // Null: whoever received it has just dropped it.
    if (found === null || found.mtime >= moment) continue;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    yield { sha256: hash.digest('hex'), drop: () => rm(path, { force: true }) };
  }
}

function incomingFolder(filesDir: string): string {
  return join(filesDir, 'incoming');
}

async function linkInto(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await link(from, to);
  } catch (error) {
    // The same bytes are there already: the name is their digest.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  await using folder = await open(dirname(to));
  await folder.sync();
}
