import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { keyHeader } from '../requests/headers.ts';
import { requestKeyOf, sayReplayed } from '../requests/idempotency.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { acceptedBy, mediaRefused } from '../http/causes.ts';
import { problemResponses } from '../http/schemas.ts';
import { validatorCompiler } from '../http/validation.ts';
import { receiveFile, type IncomingFile } from './file-store.ts';
import { acceptedLabels as allowed, acceptedTypes, type AcceptedType } from './file-types.ts';
import { fileJudge, type FileJudge } from './content/file-judge.ts';
import type { Verdict } from './content/verdict.ts';
import { checkBoundary, fileOf, lastingName } from './form.ts';
import { applicantHeader, applicantOf } from './for-whom.ts';
import { refuseBeyondQuota, usualQuotas, type Quotas } from './quota.ts';
import { keepUpload } from './keeping.ts';
import { keyedId } from '../requests/keyed-id.ts';
import { unclaimedDays } from './unclaimed-days.ts';

const mebibyte = 1_048_576;
/** What a form may have beside its file: one field too many, so that it can be told what it was, and heads of parts. */
const restOfForm = 2 * 65_536;

export type UploadDeps = Pick<ApiDeps, 'db'> & {
  readonly config: Pick<ApiDeps['config'], 'filesDir'>;
  /** 20 MiB unless given. */
  readonly maxFileBytes?: number;
  /** What may wait for an application; the usual bounds unless given. */
  readonly quotas?: Quotas;
  /** One of its own unless given. */
  readonly judge?: FileJudge;
};

const Uploaded = Type.Object(
  {
    uploadId: Type.String({
      format: 'uuid',
      description: 'Name it in a submission or among supplied documents',
    }),
    sha256: Type.String({ description: 'Of the bytes as they arrived, lower-case hex' }),
    sizeBytes: Type.Integer(),
    mediaType: Type.String({ description: 'By content', examples: ['application/pdf'] }),
    fileName: Type.String({
      description: 'As it is kept: its ending follows the type',
      examples: ['contract.pdf'],
    }),
  },
  { title: 'UploadedFile' },
);

const forWhom = Type.String({
  description:
    'IIN or BIN of the applicant for whom the file is: only his applications can then name it. A client that acts for many says it for each file; of one without it, whoever names it first is the applicant. Never part of an address',
  examples: ['281241000010'],
});

/**
 * Takes files before an application claims them. The bytes go to the file store as they come; what is refused leaves
 * nothing there.
 */
