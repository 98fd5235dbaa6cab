import type { Prisma, PrismaClient } from '../../../prisma/client.ts';
import { idPages } from '../../../prisma/id-pages.ts';
import { readEffect } from '../../../prisma/stored-json.ts';
import type { AmendmentEffect } from '../../../workflows/application/amendment-effect.ts';
import type { AffectedPage } from './dry-run.ts';
import type { OpenApplication } from './open-applications.ts';

/** What the dry run of a proposal foresaw for one application, and where that application is now. */
export interface ForeseenRow extends Pick<OpenApplication, 'number' | 'stage' | 'executor' | 'sandbox'> {
  readonly applicationId: string;
  /** The version that was looked at. */
  readonly version: number;
  readonly effect: AmendmentEffect;
}

/** Applications in order of their ids: those behind `after`, until `until` or the last one. */
export interface IdRange {
  readonly after: string;
  readonly until: string | null;
}

// A dry run over 100 000 applications takes some seconds, and each affected one is written down.
const transactionMs = 60_000;
const rowsAtOnce = 1_000;

/** A transaction that lasts as long as a dry run, whose reading goes over other connections. */
export function inDryRunTransaction<Result>(
  db: PrismaClient,
  work: (tx: Prisma.TransactionClient) => Promise<Result>,
): Promise<Result> {
  return db.$transaction(
    async (tx) => {
      // This connection is idle while the others read.
      await tx.$queryRaw`SELECT set_config('idle_in_transaction_session_timeout', ${String(transactionMs)}, true)`;
      return work(tx);
    },
    { timeout: transactionMs },
  );
}

/** Writes down what a page of a dry run foresees. */
export async function keepForeseen(
  tx: Prisma.TransactionClient,
  edition: string,
  { affected }: AffectedPage,
): Promise<void> {
  if (affected.length === 0) return;
  const rows = affected.map(({ applicationId, version, effect }) => ({ applicationId, version, effect }));
  await tx.$executeRaw`
    INSERT INTO foreseen_effects (edition, application_id, version, effect)
    SELECT ${edition}, "applicationId", version, effect
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row("applicationId" uuid, version int, effect jsonb)`;
}

/** Forgets what was foreseen in a range: a new dry run takes its place. */
export async function forgetForeseen(
  tx: Prisma.TransactionClient,
  edition: string,
  { after, until }: IdRange,
): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM foreseen_effects WHERE edition = ${edition} AND application_id > ${after}::uuid
      AND (${until}::uuid IS NULL OR application_id <= ${until}::uuid)`;
}

/** What was foreseen in a range, in order of ids, some at a time: hardly any of it may still be open. */
export function readForeseen(
  db: Prisma.TransactionClient,
  edition: string,
  { after, until }: IdRange,
): AsyncGenerator<readonly ForeseenRow[]> {
  return idPages(
    async (from) =>
      (await readRows(from)).map((row) => ({ ...row, effect: readEffect(row.effect) ?? nothing })),
    { size: rowsAtOnce, idOf: ({ applicationId }) => applicationId, after },
  );

  function readRows(from: string) {
    return db.$queryRaw<(Omit<ForeseenRow, 'effect'> & { readonly effect: unknown })[]>`
      SELECT foreseen.application_id::text AS "applicationId", foreseen.version, foreseen.effect,
        number, stage, executor_id AS executor, sandbox
      FROM foreseen_effects foreseen JOIN applications application ON application.id = foreseen.application_id
      WHERE edition = ${edition} AND application_id > ${from}::uuid
        AND (${until}::uuid IS NULL OR application_id <= ${until}::uuid)
      ORDER BY application_id LIMIT ${rowsAtOnce}::int`;
  }
}

/** In the place of what cannot be read: then the application differs, and a refused approval writes it down anew. */
const nothing: AmendmentEffect = { moves: [], gates: [], atOnce: [] };
