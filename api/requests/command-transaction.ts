import type { Prisma, PrismaClient } from '../../prisma/client.ts';
import { commandTransactionMs } from '../../workflows/case/grace.ts';

/**
 * A transaction that PostgreSQL itself ends before the workflow's grace is over. What it throws then is
 * passing (`isPassing`): nothing is kept, and the caller tries again with the same key.
 */
export function inCommandTransaction<Result>(
  db: PrismaClient,
  work: (tx: Prisma.TransactionClient) => Promise<Result>,
): Promise<Result> {
  return db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT set_config('transaction_timeout', ${String(commandTransactionMs)}, true)`;
      return work(tx);
    },
    { timeout: commandTransactionMs, maxWait: commandTransactionMs },
  );
}
