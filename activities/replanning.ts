import type { Prisma, PrismaClient } from '../prisma/client.ts';
import type { Actor } from '../workflows/application/commands.ts';
import { commandTransactionMs } from '../workflows/application/grace.ts';
import type { AmendCalendar } from '../workflows/application/messages.ts';
import type { ReplanningPort } from '../workflows/calendar-amendment/ports.ts';
import { parseApplicationId, type ApplicationId } from '../workflows/core/ids.ts';
import { finalFailure, onDatabase } from './failures.ts';

/** Whose commands these are, in the place of a portal or an officer. */
export const amendmentClient = 'calendar-amendment';

/** Re-planning on PostgreSQL (docs/decisions/0011): who is left, and the amendment at the end of their lines. */
export function createReplanning({ db }: { readonly db: PrismaClient }): ReplanningPort {
  return {
    commitPage: ({ edition, after, limit }) =>
      onDatabase(async () => {
        await requireApplied(db, edition);
        const applications = await db.$transaction(
          async (tx) => {
            // Ended by PostgreSQL before the grace of a milestone is over, like any other command's transaction.
            await tx.$queryRaw`SELECT set_config('transaction_timeout', ${String(commandTransactionMs)}, true)`;
            const ids = await lockNext(tx, edition, after, limit);
            await appendToLines(tx, edition, ids);
            return ids;
          },
          { timeout: commandTransactionMs },
        );
        const next = applications.length < limit ? null : (applications.at(-1) ?? null);
        return { applications, next, waiting: await countWaiting(db) };
      }),

    countRemaining: (edition) =>
      onDatabase(async () => {
        await requireApplied(db, edition);
        const [row] = await db.$queryRaw<{ remaining: number }[]>`
          SELECT count(*)::int AS remaining FROM applications
          WHERE stage NOT IN ('issued', 'refused', 'terminated') AND calendar_edition NOT IN (
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

/** A line that is held by somebody else is left for the next round, so that nobody waits for anybody here. */
async function lockNext(
  tx: Prisma.TransactionClient,
  edition: string,
  after: ApplicationId | null,
  limit: number,
): Promise<readonly ApplicationId[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT application.id::text AS id
    FROM applications application JOIN command_lines line ON line.application_id = application.id
    WHERE application.stage NOT IN ('issued', 'refused', 'terminated')
      AND (${after}::uuid IS NULL OR application.id > ${after}::uuid)
      AND application.calendar_edition NOT IN (
        SELECT later.edition FROM calendar_amendments this JOIN calendar_amendments later
          ON later.applied_at >= this.applied_at WHERE this.edition = ${edition})
      AND NOT EXISTS (
        SELECT FROM commands WHERE client_id = ${amendmentClient}
          AND idempotency_key = ${edition} || '/' || application.id::text)
    ORDER BY application.id LIMIT ${limit}::int
    FOR UPDATE OF line SKIP LOCKED`;
  return rows.map(({ id }) => applicationId(id));
}

/**
 * A statement of its own, begun after the locks were taken: it sees a row that somebody else committed just before. Its
 * instants are PostgreSQL's time under the lock, so the order of instants is the order of the line.
 */
async function appendToLines(
  tx: Prisma.TransactionClient,
  edition: string,
  ids: readonly ApplicationId[],
): Promise<void> {
  if (ids.length === 0) return;
  const command: AmendCalendar = { name: 'amend-calendar', edition };
  const actor: Actor = { role: 'calendar', edition };
  await tx.$executeRaw`
    WITH line AS (
      UPDATE command_lines SET last_seq = last_seq + 1
      WHERE application_id = ANY(${[...ids]}::uuid[]) AND NOT EXISTS (
        SELECT FROM commands WHERE client_id = ${amendmentClient}
          AND idempotency_key = ${edition} || '/' || command_lines.application_id::text)
      RETURNING application_id, last_seq
    )
    INSERT INTO commands (id, application_id, seq, name, client_id, idempotency_key, body_hash, body, command, actor,
      received_at)
    SELECT gen_random_uuid(), application_id, last_seq, ${command.name}, ${amendmentClient},
      ${edition} || '/' || application_id::text, encode(sha256(convert_to(${edition}, 'UTF8')), 'hex'), '{}'::jsonb,
      ${JSON.stringify(command)}::jsonb, ${JSON.stringify(actor)}::jsonb,
      date_trunc('milliseconds', clock_timestamp())
    FROM line`;
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
  if (row?.status !== 'applied') throw finalFailure('amendment-unknown', `edition ${edition} is not applied`);
}

function applicationId(id: string): ApplicationId {
  const parsed = parseApplicationId(id);
  if (parsed === null) throw finalFailure('record-invalid', 'an application has an id that is no UUID');
  return parsed;
}
