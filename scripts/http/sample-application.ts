import { samplePdfText } from '../../conformance/papers.ts';
import type { Subtype } from '../../regulation/subtypes.ts';
import { sampleSubmissions } from '../../regulation/order-219/samples.ts';
import type { Answer, Caller } from './caller.ts';

/** The application as the API shows it, as far as scripts and tests look at it. */
export interface ShownApplication {
  readonly id: string;
  readonly number: string;
  readonly stage: string;
  readonly overdue: boolean;
  readonly version: number;
  readonly receivedAt: string;
  readonly registeredOn: string | null;
  readonly resultDueOn: string;
  readonly deadlines: readonly ShownDeadline[];
  readonly notices: readonly { readonly id: string; readonly status: string }[];
  readonly draft?: { readonly draftId: string; readonly sha256: string } | null;
  readonly proposal?: { readonly sha256: string } | null;
  readonly portalStatus: { readonly code: string; readonly text: string };
  readonly sandbox: { readonly now: string } | null;
  readonly links: Readonly<Record<string, string>>;
}

export interface ShownDeadline {
  readonly term: string;
  readonly dueOn: string;
  readonly dueAt?: string;
  readonly opensAt?: string;
  readonly status: string;
  readonly law: string;
  readonly certainty: string;
}

/** The bytes of a file to upload, others for each title. */
export function samplePdf(title: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(samplePdfText(title)));
}

/** Uploads the documents of the sample of a subtype and submits it; `further` may set the sandbox clock or break something. */
export async function submitSample(
  portal: Caller,
  subtype: Subtype,
  further: Readonly<Record<string, unknown>> = {},
): Promise<Answer<ShownApplication>> {
  const sample = sampleSubmissions[subtype];
  const documents = await Promise.all(
    sample.documents.map(async ({ kind }) => {
      const { status, body } = await portal.upload<{ uploadId: string }>(
        `${kind}.pdf`,
        samplePdf(`${subtype} ${kind}`),
      );
      if (status !== 201)
        throw new Error(`upload of ${kind} was answered ${status}: ${JSON.stringify(body)}`);
      return { kind, uploadId: body.uploadId };
    }),
  );
  return portal.post('/v1/applications', { ...sample, documents, ...further });
}
