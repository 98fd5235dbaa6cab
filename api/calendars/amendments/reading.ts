import type { CalendarAmendment } from '../../../prisma/generated/client.ts';
import type { ApiDeps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';

/** The amendment that makes an edition. Throws `not-found` when nobody proposed one. */
export async function readAmendment(db: ApiDeps['db'], edition: string): Promise<CalendarAmendment> {
  const row = await db.calendarAmendment.findUnique({ where: { edition } });
  if (row === null) throw new Problem('not-found');
  return row;
}
