import type { Prisma } from '../../prisma/generated/client.ts';
import { locks } from '../../prisma/locks.ts';
import { Problem } from '../http/problem.ts';
import { removedAfterDays } from './unclaimed-days.ts';

const mebibyte = 1_048_576;

/** How many files, and bytes in all, may wait for an application to name them. */
export interface Quota {
  readonly files: number;
  readonly bytes: number;
}

/** For whom what bound holds. */
export interface Quotas {
  readonly client: Quota;
  /** Of one client's files for one applicant. */
  readonly applicant: Quota;
}

/** A submission has a dozen papers: these bounds stop who uploads without end, not a busy portal with a month of drafts. */
export const usualQuotas: Quotas = {
  client: { files: 20_000, bytes: 50 * 1024 * mebibyte },
  applicant: { files: 200, bytes: 1024 * mebibyte },
};

/** What is about to wait. Before its bytes were read, it is known to hold none. */
export interface Waiting {
  readonly id: string;
  readonly clientId: string;
  readonly applicantId: string | null;
  readonly sizeBytes: number;
}

/** Until the transaction ends nobody else counts or records files of the same client. */
export async function lockUploadsOf(tx: Prisma.TransactionClient, clientId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(${locks.uploadsOfClient}::int, hashtext(${clientId}))::text`;
}

/**
 * Throws `unclaimed-files-limit-reached` when there would be too many files, or bytes, that no application has named. One that
 * is recorded already adds nothing.
 */
export async function refuseBeyondQuota(
  db: Pick<Prisma.TransactionClient, '$queryRaw'>,
  { id, clientId, applicantId, sizeBytes }: Waiting,
  quotas: Quotas,
): Promise<void> {
  const [found] = await db.$queryRaw<Counted[]>`
    SELECT count(*)::int AS "clientFiles", coalesce(sum(size_bytes), 0)::float8 AS "clientBytes",
      (count(*) FILTER (WHERE applicant_id = ${applicantId}))::int AS "applicantFiles",
      coalesce(sum(size_bytes) FILTER (WHERE applicant_id = ${applicantId}), 0)::float8 AS "applicantBytes",
      EXISTS (SELECT FROM uploads WHERE id = ${id}::uuid) AS known
    FROM uploads WHERE client_id = ${clientId} AND application_id IS NULL`;
  if (found === undefined || found.known) return;
  const { clientFiles, clientBytes, applicantFiles, applicantBytes } = found;
  const refuse = ({ files, bytes }: Quota, of: keyof Quotas) => {
    const params = { files, mebibytes: bytes / mebibyte, days: removedAfterDays };
    return new Problem('unclaimed-files-limit-reached', { params, extensions: { of } });
  };
  const isFull = (quota: Quota, files: number, bytes: number) =>
    files >= quota.files || bytes + sizeBytes > quota.bytes;
  if (applicantId !== null && isFull(quotas.applicant, applicantFiles, applicantBytes))
    throw refuse(quotas.applicant, 'applicant');
  if (isFull(quotas.client, clientFiles, clientBytes)) throw refuse(quotas.client, 'client');
}

interface Counted {
  readonly clientFiles: number;
  readonly clientBytes: number;
  readonly applicantFiles: number;
  readonly applicantBytes: number;
  readonly known: boolean;
}
