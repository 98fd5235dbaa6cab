import type { Prisma } from '../../prisma/generated/client.ts';
import type { RequestKey } from '../requests/idempotency.ts';
import { Problem } from '../http/problem.ts';
import { keyedId } from '../requests/keyed-id.ts';

/** A request about a webhook: the id that stands for its key, and whether it was taken before. */
export interface TakenRequest {
  readonly id: string;
  readonly again: boolean;
}

/**
 * Notes a request under its key, in the transaction that does what it asks. Throws `idempotency-key-reused` when the key was
 * used with another content. `scope` names what is asked of which webhook. Keys are remembered for `keptDays`.
 */
export async function takeRequest(
  tx: Prisma.TransactionClient,
  scope: string,
  request: RequestKey,
): Promise<TakenRequest> {
  const { owner, key, bodyHash } = request;
  const id = keyedId(scope, owner, key);
  const { count } = await tx.webhookRequest.createMany({
    data: [{ id, requestHash: bodyHash }],
    skipDuplicates: true,
  });
  if (count === 1) return { id, again: false };
  const known = await tx.webhookRequest.findUnique({ where: { id } });
  // Forgotten between the two statements.
  if (known === null) return takeRequest(tx, scope, request);
  if (known.requestHash !== bodyHash) throw new Problem('idempotency-key-reused');
  return { id, again: true };
}