export const uploadRoutes: FastifyPluginAsyncTypebox<UploadDeps> = async (app, deps) => {
  const { maxFileBytes = 20 * mebibyte, quotas = usualQuotas, judge = fileJudge() } = deps;
  app.addHook('onClose', () => judge.close());
  const options = {
    // One part more than there may be, and a field, so that it can be told what it was.
    limits: { fileSize: maxFileBytes, files: 1, fields: 1, fieldSize: 65_536, parts: 2, headerPairs: 20 },
    throwFileSizeLimit: false,
    // Names are UTF-8 on the wire, though the standard's default is Latin-1.
    defParamCharset: 'utf8',
    // A name with a folder is refused, not cut.
    preservePath: true,
  };
  await app.register(multipart, options);

  app.post(
    '/v1/uploads',
    {
      bodyLimit: maxFileBytes + restOfForm,
      // The form is read part by part in the handler; its schema only describes it.
      validatorCompiler: (part) =>
        part.httpPart === 'body' ? (value) => ({ value }) : validatorCompiler(part),
      schema: {
        operationId: 'uploadFile',
        tags: ['Uploads'],
        summary: 'Upload one file',
        description: `One file as multipart/form-data, at most ${maxFileBytes / mebibyte} MiB, of these types by content: ${allowed}. It waits ${unclaimedDays} days for an application to name it, and is then removed. What is uploaded for an applicant, by \`Applicant-Id\` or by a token confined to him, only his applications can name. A file of which neither says for whom it is belongs to the applicant of the first request that names it, even a refused one. At most ${usualQuotas.client.files} files of a client wait, and ${usualQuotas.applicant.files} for one applicant. The same Idempotency-Key with the same file gives the same uploadId.`,
        consumes: ['multipart/form-data'],
        headers: Type.Object({ ...keyHeader, [applicantHeader]: Type.Optional(forWhom) }),
        body: Type.Object({
          file: Type.String({ format: 'binary', description: 'The file, and nothing else' }),
        }),
        response: { 201: Uploaded, ...problemResponses(400, 401, 403, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      if (!request.isMultipart()) throw mediaRefused(acceptedBy(request));
      checkBoundary(request.headers['content-type'] ?? '');
      if (Number(request.headers['content-length']) > request.routeOptions.bodyLimit)
        throw new Problem('file-too-large', { params: { max: maxFileBytes / mebibyte } });
      const { owner, key } = requestKeyOf(request);
      const { clientId } = request.caller;
      const applicantId = applicantOf(request);
      const id = keyedId('upload', owner, key);
      // Told before the bytes come; counted again, under a lock, before they are kept.
      await refuseBeyondQuota(deps.db, { id, clientId, applicantId, sizeBytes: 0 }, quotas);
      const { file, fileName, mediaType } = await readFile(
        request,
        deps.config.filesDir,
        maxFileBytes,
        judge,
      );
      const { sha256, sizeBytes } = file;
      const upload = { id, clientId, applicantId, fileName, mediaType, sizeBytes, sha256 };
      const { replayed } = await keepUpload({ db: deps.db, quotas }, file, upload);
      return sayReplayed(reply, replayed)
        .code(201)
        .send({ uploadId: id, sha256, sizeBytes, mediaType, fileName });
    },
  );
};

interface ReadFile {
  readonly file: IncomingFile;
  readonly fileName: string;
  readonly mediaType: AcceptedType;
}

/** The only file of a request, on the disk. Throws, leaving nothing, when there is none, another part, too much, or a content that is refused. */
async function readFile(
  request: FastifyRequest,
  filesDir: string,
  maxFileBytes: number,
  judge: FileJudge,
): Promise<ReadFile> {
  let read: { readonly file: IncomingFile; readonly fileName: string } | undefined;
  try {
    for await (const part of request.parts()) {
      const { fileName, bytes } = fileOf(part);
      const file = await receiveFile(filesDir, bytes);
      read = { file, fileName };
      if (bytes.truncated) throw new Problem('file-too-large', { params: { max: maxFileBytes / mebibyte } });
    }
    if (read === undefined) throw new Problem('file-missing');
    if (read.file.sizeBytes === 0) throw new Problem('file-empty');
    const verdict = await judge.judge(read.file.path);
    if ('code' in verdict) throw refusedContent(verdict);
    return { ...read, fileName: lastingName(read.fileName, verdict.mediaType), ...verdict };
  } catch (error) {
    await read?.file.drop();
    throw isBrokenForm(error) ? new Problem('request-malformed', { cause: error }) : error;
  }
}

function refusedContent(verdict: Exclude<Verdict, { readonly mediaType: AcceptedType }>): Problem {
  switch (verdict.code) {
    case 'file-type-refused':
      return new Problem(verdict.code, {
        params: { accepted: allowed },
        extensions: { accepted: Object.keys(acceptedTypes) },
      });
    case 'file-too-complex':
      return new Problem(verdict.code);
    case 'file-active-content': {
      const { code, type, found } = verdict;
      return new Problem(code, { params: { type, found: found.join(', ') }, extensions: { found } });
    }
    default:
      return new Problem(verdict.code, { params: { type: verdict.type } });
  }
}

/** The parser of forms has no codes: no boundary, or an end in the middle of a part. */
function isBrokenForm(error: unknown): boolean {
  return error instanceof Error && !(error instanceof Problem) && /multipart/i.test(error.message);
}
