import type { PrismaClient } from '../../prisma/client.ts';
import { createCalendar } from '../../activities/calendar.ts';
import { clockOf, commandIdOf, inputOf, stateOf } from '../../api/applications/stored.ts';
import type { CalendarShelf } from '../../calendars/shelf.ts';
import { instantOfMs } from '../../calendars/instant.ts';
import { firstDayFor } from '../../workflows/case/basis.ts';
import type { ApplicationInput, Resumption } from '../../workflows/application/messages.ts';
import type { Place } from '../../workflows/case/messages.ts';
import { isMendedOutside } from '../../workflows/case/faults.ts';
import { noticeIdOf } from '../../workflows/case/ids.ts';
import { isSame, type RecordedCase } from './comparison.ts';
import type { Executions } from './executions.ts';
import type { Found } from './looking.ts';

interface Deps {
  readonly db: PrismaClient;
  readonly calendars: CalendarShelf;
  readonly executions: Executions;
  /** PostgreSQL was set back: an execution may have been ahead of its record in what nobody can see. */
  readonly setBack: boolean;
}

/** What was done about a disagreement, for the operator. */
export const repairs = {
  resumed: 'a new execution goes on from the record',
  'set-back': 'the record is older than the execution was: a new execution goes on from the record',
  restarted: 'its task failed without end: it was ended, and a new execution goes on from the record',
  replaced: 'what stood under its id was ended: the right execution goes on from the record',
  woken: 'the execution was told to read its queue',
  ended: 'the execution was ended: there is no record that it could write to',
} as const;
export type Repair = keyof typeof repairs;

/**
 * Brings Temporal to what the record in PostgreSQL says, which is what people saw and what the law counts
 * (docs/decisions/0037). An execution that is behind its record reads its queue and follows by itself; one that cannot go on is
 * ended, unless a new one would meet the same (docs/decisions/0057). May be repeated.
 */
export async function repair(deps: Deps, found: Found): Promise<Repair> {
  const { executions } = deps;
  const { workflowId, disagreement, record, execution } = found;
  if (record === null) {
    await executions.end(workflowId, 'PostgreSQL has no record of this application');
    return 'ended';
  }
  const ended = record.open ? await endWhatCannotGoOn(deps, found, record.id) : null;
  if (ended !== null) {
    const cause =
      ended === 'replaced' ? 'execution-foreign' : deps.setBack ? 'record-set-back' : 'execution-fails';
    await startFromRecord(deps, found, record, cause);
    return ended;
  }
  if (execution?.status === 'RUNNING') {
    const asked = executions.placeOf(workflowId);
    const place = await (disagreement === 'execution-silent' ? asked : asked.catch(() => null));
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
  await startFromRecord(deps, found, record, cause);
  return setBack ? 'set-back' : 'resumed';
}

/** Ends a running execution that is somebody else's, or whose task fails because of its own history; null for any other. */
async function endWhatCannotGoOn(
  deps: Deps,
  { workflowId, disagreement, execution }: Found,
  id: string,
): Promise<'replaced' | 'restarted' | null> {
  if (execution?.status !== 'RUNNING') return null;
  const isForeign = disagreement === 'execution-foreign';
  if (!isForeign && !execution.taskFails) return null;
  const failure = isForeign ? null : await deps.executions.lastFailureOf(workflowId);
  if (failure !== null && isMendedOutside(failure))
    throw new Error(`${failure}: mend that, and it goes on by itself (docs/operations.md)`);
  // Nothing is ended before it is known that the record can be read.
  await inputFromRecord(deps, id, 'execution-fails');
  await deps.executions.end(
    workflowId,
    isForeign ? 'it is not this application' : 'its task fails without end',
  );
  return isForeign ? 'replaced' : 'restarted';
}

async function startFromRecord(
  deps: Deps,
  { workflowId }: Found,
  record: RecordedCase,
  cause: Resumption['cause'],
): Promise<void> {
  const { id } = record;
  await deps.executions.start(workflowId, await inputFromRecord(deps, id, cause), record);
  // What the record follows, the new execution has taken with it: it does not sleep.
  await deps.db.$executeRaw`
    UPDATE commands SET confirmed_at = clock_timestamp()
    WHERE application_id = ${id}::uuid AND name = 'amend-calendar' AND decided_at IS NOT NULL
      AND confirmed_at IS NULL`;
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
  if (submission.decidedAt === null) {
    const [{ now: resumedAt }] = await db.$queryRaw<[{ now: Date }]>`SELECT clock_timestamp() AS now`;
    const replaces = {
      cause,
      at: input.receivedAt,
      resumedAt: instantOfMs(resumedAt.getTime()),
      unproved: [],
    };
    return { ...input, replaces };
  }

  const state = stateOf(application);
  const { place, lastAt, now, proved } = await readPlace(db, id);
  const calendar = await createCalendar(calendars).readNewestCalendar({
    from: firstDayFor(input.receivedAt),
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
