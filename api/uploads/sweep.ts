// What was uploaded and never became part of an application does not stay: neither its bytes nor its name.
import { repeatUntil } from '../../rounds.ts';
import type { ApiDeps } from '../deps.ts';
import { leftoversBefore } from './file-store.ts';
import { lockBytes, settleBytes } from './keeping.ts';
import { removedAfterDays } from './unclaimed-days.ts';

export type Sweep = Pick<ApiDeps, 'db' | 'now'> & {
  readonly config: Pick<ApiDeps['config'], 'filesDir'>;
  /** Told of what could not be removed; the next round tries again. */
  readonly onFailure: (error: unknown) => void;
};

const everyMs = 3_600_000;
/** No upload takes a day: whoever received it is gone. */
const leftoverAfterMs = 24 * 3_600_000;
const batch = 500;

/** Clears the store of files now and every hour, until `signal` is aborted; resolves after the round under way. Never rejects. */
export function sweepUntil(signal: AbortSignal, sweep: Sweep): Promise<void> {
  const { onFailure } = sweep;
  return repeatUntil(signal, { everyMs, onFailure }, async () => {
    await clearLeftovers(sweep, signal).catch(onFailure);
    await removeUnclaimed(sweep, signal).catch(onFailure);
    return false;
  });
}

/** Removes what a process that was killed had begun to receive, or had not finished recording. */
export async function clearLeftovers(
  { db, config, now, onFailure }: Sweep,
  signal?: AbortSignal,
): Promise<void> {
  const { filesDir } = config;
  for await (const { sha256, drop } of leftoversBefore(
    filesDir,
    new Date(now().getTime() - leftoverAfterMs),
  )) {
    if (signal?.aborted) return;
    await db
      .$transaction(async (tx) => {
        await lockBytes(tx, sha256);
        await settleBytes(tx, filesDir, sha256);
      })
      .then(drop)
      .catch(onFailure);
  }
}

/** Removes uploads that no application claimed in their time, with the bytes that no other record names. */
export async function removeUnclaimed({ db, config, onFailure }: Sweep, signal?: AbortSignal): Promise<void> {
  let removed: number;
  do {
    removed = 0;
    const due = await db.$queryRaw<{ id: string; sha256: string }[]>`
      SELECT id::text, sha256 FROM uploads
      WHERE application_id IS NULL AND created_at < now() - make_interval(days => ${removedAfterDays}::int)
      ORDER BY created_at LIMIT ${batch}::int`;
    for (const { id, sha256 } of due) {
      if (signal?.aborted) return;
      await db
        .$transaction(async (tx) => {
          await lockBytes(tx, sha256);
          // Read again: it may have been sent once more meanwhile, and begun its time anew.
          removed += await tx.$executeRaw`
            DELETE FROM uploads WHERE id = ${id}::uuid AND application_id IS NULL
              AND created_at < now() - make_interval(days => ${removedAfterDays}::int)`;
          await settleBytes(tx, config.filesDir, sha256);
        })
        .catch(onFailure);
    }
  } while (removed === batch);
}
