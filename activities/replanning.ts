import type { Prisma, PrismaClient } from '../prisma/client.ts';
import type { CalendarShelf } from '../calendars/shelf.ts';
import { commandTransactionMs } from '../workflows/case/grace.ts';
import { amendCalendarTo } from '../workflows/case/messages.ts';
import type { ReplanningPage, ReplanningPort } from '../workflows/calendar-amendment/ports.ts';
import { parseApplicationId, type ApplicationId } from '../workflows/case/ids.ts';
import { isOpen } from '../prisma/open-applications.ts';
import { BrokenRecord, readClock, readState } from '../prisma/stored-json.ts';
import type { TurnRecord } from '../workflows/application/ports.ts';
import {
  amendmentActor,
  recordOfAmendment,
  standingOf,
  type GivenAmendment,
  type OpenLine,
} from './amendment-turns.ts';
import { codedFailure, onDatabase } from './failures.ts';
import { writeTurn } from './records.ts';

interface Deps {
  readonly db: PrismaClient;
  readonly calendars: CalendarShelf;
}

/** Whose commands these are, in the place of a portal or an officer. */
export const amendmentClient = 'calendar-amendment';

/** Re-planning on PostgreSQL (docs/decisions/0011, 0026): who is left, and the amendment in their lines. */
export function createReplanning({ db, calendars }: Deps): ReplanningPort {
  return {
    commitPage: ({ edition, after, limit }) =>
      onDatabase(async () => {
        await requireApplied(db, edition);
        const page = await db.$transaction((tx) => commitPage(tx, calendars, { edition, after, limit }), {
          timeout: commandTransactionMs,
        });
        return { ...page, waiting: await countWaiting(db) };
      }),

    countRemaining: (edition) =>
      onDatabase(async () => {
        await requireApplied(db, edition);
        const [row] = await db.$queryRaw<{ remaining: number }[]>`
          SELECT count(*)::int AS remaining FROM applications
          WHERE ${isOpen} AND calendar_edition NOT IN (
            SELECT later.edition FROM calendar_amendments this JOIN calendar_amendments later
              ON later.applied_at >= this.applied_at WHERE this.edition = ${edition})`;
        return row?.remaining ?? 0;
      }),

    finishAmendment: (edition) =>
      onDatabase(async () => {
        await requireApplied(db, edition);
        await db.$executeRaw`
          UPDATE calendar_amendments SET finished_at = clock_timestamp()
          WHERE edition = ${edition} AND finished_at IS NULL`;
      }),
  };
}

interface PageQuery {
  readonly edition: string;
  readonly after: ApplicationId | null;
  readonly limit: number;
}

async function commitPage(
  tx: Prisma.TransactionClient,
  calendars: CalendarShelf,
  { edition, after, limit }: PageQuery,
): Promise<Omit<ReplanningPage, 'waiting'>> {
  // Ended by PostgreSQL before the grace of a milestone is over, like any other command's transaction.
  await tx.$queryRaw`SELECT set_config('transaction_timeout', ${String(commandTransactionMs)}, true)`;
  const lines = await lockNext(tx, edition, after, limit);
  const given = await appendToLines(tx, edition, lines);
  const leftToThemselves: string[] = [];
  for (const line of lines) {
    const amendment = given.get(line.id);
    // Somebody else gave it just before the lock was taken.
    if (amendment === undefined) continue;
    const turn = await turnFromRecords(calendars, line, edition, amendment);
    if (turn === null) leftToThemselves.push(line.number);
    else await writeTurn(tx, turn, 'replanning');
  }
  const last = lines.length < limit ? undefined : lines.at(-1);
  return { applications: leftToThemselves, given: given.size, next: last?.id ?? null };
}

/** The turn as far as the records tell it; null leaves it to the workflow, as does a row that cannot be read. */
async function turnFromRecords(
  calendars: CalendarShelf,
  line: OpenLine & { readonly id: ApplicationId },
  edition: string,
  amendment: GivenAmendment,
): Promise<TurnRecord | null> {
  try {
    const state = readState(line.id, line.state);
    const clock = readClock(line.id, line.clock);
    const standing = standingOf({ ...line, state, clock });
    return standing && (await recordOfAmendment(calendars, standing, edition, amendment));
  } catch (error) {
    if (error instanceof BrokenRecord) return null;
    throw error;
  }
}

