import type { Database } from '../../prisma/client.ts';
import type { Prisma, Upload } from '../../prisma/generated/client.ts';
import { locks } from '../../prisma/locks.ts';
import { inCommandTransaction } from '../requests/command-transaction.ts';
import { isKeyTaken } from '../../prisma/errors.ts';
import { Problem } from '../http/problem.ts';
import { lockUploadsOf, refuseBeyondQuota, usualQuotas, type Quotas } from './quota.ts';
import { removeStoredFile, type IncomingFile } from './file-store.ts';

/** The record of a file that no application has claimed. */
export type NewUpload = Omit<Upload, 'createdAt' | 'applicationId' | 'documentKind' | 'commandId'>;

/**
 * Records an incoming file and keeps its bytes, both or neither, and drops its passing name. Whether the same key brought
 * the same file before: then its time begins again. Throws `idempotency-key-reused` when it was another file,
 * `unclaimed-files-limit-reached`, and `temporarily-unavailable`.
 */
export async function keepUpload(
  { db, quotas = usualQuotas }: { readonly db: Database; readonly quotas?: Quotas },
  file: IncomingFile,
  upload: NewUpload,
): Promise<{ readonly replayed: boolean }> {
  let recorded = false;
  try {
    const keep = () =>
      inCommandTransaction(db, async (tx) => {
        await lockUploadsOf(tx, upload.clientId);
        await refuseBeyondQuota(tx, upload, quotas);
        await lockBytes(tx, upload.sha256);
        const known = await record(tx, upload);
        recorded = true;
        await file.keep();
        return known;
      });
    const replayed = await db.turns.take(`uploads of ${upload.clientId}`, keep);
    await file.drop();
    return { replayed };
  } catch (error) {
    // With a record under way it is open what became of both: the passing name stays, and `settleBytes` finds out.
    if (!recorded) await file.drop();
    throw error;
  }
}

/** Removes bytes that no record names any more, or ever did. The caller has locked them. */
export async function settleBytes(
  tx: Prisma.TransactionClient,
  filesDir: string,
  sha256: string,
): Promise<void> {
  if ((await tx.upload.findFirst({ where: { sha256 }, select: { id: true } })) === null)
    await removeStoredFile(filesDir, sha256);
}

/** Until the transaction ends nobody else keeps or removes these bytes. */
export async function lockBytes(tx: Prisma.TransactionClient, sha256: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${locks.uploadedBytes}::int, hashtext(${sha256}))::text`;
}

/** Whether the record was there already. */
async function record(tx: Prisma.TransactionClient, upload: NewUpload): Promise<boolean> {
  const { id, sha256, fileName, applicantId } = upload;
  const known = await tx.upload.findUnique({ where: { id } });
  if (known === null) {
    try {
      await tx.upload.create({ data: upload });
    } catch (error) {
      // The same file would have waited for the lock.
      throw isKeyTaken(error) ? new Problem('idempotency-key-reused', { cause: error }) : error;
    }
    return false;
  }
  // Who did not say for whom it is repeats it so, though the file was named for somebody meanwhile.
  const forSame = applicantId === null || known.applicantId === applicantId;
  const same = known.sha256 === sha256 && known.fileName === fileName && forSame;
  if (!same) throw new Problem('idempotency-key-reused');
  await tx.$executeRaw`UPDATE uploads SET created_at = now() WHERE id = ${id}::uuid AND application_id IS NULL`;
  return true;
}
