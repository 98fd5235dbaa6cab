import type { ApiDeps } from '../../deps.ts';

type Deps = Pick<ApiDeps, 'db' | 'workflows'>;

/**
 * Starts the re-planning of every applied edition that is not finished; one that runs already is left alone. Gives
 * whether Temporal was there for all of them: the relay asks again, so an edition applied while it was away waits only.
 */
export async function startReplannings({ db, workflows }: Deps): Promise<boolean> {
  const rows = await db.calendarAmendment.findMany({
    where: { status: 'applied', finishedAt: null },
    select: { edition: true },
    orderBy: { appliedAt: 'asc' },
  });
  for (const { edition } of rows) {
    if (!(await workflows.replan(edition))) return false;
  }
  return true;
}
