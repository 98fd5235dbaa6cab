import type { FastifyRequest } from 'fastify';
import { isIinOrBin } from '../../regulation/identifiers.ts';
import { timesSaid } from '../plugins/said-headers.ts';
import { Problem } from '../problems/problem.ts';

/** Its value is a person's number: a header, since addresses are written into logs. */
export const applicantHeader = 'applicant-id';

/**
 * The IIN or BIN of whom a file is uploaded for: whom the token is confined to, or whom the request names; null when neither
 * says, and any application of the client may have it. Throws `invalid-header`, and `applicant-not-yours`.
 */
export function applicantOf({
  caller,
  headers,
  raw,
}: Pick<FastifyRequest, 'caller' | 'headers' | 'raw'>): string | null {
  const said = headers[applicantHeader];
  const confined = caller.applicant ?? null;
  if (said === undefined) return confined;
  const place = { pointer: `/${applicantHeader}`, in: 'header' } as const;
  if (typeof said !== 'string' || timesSaid(raw, applicantHeader) > 1 || !isIinOrBin(said))
    throw new Problem('invalid-header', { errors: [{ ...place, code: 'identifier-missing' }] });
  if (confined !== null && confined !== said)
    throw new Problem('applicant-not-yours', { errors: [{ ...place, code: 'applicant-not-yours' }] });
  return said;
}
