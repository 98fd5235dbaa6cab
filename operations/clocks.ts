import { hostname } from 'node:os';
import { repeatUntil, type Rhythm } from '../rounds.ts';
import type { PrismaClient } from '../prisma/client.ts';
import type { Alarm } from './alarms.ts';

/** What one process last saw of PostgreSQL's clock, whose time is the law's. */
export interface ClockReading {
  readonly kind: 'api' | 'worker';
  /** By how many milliseconds PostgreSQL's clock is ahead of the process's, at the least; negative: behind. */
  readonly aheadMs: number;
}

/** Clocks that are kept by NTP differ by milliseconds. */
const tolerableMs = 2_000;
/** From here on an instant that PostgreSQL gives may be that of another minute, or of another day. */
const seriousMs = 60_000;
/** A process that has not looked for so long is gone: every look is repeated each ten seconds. */
const fresh = '1 minute';

type Questions = Pick<PrismaClient, '$queryRaw'>;

/** How far PostgreSQL's clock is ahead of ours, less what the question may have taken on its way. */
export async function readAheadMs(db: Questions, now: () => Date): Promise<number> {
  const before = now().getTime();
  const [row] = await db.$queryRaw<[{ ms: number }]>`
    SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms`;
  return aheadOf(row.ms, before, now().getTime());
}

/** By how much a clock that showed `ms` at some moment between `before` and `after` of ours is ahead, at the least. */
export function aheadOf(ms: number, before: number, after: number): number {
  if (ms > after) return Math.round(ms - after);
  return ms < before ? Math.round(ms - before) : 0;
}

/** Notes it for the others to compare, and forgets who looks no more. */
export async function noteClock(
  db: Pick<PrismaClient, '$queryRaw' | '$executeRaw'>,
  kind: ClockReading['kind'],
  now: () => Date,
): Promise<void> {
  const aheadMs = await readAheadMs(db, now);
  await db.$executeRaw`
    WITH gone AS (DELETE FROM process_clocks WHERE seen_at NOT BETWEEN
      clock_timestamp() - interval '1 day' AND clock_timestamp() + interval '1 minute' AND process <> ${processName})
    INSERT INTO process_clocks (process, kind, ahead_ms, seen_at)
    VALUES (${processName}, ${kind}, ${aheadMs}::int, clock_timestamp())
    ON CONFLICT (process) DO UPDATE SET ahead_ms = excluded.ahead_ms, seen_at = excluded.seen_at`;
}

/** Looks at PostgreSQL's clock until `signal` is aborted, and takes its leave: who stops in order is missed by nobody. Never rejects. */
export async function noteClockUntil(
  signal: AbortSignal,
  {
    db,
    kind,
    onFailure,
  }: Pick<Rhythm, 'onFailure'> & { readonly db: PrismaClient; readonly kind: ClockReading['kind'] },
): Promise<void> {
  await repeatUntil(signal, { everyMs: 10_000, onFailure }, async () => {
    await noteClock(db, kind, () => new Date());
    return false;
  });
  await db.processClock.deleteMany({ where: { process: processName } }).catch(onFailure);
}

/** What the processes that live now saw last. */
export function readClocks(db: Questions): Promise<ClockReading[]> {
  return db.$queryRaw<ClockReading[]>`
    SELECT kind, ahead_ms AS "aheadMs" FROM process_clocks
    WHERE seen_at BETWEEN clock_timestamp() - ${fresh}::interval AND clock_timestamp() + ${fresh}::interval
    ORDER BY kind, process`;
}

/** `clocks-disagree` when PostgreSQL’s clock and that of a process are further apart than clocks that are kept. */
export function clockAlarms(readings: readonly ClockReading[]): readonly Alarm[] {
  const wrong = readings.filter(({ aheadMs }) => Math.abs(aheadMs) > tolerableMs);
  if (wrong.length === 0) return [];
  return [{ code: 'clocks-disagree', count: wrong.length, about: wrong.map(sentenceOf) }];
}

/**
 * Why PostgreSQL's instants cannot be relied on, for `/readyz`: no process agrees with its clock. One that is alone with its
 * own is an alarm only. Undefined while all is well.
 */
export function whyClocksAreWrong(readings: readonly ClockReading[]): string | undefined {
  const agreed = readings.some(({ aheadMs }) => Math.abs(aheadMs) <= seriousMs);
  return agreed || readings.length === 0 ? undefined : readings.map(sentenceOf).join('; ');
}

function sentenceOf({ kind, aheadMs }: ClockReading): string {
  const seconds = (Math.abs(aheadMs) / 1_000).toFixed(1);
  return `PostgreSQL's clock is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} that of ${kind === 'api' ? 'the API' : 'a worker'}`;
}

const processName = `${hostname()}/${String(process.pid)}`;
