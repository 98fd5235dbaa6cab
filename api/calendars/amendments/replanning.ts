import type { ApiDeps } from '../../deps.ts';
import type { Pending } from '../../workflow-client.ts';

type Deps = Pick<ApiDeps, 'db' | 'workflows'>;

/**
 * Starts the re-planning of every applied edition that is not finished; one that runs already is left alone. Gives
 * null when all are started: the relay asks again, so an edition applied while Temporal was away waits only.
 */
export async function startReplannings({ db, workflows }: Deps): Promise<Pending | null> {
  const rows = await db.calendarAmendment.findMany({
    where: { status: 'applied', finishedAt: null },
    select: { edition: true },
    orderBy: { appliedAt: 'asc' },
  });
  let first: Pending | null = null;
  for (const { edition } of rows) {
    const pending = await workflows.replan(edition);
    if (pending?.reason === 'temporal-away') return pending;
    // One that cannot be started keeps no other from it.
    first ??= pending;
  }
  return first;
}
