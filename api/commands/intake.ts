import { inCommandTransaction } from '../requests/command-transaction.ts';
import { randomUUID } from 'node:crypto';
import type { Prisma, Application, Command as CommandRow } from '../../prisma/generated/client.ts';
import { commandTransactionMs } from '../../workflows/case/grace.ts';
import type { Actor } from '../../workflows/case/actor.ts';
import type { Command } from '../../workflows/application/commands.ts';
import type { AdvanceClock } from '../../workflows/case/messages.ts';
import type { ApiDeps } from '../deps.ts';
import { applicantOf, claimUploads, type AttachedFile } from '../uploads/claiming.ts';
import { bindToApplicant } from '../uploads/for-whom.ts';
import { commandColumns } from './columns.ts';
import { mostRefused, refusedWithin, tooManyRefused } from './refused-commands.ts';
import type { RequestKey } from '../requests/idempotency.ts';

/** A command that is fit to be committed. */
export interface NewCommand {
  readonly application: Application;
  readonly request: RequestKey;
  readonly actor: Actor;
  readonly command: Command | AdvanceClock;
  readonly expectedVersion?: number;
  /** The request as it came, and the act made of it. Never leaves PostgreSQL. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly uploads?: readonly AttachedFile[];
  /** Whose files may be attached. */
  readonly clientId: string;
}

/** A committed command with its application. */
export type CommittedCommand = CommandRow & { readonly application: Application };

/**
 * Commits a command at the end of its application's line. Its legal instant is PostgreSQL's time after the line was
 * locked, so the order of instants is the order of the line. Throws when a file cannot be attached, `too-many-refused-commands`,
 * and a taken key as `isKeyTaken` tells it.
 */
export async function commitCommand(
  { db }: Pick<ApiDeps, 'db'>,
  command: NewCommand,
): Promise<CommittedCommand> {
  const id = randomUUID();
  const { application, clientId, uploads = [] } = command;
  if (uploads.length > 0)
    await bindToApplicant(
      db,
      uploads.map(({ uploadId }) => uploadId),
      { clientId, applicantId: applicantOf(application.id) },
    );
  // Alone it is a transaction of its own, in one round trip; most commands bring no files.
  const appended =
    uploads.length === 0
      ? appendToLine(db, id, command)
      : inCommandTransaction(db, async (tx) => {
          // Files first: the line is locked for as short as can be.
          await claimUploads(tx, uploads, { clientId, applicationId: application.id, commandId: id });
          return appendToLine(tx, id, command);
        });
  const [row] = await appended.catch((error: unknown) => {
    throw tooManyRefused(error) ?? error;
  });
  if (row === undefined) throw new Error(`application ${application.id} has no line of commands`);
  return { ...row, application };
}

// The bound is in the statement itself, and in force before the line is waited for.
function appendToLine(tx: Prisma.TransactionClient, id: string, command: NewCommand): Promise<CommandRow[]> {
  const { application, request, actor, expectedVersion = null } = command;
  return tx.$queryRaw<CommandRow[]>`
    WITH bound AS MATERIALIZED (
      SELECT set_config('transaction_timeout', ${String(commandTransactionMs)}, true)
    ), line AS (
      UPDATE command_lines SET last_seq = last_seq + 1 FROM bound
      WHERE application_id = ${application.id}::uuid RETURNING application_id, last_seq
    )
    INSERT INTO commands (id, application_id, seq, name, client_id, idempotency_key, body_hash, body, command, actor,
      expected_version, received_at, message_id, trace_id)
    SELECT ${id}::uuid, line.application_id, line.last_seq, ${command.command.name}, ${request.owner},
      ${request.key}, ${request.bodyHash}, ${JSON.stringify(command.body)}::jsonb,
      ${JSON.stringify(command.command)}::jsonb, ${JSON.stringify(actor)}::jsonb, ${expectedVersion}::int,
      date_trunc('milliseconds', clock_timestamp()), ${request.correlation.messageId}, ${request.correlation.traceId}
    FROM line
    WHERE has_room_for_command(line.application_id, ${request.owner}, ${mostRefused}::int, ${refusedWithin}::interval)
    RETURNING ${commandColumns}`;
}
