// A PostgreSQL that was put back to an older copy would give its numbers and positions a second time. What it had reached is
// noted in a file beside the uploads; a database that is behind that note begins a new epoch (docs/decisions/0038).
import { repeatUntil, type Rhythm } from '../rounds.ts';
import type { Prisma, PrismaClient } from '../prisma/client.ts';
import { locks } from '../prisma/locks.ts';
import { declareSure, isSure, lastNumber, lastPosition } from '../prisma/record-epochs.ts';
import type { Alarm } from './alarms.ts';
import { readNote, writeNote, type Mark } from './record-note.ts';

/**
 * Whether the record is older than its note. Of a note of an earlier epoch only the number counts: another server has begun
 * the new one. Another cluster, a replica that took over included, may have lost the last moments, so it counts as one that
 * did.
 */
export function wasSetBack(mark: Mark, now: Mark): boolean {
  const isBehind = (count: 'beat' | 'wal' | 'position' | 'number') =>
    BigInt(now[count]) < BigInt(mark[count]);
  if (mark.epoch < now.epoch) return isBehind('number');
  if (mark.epoch > now.epoch || mark.cluster !== now.cluster) return true;
  return (['beat', 'wal', 'position', 'number'] as const).some(isBehind);
}

/** Between two notes so many applications cannot come in: numbers that may have been given meanwhile are left out. */
const numbersSkipped = 1_000n;

interface MarkDeps {
  readonly db: PrismaClient;
  /** Where the note is kept. */
  readonly file: string;
}

type ReadDeps = Pick<MarkDeps, 'file'> & { readonly db: Pick<PrismaClient, '$queryRaw'> };

/**
 * Compares the record with the note, begins a new epoch when it was set back, lets numbers and positions be given, and notes
 * how far it has come. Gives the epoch that was begun, or null. Throws when the note cannot be read and the record may be an
 * older copy: a person has to say then.
 */
export async function compareWithMark({ db, file }: MarkDeps): Promise<number | null> {
  const note = await readNote(file);
  const { reached, begun } = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(${locks.recordEpoch})::text`;
    const { sure, guard, ...now } = await readReached(tx);
    // A record that has only gone on since it was compared needs no note to say so.
    if (note === 'unreadable' && !sure) throw new Error(`${file} cannot be read: see docs/production.md`);
    const mark = note === 'unreadable' ? null : note;
    const marks = [...(mark === null ? [] : [mark]), { ...now, ...guard }];
    if (!marks.some((each) => wasSetBack(each, now)))
      return { reached: { ...now, beat: await count(tx) }, begun: null };
    const epoch = Math.max(...marks.map((each) => each.epoch)) + 1;
    const number = marks
      .map((each) => BigInt(each.number))
      .reduce((a, b) => (a > b ? a : b), BigInt(now.number));
    const next = String(number + numbersSkipped);
    await tx.$executeRaw`
      INSERT INTO record_epochs (epoch, kept_position, began_at)
      VALUES (${epoch}::int, ${now.position}::bigint, clock_timestamp())`;
    await tx.$queryRaw`SELECT setval('application_numbers', ${next}::bigint)::text`;
    return { reached: { ...now, beat: await count(tx), epoch, number: next }, begun: epoch };
  });
  // Only what is committed is noted. A crash before it leaves the older note, which a new epoch has overtaken.
  await writeNote(file, reached);
  return begun;
}

/** Compares until `signal` is aborted. Never rejects. */
export function keepMarkUntil(
  signal: AbortSignal,
  {
    onBegun,
    onFailure,
    ...deps
  }: MarkDeps & Pick<Rhythm, 'onFailure'> & { readonly onBegun: (epoch: number) => void },
): Promise<void> {
  return repeatUntil(signal, { everyMs: 1_000, afterFailureMs: 500, onFailure }, async () => {
    const begun = await compareWithMark(deps);
    if (begun !== null) onBegun(begun);
    return false;
  });
}

/**
 * `record-set-back` while there is an epoch after which nobody has reconciled the stores; `record-note-unreadable` while the
 * note cannot be read.
 */
export async function readEpochAlarms({ db, file }: ReadDeps): Promise<readonly Alarm[]> {
  const unreconciled = await readUnreconciled(db);
  const setBack = unreconciled.slice(0, 1).map(({ epoch, beganAt }): Alarm => {
    const about = [`epoch ${String(epoch)} since ${beganAt.toISOString()}`];
    return { code: 'record-set-back', count: 1, about };
  });
  const isUnreadable = (await readNote(file)) === 'unreadable';
  return isUnreadable ? [...setBack, { code: 'record-note-unreadable', count: 1, about: [file] }] : setBack;
}

/** Epochs that were begun and after which the stores were not reconciled. */
export function readUnreconciled(db: Pick<PrismaClient, '$queryRaw'>) {
  return db.$queryRaw<{ epoch: number; beganAt: Date }[]>`
    SELECT epoch, began_at AS "beganAt" FROM record_epochs WHERE reconciled_at IS NULL ORDER BY epoch`;
}

export async function noteReconciled(db: Pick<PrismaClient, '$executeRaw'>): Promise<void> {
  await db.$executeRaw`UPDATE record_epochs SET reconciled_at = clock_timestamp() WHERE reconciled_at IS NULL`;
}

/** How far the record has come by itself, whether it is sure, and how far it had come when it was last compared. */
async function readReached(tx: Prisma.TransactionClient): Promise<Reached> {
  const [row] = await tx.$queryRaw<[Reached]>`
    SELECT coalesce((SELECT max(epoch) FROM record_epochs), 1) AS epoch,
      (SELECT system_identifier FROM pg_control_system())::text || '/' ||
        (SELECT timeline_id FROM pg_control_checkpoint())::text || '/' ||
        (SELECT oid FROM pg_database WHERE datname = current_database())::text AS cluster,
      coalesce((SELECT beat FROM record_guard), 0)::text AS beat,
      (pg_current_wal_flush_lsn() - '0/0')::text AS wal,
      ${lastPosition}::text AS position, ${lastNumber}::text AS number, ${isSure} AS sure,
      coalesce((SELECT json_build_object('number', number::text, 'position', position::text) FROM record_guard),
        '{}') AS guard`;
  return row;
}

interface Reached extends Mark {
  readonly sure: boolean;
  readonly guard: Partial<Pick<Mark, 'number' | 'position'>>;
}

/** Lets numbers and positions be given, and gives the count of this comparison. */
async function count(tx: Prisma.TransactionClient): Promise<string> {
  const [row] = await tx.$queryRaw<[{ beat: string }]>(declareSure);
  return row.beat;
}
