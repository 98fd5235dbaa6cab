import { Type } from 'typebox';
import { hearingOutcomeCodes } from '../../../regulation/hearing-outcomes.ts';
import { At, AttachedFiles, body, Line, Text } from '../../requests/body-schemas.ts';
import { defineCommand } from '../definition.ts';
import { digestOf, digestOfJson } from '../../../proofs/digest.ts';
import { documentIds } from '../../requests/faults.ts';

/** The applicant objects to the preliminary refusal (APPC 73(3)). */
export const objectToRefusal = defineCommand({
  name: 'object',
  summary: 'Object to the preliminary refusal',
  body: body({ text: Text }),
  translate: ({ text }) => ({ command: { name: 'object', text: digestOf(text) } }),
});

/** The applicant asks to be heard orally (APPC 73(3)). */
export const requestOralHearing = defineCommand({
  name: 'request-oral-hearing',
  summary: 'Ask for an oral hearing',
  body: body({ text: Type.Optional(Text) }),
  translate: () => ({ command: { name: 'request-oral-hearing' } }),
});

/** The applicant asks to skip the hearing (APPC 73(2)(5)). */
export const waiveHearing = defineCommand({
  name: 'waive-hearing',
  summary: 'Waive the hearing',
  body: body({}),
  translate: () => ({ command: { name: 'waive-hearing' } }),
});

/** Documents supplied at the hearing: they may cure. */
export const supplyDocuments = defineCommand({
  name: 'supply-documents',
  summary: 'Supply documents at the hearing',
  bringsFiles: true,
  body: body({ documents: AttachedFiles, note: Type.Optional(Text) }),
  translate: ({ documents }, { faults, regulation }) => {
    const allowed = documentIds(regulation);
    for (const [index, { kind }] of documents.entries()) {
      if (allowed.includes(kind)) continue;
      faults.add({
        pointer: `/documents/${index}/kind`,
        code: 'document-kind-unknown',
        params: { allowed: allowed.join(', ') },
      });
    }
    return {
      command: { name: 'supply-documents', documents: documents.map(({ uploadId }) => uploadId) },
      uploads: documents,
    };
  },
});

const outcome = Type.Enum(hearingOutcomeCodes, {
  description:
    'Of the preliminary refusal, not of the objection. After `upheld` the result is drafted; after `cured` conformity is checked again, which something said or supplied at the hearing must call for',
});

/** The executor's record: a summary of what was written, or the minutes of an oral hearing (APPC 74). */
export const recordHearing = defineCommand({
  name: 'record-hearing',
  summary: 'Record the hearing: a summary, or minutes',
  body: Type.Union([
    body({ form: Type.Literal('written'), summary: Text, outcome }),
    body({
      form: Type.Literal('oral'),
      minutes: body({ heldAt: At, chair: Line, secretary: Line, text: Text }),
      outcome,
    }),
  ]),
  translate: (request, { faults }) =>
    request.form === 'written'
      ? {
          command: {
            name: 'record-hearing',
            form: 'written',
            outcome: request.outcome,
            text: digestOf(request.summary),
          },
        }
      : {
          command: {
            name: 'record-hearing',
            form: 'oral',
            outcome: request.outcome,
            text: digestOfJson(request.minutes),
            heldAt: faults.instant('/minutes/heldAt', request.minutes.heldAt),
          },
        },
});
