import { Prisma } from '../../prisma/generated/client.ts';
import { parseUuid } from '../../workflows/case/ids.ts';
import { Problem } from '../http/problem.ts';
import type { FieldFault } from '../http/validation.ts';
import { unclaimedDays } from './unclaimed-days.ts';

/** A file that a command or a submission attaches to the application. */
export interface AttachedFile {
  readonly kind: string;
  readonly uploadId: string;
}

/** Whose files may be attached: those of a client that are for this applicant, or for nobody yet. */
interface Owner {
  readonly clientId: string;
  /** SQL of an IIN or BIN; of null where it is not known, and nothing is said against anybody's file. */
  readonly applicantId: Prisma.Sql;
}

/** The applicant of an application that is kept, as SQL. */
export function applicantOf(applicationId: string): Prisma.Sql {
  return Prisma.sql`(SELECT submissions.applicant_id FROM submissions
    WHERE submissions.application_id = ${applicationId}::uuid)`;
}

/** Attaches files to an application. Throws, naming each, when one is not there (any more), not the client's, another applicant's, attached already, or named twice. */
export async function claimUploads(
  tx: Prisma.TransactionClient,
  files: readonly AttachedFile[],
  owner: { readonly clientId: string; readonly applicationId: string; readonly commandId: string },
): Promise<void> {
  if (files.length === 0) return;
  const ids = files.map(({ uploadId }) => uploadId.toLowerCase());
  const { clientId, applicationId, commandId } = owner;
  const found = await findUploads(
    tx,
    ids,
    { clientId, applicantId: applicantOf(applicationId) },
    Prisma.sql`FOR UPDATE`,
  );
  const errors = faultsIn(ids, found);
  if (errors.length > 0) throw new Problem('invalid-body', { errors });

  await tx.$executeRaw`
    UPDATE uploads SET application_id = ${applicationId}::uuid, command_id = ${commandId}::uuid, document_kind = file.kind
    FROM unnest(${ids}::uuid[], ${files.map(({ kind }) => kind)}::text[]) AS file(id, kind)
    WHERE uploads.id = file.id`;
}

/**
 * What `claimUploads` would find wrong with the files that a body names, for a body that is refused anyway: it may have any shape,
 * and what is no id of a file is left to its schema.
 */
export async function uploadFaults(
  db: Pick<Prisma.TransactionClient, '$queryRaw'>,
  documents: unknown,
  owner: Owner,
): Promise<readonly FieldFault[]> {
  const named = Array.isArray(documents) ? documents.slice(0, mostFiles).map(idIn) : [];
  const ids = named.filter((id) => id !== null);
  return ids.length === 0 ? [] : faultsIn(named, await findUploads(db, ids, owner));
}

/** More than any schema lets a body name. */
const mostFiles = 100;

function idIn(entry: unknown): string | null {
  const { uploadId } = (entry ?? {}) as { readonly uploadId?: unknown };
  return typeof uploadId === 'string' ? parseUuid(uploadId.toLowerCase()) : null;
}

interface FoundUpload {
  readonly id: string;
  readonly claimed: boolean;
}

function findUploads(
  db: Pick<Prisma.TransactionClient, '$queryRaw'>,
  ids: readonly string[],
  { clientId, applicantId }: Owner,
  lock = Prisma.empty,
): Promise<FoundUpload[]> {
  return db.$queryRaw<FoundUpload[]>`
    SELECT id::text, application_id IS NOT NULL AS claimed FROM uploads
    WHERE id = ANY(${[...ids]}::uuid[]) AND client_id = ${clientId}
      AND (applicant_id IS NULL OR applicant_id = coalesce(${applicantId}, applicant_id))
      AND (application_id IS NOT NULL OR created_at > now() - make_interval(days => ${unclaimedDays}::int))
    ORDER BY id ${lock}`;
}

function faultsIn(ids: readonly (string | null)[], found: readonly FoundUpload[]): readonly FieldFault[] {
  return ids.flatMap((id, index): readonly FieldFault[] => {
    if (id === null) return [];
    const pointer = `/documents/${index}/uploadId`;
    const upload = found.find((each) => each.id === id);
    if (upload === undefined) return [{ pointer, code: 'upload-unknown' }];
    const first = ids.indexOf(id);
    if (first !== index)
      return [{ pointer, code: 'upload-named-twice', params: { first: `/documents/${first}` } }];
    return upload.claimed ? [{ pointer, code: 'upload-already-used' }] : [];
  });
}
