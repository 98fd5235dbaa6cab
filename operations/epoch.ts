// A PostgreSQL that was put back to an older copy would give its numbers and positions a second time. What it had reached is
// noted in a file beside the uploads; a database that is behind that note begins a new epoch (docs/decisions/0038).
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { repeatUntil, type Rhythm } from '../delivery/rounds.ts';
import type { Prisma, PrismaClient } from '../prisma/client.ts';
import { locks } from '../prisma/locks.ts';
import type { Alarm } from './alarms.ts';

/** How far the record has come. Counts that outgrow a number are texts of digits. */
export interface Mark {
  readonly epoch: number;
  /** Which cluster, on which timeline, and which database in it. */
  readonly cluster: string;
  /** Comparisons so far: each is counted in the record itself, so a copy of two seconds ago is known. */
  readonly beat: string;
  /** Bytes of the write-ahead log that are on the disk. */
  readonly wal: string;
  /** The last position that an event was given. */
  readonly position: string;
  /** The last number that an application was given. */
  readonly number: string;
}

/**
 * Whether the record is older than its note. A note of an earlier epoch says nothing: another server has begun the new one.
 * Another cluster, a replica that took over included, may have lost the last moments, so it counts as one that did.
 */
export function wasSetBack(mark: Mark | null, now: Mark): boolean {
  if (mark === null || mark.epoch < now.epoch) return false;
  if (mark.epoch > now.epoch || mark.cluster !== now.cluster) return true;
  return (['beat', 'wal', 'position', 'number'] as const).some(
    (count) => BigInt(now[count]) < BigInt(mark[count]),
  );
}

/** Between two notes so many applications cannot come in: numbers that may have been given meanwhile are left out. */
const numbersSkipped = 1_000n;

interface MarkDeps {
  readonly db: PrismaClient;
  /** Where the note is kept. */
  readonly file: string;
}

/**
 * Compares the record with the note, begins a new epoch when it was set back, lets numbers and positions be given, and notes
 * how far it has come. Gives the epoch that was begun, or null.
 */
export async function compareWithMark({ db, file }: MarkDeps): Promise<number | null> {
  const mark = await readMark(file);
  const { reached, begun } = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(${locks.recordEpoch})::text`;
    const now = await readReached(tx);
    if (mark === null || !wasSetBack(mark, now)) {
      return { reached: { ...now, beat: await declareSure(tx) }, begun: null };
    }
    const epoch = Math.max(mark.epoch, now.epoch) + 1;
    const number =
      [BigInt(mark.number), BigInt(now.number)].reduce((a, b) => (a > b ? a : b)) + numbersSkipped;
    await tx.$executeRaw`
      INSERT INTO record_epochs (epoch, kept_position, began_at)
      VALUES (${epoch}::int, ${now.position}::bigint, clock_timestamp())`;
    await tx.$queryRaw`SELECT setval('application_numbers', ${String(number)}::bigint)::text`;
    const beat = await declareSure(tx);
    return { reached: { ...now, beat, epoch, number: String(number) }, begun: epoch };
  });
  // Only what is committed is noted. A crash before it leaves the older note, which a new epoch has overtaken.
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(reached));
  await rename(`${file}.new`, file);
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

/** `record-set-back` while there is an epoch after which nobody has reconciled the stores. */
export async function readEpochAlarms(db: Pick<PrismaClient, '$queryRaw'>): Promise<readonly Alarm[]> {
  const [first] = await readUnreconciled(db);
  return first === undefined
    ? []
    : [
        {
          code: 'record-set-back',
          count: 1,
          about: [`epoch ${String(first.epoch)} since ${first.beganAt.toISOString()}`],
        },
      ];
}

/** Epochs that were begun and after which the stores were not reconciled. */
export function readUnreconciled(db: Pick<PrismaClient, '$queryRaw'>) {
  return db.$queryRaw<{ epoch: number; beganAt: Date }[]>`
    SELECT epoch, began_at AS "beganAt" FROM record_epochs WHERE reconciled_at IS NULL ORDER BY epoch`;
}

export async function noteReconciled(db: Pick<PrismaClient, '$executeRaw'>): Promise<void> {
  await db.$executeRaw`UPDATE record_epochs SET reconciled_at = clock_timestamp() WHERE reconciled_at IS NULL`;
}

async function readReached(tx: Prisma.TransactionClient): Promise<Mark> {
  const [row] = await tx.$queryRaw<[Mark]>`
    SELECT coalesce((SELECT max(epoch) FROM record_epochs), 1) AS epoch,
      (SELECT system_identifier FROM pg_control_system())::text || '/' ||
        (SELECT timeline_id FROM pg_control_checkpoint())::text || '/' ||
        (SELECT oid FROM pg_database WHERE datname = current_database())::text AS cluster,
      coalesce((SELECT beat FROM record_guard), 0)::text AS beat,
      (pg_current_wal_flush_lsn() - '0/0')::text AS wal,
      coalesce((SELECT max(position) FROM portal_events), 0)::text AS position,
      (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM application_numbers)::text AS number`;
  return row;
}

/** Lets numbers and positions be given, and gives the count of this comparison. */
async function declareSure(tx: Prisma.TransactionClient): Promise<string> {
  const [row] = await tx.$queryRaw<[{ beat: string }]>`
    INSERT INTO record_guard AS guard (id, checked_start, beat) VALUES (1, pg_postmaster_start_time(), 1)
    ON CONFLICT (id) DO UPDATE SET checked_start = excluded.checked_start, beat = guard.beat + 1
    RETURNING beat::text`;
  return row.beat;
}

async function readMark(file: string): Promise<Mark | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Mark;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
