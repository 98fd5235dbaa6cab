import type { PrismaClient } from '../prisma/client.ts';
import type { Alarm } from './alarms.ts';

/** A worker that lives looks at PostgreSQL's clock each ten seconds (clocks.ts). With the watch's own pace it is told within a minute. */
const silentAfter = '25 seconds';
/** By then Temporal has given its cases to the others, or another has taken its place. */
const forgottenAfter = '10 minutes';

/**
 * `worker-away` when no worker shows a sign of life in PostgreSQL: it is not there, or frozen; `worker-silent` with those that
 * show none while others do. One that was stopped in order has taken its leave and is not missed.
 */
export async function readSilentWorkers(db: Pick<PrismaClient, '$queryRaw'>): Promise<readonly Alarm[]> {
  const workers = await db.$queryRaw<{ process: string; silent: boolean }[]>`
    SELECT process, seen_at < clock_timestamp() - ${silentAfter}::interval AS silent FROM process_clocks
    WHERE kind = 'worker' AND seen_at > clock_timestamp() - ${forgottenAfter}::interval ORDER BY process`;
  const silent = workers.filter((worker) => worker.silent).map(({ process }) => process);
  if (silent.length === workers.length) return [{ code: 'worker-away', count: 1, about: silent }];
  return silent.length === 0 ? [] : [{ code: 'worker-silent', count: silent.length, about: silent }];
}

/** So long a worker that was never seen may still be on its way: it bundles its workflows first, and Temporal lets it wait as long. */
const awaitedMs = 75_000;

/**
 * What PostgreSQL knows of our workers, and what Temporal does: one may live and yet take no tasks. Who has just begun to watch
 * waits for the first worker before missing it: everything may have been started at once.
 */
export function watchWorkers(
  db: Pick<PrismaClient, '$queryRaw'>,
  temporal: { worker(): Promise<readonly Alarm[]> },
  now: () => Date,
): () => Promise<readonly Alarm[]> {
  const begunAt = now().getTime();
  let seen = false;

  return async () => {
    const silent = await readSilentWorkers(db);
    const found = silent.some(isAway) ? silent : [...silent, ...(await temporal.worker())];
    seen ||= !found.some(isAway);
    const awaited = !seen && now().getTime() - begunAt < awaitedMs;
    return awaited ? found.filter((alarm) => !isAway(alarm)) : found;
  };
}

function isAway({ code }: Alarm): boolean {
  return code === 'worker-away';
}
