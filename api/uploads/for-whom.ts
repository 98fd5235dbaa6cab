import type { FastifyRequest } from 'fastify';
import type { Prisma } from '../../prisma/client.ts';
import { isIinOrBin } from '../../regulation/identifiers.ts';
import { Problem } from '../http/problem.ts';

/** Its value is a person's number: a header, since addresses are written into logs. */
export const applicantHeader = 'applicant-id';

/**
 * The IIN or BIN of whom a file is uploaded for: whom the token is confined to, or whom the request names; null when neither
 * says: it is then for whom it is first named (`bindToApplicant`). Throws `invalid-header`, and `applicant-not-yours`.
 */
export function applicantOf({ caller, headers }: Pick<FastifyRequest, 'caller' | 'headers'>): string | null {
  const said = headers[applicantHeader];
  const confined = caller.applicant ?? null;
  if (said === undefined) return confined;
  const place = { pointer: `/${applicantHeader}`, in: 'header' } as const;
  if (typeof said !== 'string' || !isIinOrBin(said))
    throw new Problem('invalid-header', { errors: [{ ...place, code: 'identifier-wrong' }] });
  if (confined !== null && confined !== said)
    throw new Problem('applicant-not-yours', { errors: [{ ...place, code: 'applicant-not-yours' }] });
  return said;
}

/**
 * Files of a client that wait and of which nobody said for whom they are: from now on they are for this applicant, whatever
 * becomes of the request that names them.
 */
export async function bindToApplicant(
  db: Pick<Prisma.TransactionClient, '$executeRaw'>,
  uploadIds: readonly string[],
  { clientId, applicantId }: { readonly clientId: string; readonly applicantId: Prisma.Sql },
): Promise<void> {
  await db.$executeRaw`
    UPDATE uploads SET applicant_id = ${applicantId}
    WHERE applicant_id IS NULL AND id IN (
      SELECT id FROM uploads WHERE id = ANY(${[...uploadIds]}::uuid[]) AND client_id = ${clientId}
        AND applicant_id IS NULL AND application_id IS NULL
      ORDER BY id FOR UPDATE)`;
}
