import type { PrismaClient } from '../../prisma/client.ts';
import { createCalendar } from '../../activities/calendar.ts';
import { clockOf, commandIdOf, inputOf, stateOf } from '../../api/applications/stored.ts';
import type { CalendarShelf } from '../../calendars/shelf.ts';
import { instantOfMs } from '../../calendars/instant.ts';
import { addDays, parsePlainDate } from '../../calendars/plain-date.ts';
import type { ApplicationInput, Resumption } from '../../workflows/application/messages.ts';
import type { Place } from '../../workflows/case/messages.ts';
import { noticeIdOf } from '../../workflows/case/ids.ts';
import { isSame } from './comparison.ts';
import type { Executions } from './executions.ts';
import type { Found } from './looking.ts';

interface Deps {
  readonly db: PrismaClient;
  readonly calendars: CalendarShelf;
  readonly executions: Executions;
}

/** What was done about a disagreement, for the operator. */
export const repairs = {
  resumed: 'a new execution goes on from the record',
  'set-back': 'the record is older than the execution was: a new execution goes on from the record',
  woken: 'the execution was told to read its queue',
  ended: 'the execution was ended: there is no record that it could write to',
} as const;
export type Repair = keyof typeof repairs;

/**
 * Brings Temporal to what the record in PostgreSQL says, which is what people saw and what the law counts
 * (docs/decisions/0037). An execution that is behind its record reads its queue and follows by itself. May be repeated.
 */
export async function repair(
  deps: Deps,
  { workflowId, disagreement, record, execution }: Found,
): Promise<Repair> {
  const { executions } = deps;
  if (record === null) {
    await executions.end(workflowId, 'PostgreSQL has no record of this application');
    return 'ended';
  }
  if (execution?.status === 'RUNNING') {
    const place = await executions.placeOf(workflowId).catch(() => null);
    const behind = place === null || place.revision <= record.revision;
    if (behind && (record.open || place !== null)) {
      await executions.wake(workflowId);
      return 'woken';
    }
    await executions.end(workflowId, 'it goes on elsewhere than the record in PostgreSQL says');
    if (!record.open) return 'ended';
  }
  const wasAhead = execution !== null && !isSame(record.shown, execution.shown);
  const setBack = disagreement === 'execution-differs' || wasAhead;
  const cause = setBack
    ? 'record-set-back'
    : disagreement === 'execution-missing'
      ? 'execution-missing'
      : 'execution-ended';
  await executions.start(workflowId, await inputFromRecord(deps, record.id, cause), record);
  // What the record follows, the new execution has taken with it: it does not sleep.
  await deps.db.$executeRaw`
    UPDATE commands SET confirmed_at = clock_timestamp()
    WHERE application_id = ${record.id}::uuid AND name = 'amend-calendar' AND decided_at IS NOT NULL
      AND confirmed_at IS NULL`;
  return setBack ? 'set-back' : 'resumed';
}

/** What a new execution starts with, so that it goes on where the record stands. */
export async function inputFromRecord(
  { db, calendars }: Pick<Deps, 'db' | 'calendars'>,
  id: string,
  cause: Resumption['cause'],
): Promise<ApplicationInput> {
  const application = await db.application.findUniqueOrThrow({ where: { id } });
  const submission = await db.command.findUniqueOrThrow({
    where: { applicationId_seq: { applicationId: id, seq: 1 } },
    select: { id: true, decidedAt: true },
  });
  const input = inputOf(application, submission.id);
  // Nothing was written by it yet: it begins at the beginning.
  if (submission.decidedAt === null) return input;

  const state = stateOf(application);
  const { place, lastAt, now, proved } = await readPlace(db, id);
  const calendar = await createCalendar(calendars).readNewestCalendar({
    from: addDays(parsePlainDate(input.receivedAt.slice(0, 'YYYY-MM-DD'.length)), -1),
    ...(state.stage !== 'received' && { among: [state.calendarEdition] }),
  });
  const unproved = state.notices
    .filter(({ id: notice, status }) => status !== 'sent' && !proved.includes(notice))
    .map(({ id: notice }) => ({ kind: 'post-notice', noticeId: noticeIdOf(commandIdOf(notice)) }) as const);
  return {
    ...input,
    continued: {
      state,
      calendar,
      clock: clockOf(application),
      place: { ...place, revision: application.revision },
      resumed: { cause, at: lastAt, resumedAt: now, unproved },
    },
  };
}

interface PlaceRow {
  readonly command: number;
  readonly event: number;
  readonly lastAt: Date;
  readonly now: Date;
  readonly proved: readonly string[];
}

/** The last command decided, the last line of the trail, and of which notices it says that they were posted. */
async function readPlace(db: PrismaClient, id: string) {
  const [row] = await db.$queryRaw<[PlaceRow]>`
    SELECT
      (SELECT max(seq) FROM commands WHERE application_id = ${id}::uuid AND decided_at IS NOT NULL) AS command,
      last.seq AS event, last.at AS "lastAt", clock_timestamp() AS now,
      (SELECT coalesce(jsonb_agg(data->>'noticeId'), '[]') FROM audit_events WHERE application_id = ${id}::uuid
        AND type IN ('notice-posted', 'notice-voided', 'void-notice-posted')) AS proved
    FROM audit_events last WHERE application_id = ${id}::uuid ORDER BY seq DESC LIMIT 1`;
  const { command, event, lastAt, now, proved } = row;
  const place: Omit<Place, 'revision'> = { command, event };
  return { place, lastAt: instantOfMs(lastAt.getTime()), now: instantOfMs(now.getTime()), proved };
}
