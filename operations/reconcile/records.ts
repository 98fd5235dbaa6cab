import { Prisma, type PrismaClient } from '../../prisma/client.ts';
import { beforeAllIds } from '../../prisma/id-pages.ts';
import { isOpen } from '../../prisma/open-applications.ts';
import type { RecordedCase } from './comparison.ts';

type Questions = Pick<PrismaClient, '$queryRaw'>;

const recordedCase = Prisma.sql`
  jsonb_build_object(
    'id', id, 'number', number, 'revision', revision, 'open', ${isOpen},
    'submission', (SELECT id FROM commands WHERE application_id = applications.id AND seq = 1),
    'started', EXISTS (SELECT FROM commands WHERE application_id = applications.id AND seq = 1 AND decided_at IS NOT NULL),
    'asleep', EXISTS (SELECT FROM commands WHERE application_id = applications.id
      AND name = 'amend-calendar' AND confirmed_at IS NULL),
    'shown', jsonb_build_object(
      'stage', stage, 'executor', executor_id, 'calendarEdition', calendar_edition,
      'resultDueAt', (extract(epoch FROM result_due_at) * 1000)::bigint,
      'nextMilestoneAt', (extract(epoch FROM next_milestone_at) * 1000)::bigint,
      'overdue', overdue)) AS found`;

/** How many applications are open. */
export async function countOpen(db: Questions): Promise<number> {
  const [row] = await db.$queryRaw<
    [{ count: number }]
  >`SELECT count(*)::int AS count FROM applications WHERE ${isOpen}`;
  return row.count;
}

/** Open applications behind an id, in order of ids. */
export async function readOpenAfter(
  db: Questions,
  after: string = beforeAllIds,
  limit: number,
): Promise<readonly RecordedCase[]> {
  const rows = await db.$queryRaw<{ found: RecordedCase }[]>`
    SELECT ${recordedCase} FROM applications WHERE ${isOpen} AND id > ${after}::uuid ORDER BY id LIMIT ${limit}::int`;
  return rows.map(({ found }) => found);
}

/** The applications with these numbers, as far as there are any. */
export async function readNumbered(
  db: Questions,
  numbers: readonly string[],
): Promise<readonly RecordedCase[]> {
  const rows = await db.$queryRaw<{ found: RecordedCase }[]>`
    SELECT ${recordedCase} FROM applications WHERE number = ANY(${[...numbers]}::text[])`;
  return rows.map(({ found }) => found);
}
