import type { Caller } from '../../scripts/http/caller.ts';
import { samplePdf } from '../../scripts/http/sample-application.ts';
import { sampleSubmissions } from '../../regulation/order-219/samples.ts';
import type { Subtype } from '../../regulation/subtypes.ts';
import { accepted } from './story.ts';

/** The body of a valid submission, its files uploaded, not sent yet: it can be sent twice, or spoilt first. */
export async function preparedSubmission(
  portal: Caller,
  subtype: Subtype,
  further: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  const sample = sampleSubmissions[subtype];
  const documents = await Promise.all(
    sample.documents.map(async ({ kind }) => {
      const uploaded = await portal.upload<{ uploadId: string }>(`${kind}.pdf`, samplePdf(kind));
      return { kind, uploadId: accepted(uploaded, 'upload').uploadId };
    }),
  );
  return { ...structuredClone(sample), documents, ...further };
}
