import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { Prisma } from '../../prisma/generated/client.ts';
import { languages, type Language } from '../../regulation/text.ts';
import { viewFor, type Reader } from '../access/actors.ts';
import { localZone } from '../../calendars/kz/local-zone.ts';
import type { ApiDeps } from '../deps.ts';
import { proveDeadlines, type DeadlineProof } from '../../proofs/proof.ts';
import type { TrailLine } from '../../proofs/chain.ts';
import { instantOf, regulationOf, stateOf } from './stored.ts';

/**
 * The proof of an application's terms as it stands, for a reader: its facts and its trail are of one moment. The chain is of
 * the whole trail whoever reads: its head says nothing of the lines, and nobody can change a line later that he was not shown.
 */
export async function readDeadlineProof(
  { db, calendars }: Pick<ApiDeps, 'db' | 'calendars'>,
  id: string,
  reader: Reader,
  language: Language,
): Promise<DeadlineProof> {
  const trailOf = { where: { applicationId: id }, orderBy: { seq: 'asc' } } as const;
  const [row, trail] = await db.$transaction(
    [db.application.findUniqueOrThrow({ where: { id } }), db.auditEvent.findMany(trailOf)],
    // A turn is written whole in one statement; reading twice must not see half of it.
    { isolationLevel: 'RepeatableRead' },
  );
  const { number, version, receivedAt, deadlines } = viewFor(reader, stateOf(row));
  return proveDeadlines(
    { applicationId: id, number, version, receivedAt, deadlines, trail: trail.map(lineOf) },
    {
      regulation: regulationOf(row),
      editions: await calendars.editions(),
      zone: localZone,
      language,
    },
  );
}

function lineOf({ seq, version, type, at, actor, commandId, data }: StoredLine): TrailLine {
  const facts = data as Readonly<Record<string, unknown>>;
  return { seq, version, type, at: instantOf(at), actor, commandId, data: facts };
}

type StoredLine = Prisma.AuditEventGetPayload<object>;

/** How a proof is asked for. */
export const ProofQuery = Type.Object(
  {
    format: Type.Optional(Type.Enum(['json', 'html'], { description: 'Instead of `Accept`' })),
    lang: Type.Optional(Type.Enum([...languages], { description: 'Instead of `Accept-Language`' })),
    download: Type.Optional(Type.Literal('1', { description: 'JSON as a file to keep' })),
  },
  { additionalProperties: false },
);

/** Whether a reader wants the page: he says so, or his browser does by `Accept`. A file to keep is always JSON. */
export function wantsPage(request: FastifyRequest, { format, download }: Static<typeof ProofQuery>): boolean {
  if (format !== undefined || download !== undefined) return format === 'html' && download === undefined;
  return request.types(['json', 'html']) === 'html';
}