/** A line that is held by somebody else is left for the next round, so that nobody waits for anybody here. */
async function lockNext(
  tx: Prisma.TransactionClient,
  edition: string,
  after: ApplicationId | null,
  limit: number,
): Promise<readonly (OpenLine & { readonly id: ApplicationId; readonly number: string })[]> {
  const ids = await tx.$queryRaw<{ id: string }[]>`
    SELECT application.id::text AS id
    FROM applications application JOIN command_lines line ON line.application_id = application.id
    WHERE ${isOpen}
      AND (${after}::uuid IS NULL OR application.id > ${after}::uuid)
      AND application.calendar_edition NOT IN (
        SELECT later.edition FROM calendar_amendments this JOIN calendar_amendments later
          ON later.applied_at >= this.applied_at WHERE this.edition = ${edition})
      AND NOT EXISTS (
        SELECT FROM commands WHERE client_id = ${amendmentClient}
          AND idempotency_key = ${edition} || '/' || application.id::text)
    ORDER BY application.id LIMIT ${limit}::int
    FOR UPDATE OF line SKIP LOCKED`;
  // A statement of its own, begun after the locks were taken: it sees what was decided just before.
  const lines = await tx.$queryRaw<(OpenLine & { id: string; number: string })[]>`
    SELECT application.id::text AS id, number, state, clock, revision, line.last_seq AS "lastCommand",
      (SELECT coalesce(max(seq), 0) FROM audit_events WHERE application_id = application.id) AS "lastEvent",
      EXISTS (SELECT FROM commands WHERE application_id = application.id AND decided_at IS NULL) AS undecided
    FROM applications application JOIN command_lines line ON line.application_id = application.id
    WHERE application.id = ANY(${ids.map(({ id }) => id)}::uuid[]) ORDER BY application.id`;
  return lines.map((line) => ({ ...line, id: applicationId(line.id) }));
}

/**
 * Begun after the locks were taken, like the reading of the lines. Its instants are PostgreSQL's time under the lock, so the
 * order of instants is the order of the line.
 */
async function appendToLines(
  tx: Prisma.TransactionClient,
  edition: string,
  lines: readonly { readonly id: ApplicationId }[],
): Promise<ReadonlyMap<string, GivenAmendment>> {
  if (lines.length === 0) return new Map();
  const command = amendCalendarTo(edition);
  const rows = await tx.$queryRaw<(GivenAmendment & { application: string })[]>`
    WITH line AS (
      UPDATE command_lines SET last_seq = last_seq + 1
      WHERE application_id = ANY(${lines.map(({ id }) => id)}::uuid[]) AND NOT EXISTS (
        SELECT FROM commands WHERE client_id = ${amendmentClient}
          AND idempotency_key = ${edition} || '/' || command_lines.application_id::text)
      RETURNING application_id, last_seq
    )
    INSERT INTO commands (id, application_id, seq, name, client_id, idempotency_key, body_hash, body, command, actor,
      received_at)
    SELECT gen_random_uuid(), application_id, last_seq, ${command.name}, ${amendmentClient},
      ${edition} || '/' || application_id::text, encode(sha256(convert_to(${edition}, 'UTF8')), 'hex'), '{}'::jsonb,
      ${JSON.stringify(command)}::jsonb, ${JSON.stringify(amendmentActor(edition))}::jsonb,
      date_trunc('milliseconds', clock_timestamp())
    FROM line
    RETURNING application_id::text AS application, id::text, seq,
      (extract(epoch FROM received_at) * 1000)::float8 AS "receivedMs"`;
  return new Map(rows.map(({ application, ...given }) => [application, given]));
}

async function countWaiting(db: PrismaClient): Promise<number> {
  const [row] = await db.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM commands
    WHERE decided_at IS NULL AND client_id = ${amendmentClient}`;
  return row?.waiting ?? 0;
}

/** A re-planning is only ever started for an edition that was applied; anything else is a mistake that no retry mends. */
async function requireApplied(db: PrismaClient, edition: string): Promise<void> {
  const row = await db.calendarAmendment.findUnique({ where: { edition }, select: { status: true } });
  if (row?.status !== 'applied') throw codedFailure('amendment-unknown', `edition ${edition} is not applied`);
}

function applicationId(id: string): ApplicationId {
  const parsed = parseApplicationId(id);
  if (parsed === null) throw codedFailure('record-invalid', 'an application has an id that is no UUID');
  return parsed;
}
