// The note of how far the record has come: a file beside the uploads, outside PostgreSQL (docs/decisions/0038).
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

const count = Type.String({ pattern: String.raw`^\d{1,30}$` });

const Note = Type.Object({
  epoch: Type.Integer({ minimum: 1 }),
  /** Which cluster, on which timeline, and which database in it. */
  cluster: Type.String(),
  /** Comparisons so far: each is counted in the record itself, so a copy of two seconds ago is known. */
  beat: count,
  /** Bytes of the write-ahead log that are on the disk. */
  wal: count,
  /** The last position that an event was given. */
  position: count,
  /** The last number that an application was given. */
  number: count,
});

/** How far the record has come. Counts that outgrow a number are texts of digits. */
export type Mark = Readonly<Static<typeof Note>>;

/** Null where there is none; `unreadable` when there is one of which nothing can be made. */
export async function readNote(file: string): Promise<Mark | null | 'unreadable'> {
  try {
    const note: unknown = JSON.parse(await readFile(file, 'utf8'));
    return Value.Check(Note, note) ? note : 'unreadable';
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isAbsent ? null : 'unreadable';
  }
}

/** Writes the note, whole or not at all, also when the power goes. */
export async function writeNote(file: string, mark: Mark): Promise<void> {
  // Two servers may share the folder.
  const written = `${file}.${randomUUID()}`;
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(written, JSON.stringify(mark), { flush: true });
    await rename(written, file);
  } catch (error) {
    await rm(written, { force: true });
    throw error;
  }
  await using folder = await open(dirname(file));
  await folder.sync();
}
