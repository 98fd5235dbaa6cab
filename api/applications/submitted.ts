import type { Application, Upload } from '../../prisma/generated/client.ts';
import { BrokenRecord, readSubmissionPart, type SubmissionPart } from '../../prisma/stored-json.ts';
import type { Citation } from '../../regulation/citation.ts';
import { citationText } from '../../regulation/citation-text.ts';
import type { FormField } from '../../regulation/forms.ts';
import type { Language } from '../../regulation/text.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { applicationPath } from './links.ts';
import { instantOf, regulationOf, subtypeOf } from './stored.ts';

/**
 * What was submitted, as the applicant gave it, beside the captions and the law of the edition it is decided by, the law also in the
 * language. A part whose
 * record is broken is empty, and named.
 */
export async function readSubmission(
  { db, broken: records }: Pick<ApiDeps, 'db' | 'broken'>,
  row: Application,
  language: Language,
) {
  const cited = (law: Citation) => {
    const citation = citationText(law, 'spelled');
    return { law: citation[language], citation };
  };
  const regulation = regulationOf(row);
  const subtype = subtypeOf(row);
  const [submission, uploads] = await Promise.all([
    db.submission.findUnique({ where: { applicationId: row.id } }),
    db.upload.findMany({ where: { applicationId: row.id } }),
  ]);
  if (submission === null) throw new Problem('not-found');

  const broken: SubmissionPart[] = [];
  const part = <P extends SubmissionPart>(name: P) => {
    try {
      return readSubmissionPart(row.id, name, submission[name]);
    } catch (error) {
      if (!(error instanceof BrokenRecord)) throw error;
      records.note(error);
      broken.push(name);
      return null;
    }
  };
  const form = part('form') ?? {};
  const contact = part('contact');
  const representative = part('representative');
  const statements = part('statements');
  const given = part('documents');
  const fields: readonly FormField[] = regulation.applicationForms[subtype];
  const { annex, title } = regulation.applicationFrames[subtype];
  return {
    applicationId: row.id,
    number: row.number,
    subtype,
    receivedAt: instantOf(row.receivedAt),
    regulationEdition: row.regulationEdition,
    language: submission.language,
    form: {
      annex,
      title,
      lines: fields.map(({ no, id, presence, condition, caption, cleanCaption, law }) => ({
        no,
        id,
        presence,
        ...(condition && { condition }),
        caption,
        ...(cleanCaption && { cleanCaption }),
        ...cited(law),
        value: form[id] ?? null,
      })),
    },
    contact,
    representative,
    statements: regulation.statements.map(({ id, text, law }) => ({
      id,
      text,
      ...cited(law),
      answer: statements && statements[id] === true,
    })),
    papers: (given ?? []).map((paper) => {
      const kind = regulation.documentKinds.find(({ id }) => id === paper.kind);
      const upload = uploads.find(({ id }) => id === paper.uploadId.toLowerCase());
      return {
        kind: paper.kind,
        name: kind?.name ?? null,
        ...(upload ? fileOf(row.id, upload) : { file: null }),
      };
    }),
    requiredPapers: regulation.requiredDocuments[subtype].map(({ no, id, text, law }) => ({
      no,
      id,
      text,
      ...cited(law),
      // The form itself is the first of them.
      given: isFormItself(id, regulation.documentKinds) || (given && given.some(({ kind }) => kind === id)),
    })),
    ...(broken.length === 0 ? {} : { broken }),
  };
}

function isFormItself(
  id: string,
  kinds: readonly { readonly id: string; readonly presence: string }[],
): boolean {
  return kinds.some((kind) => kind.id === id && kind.presence === 'form');
}

function fileOf(applicationId: string, { id, fileName, mediaType, sizeBytes, sha256 }: Upload) {
  const href = `${applicationPath(applicationId)}/documents/${id}`;
  return { file: { documentId: id, fileName, mediaType, sizeBytes, sha256, href } };
}
