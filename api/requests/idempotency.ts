import type { FastifyReply, FastifyRequest } from 'fastify';
import { commandOwner } from '../access/scope.ts';
import { pathOf } from '../http/address-shape.ts';
import type { Correlation } from '../http/correlation.ts';
import { Problem } from '../http/problem.ts';
import type { ApiDeps } from '../deps.ts';
import type { Command as CommandRow } from '../../prisma/generated/client.ts';
import { digestOfJson } from '../../proofs/digest.ts';
import { keyedId } from './keyed-id.ts';

/** Under what a request that changes something is known: the same key and the same request get the same answer. */
export interface RequestKey {
  readonly owner: string;
  /** As the owner chose it; of an applicant with a token of his own, made of his number and what he chose. */
  readonly key: string;
  /** Digest of method, path and body. */
  readonly bodyHash: string;
  /** How the sender can find it again. Not part of what makes two requests the same. */
  readonly correlation: Correlation;
}

/** The header as it is written: visible ASCII, and not an empty string in quotes. */
export const keyPattern = '^(?!""$)[!-~]{1,255}$';
const keyShape = new RegExp(keyPattern);

/** The key of a request. Throws when the header is missing or malformed. The body must be free of malformed texts. */
export function requestKeyOf(request: FastifyRequest): RequestKey {
  const { 'idempotency-key': header = '' } = request.headers;
  if (header === '') throw refusedKey('idempotency-key-missing');
  if (typeof header !== 'string' || !keyShape.test(header)) throw refusedKey('idempotency-key-malformed');
  const { applicant } = request.caller;
  const key = bareKey(header);
  return {
    owner: commandOwner(request.caller),
    // Applicants of one client, each with a token of his own, choose their keys by themselves.
    key: applicant === undefined ? key : keyedId('applicant', applicant, key),
    bodyHash: digestOfJson([request.method, pathOf(request.url), request.body ?? null]),
    correlation: request.correlation,
  };
}

function refusedKey(code: 'idempotency-key-missing' | 'idempotency-key-malformed'): Problem {
  return new Problem(code, { errors: [{ pointer: '/idempotency-key', in: 'header', code }] });
}

/** The draft of the header has its value quoted (a string of RFC 9651), most senders do not: both are one key. */
function bareKey(header: string): string {
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(header)?.[1];
  return quoted === undefined ? header : quoted.replaceAll(/\\(["\\])/g, '$1');
}

/** Says of an answer that its key was answered before, when it was. */
export function sayReplayed(reply: FastifyReply, replayed: boolean): FastifyReply {
  return replayed ? reply.header('idempotency-replayed', 'true') : reply;
}

/** The command that this very request brought before, or null. Throws when the key was used for another request. */
export async function findRepeat(
  { db }: Pick<ApiDeps, 'db'>,
  { owner, key, bodyHash }: RequestKey,
): Promise<CommandRow | null> {
  const row = await db.command.findUnique({
    where: { clientId_idempotencyKey: { clientId: owner, idempotencyKey: key } },
  });
  if (row !== null && row.bodyHash !== bodyHash) throw new Problem('idempotency-key-reused');
  return row;
}
