import { Type } from 'typebox';
import type { Static } from 'typebox';
import { citationText } from '../../regulation/citation-text.ts';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import { subtypes, type Subtype } from '../../regulation/subtypes.ts';
import { At, body, Code } from '../requests/body-schemas.ts';
import { documentKind, envelopeSchemas, formSchema } from '../applications/form-schemas.ts';
import { Uuid } from '../http/value-schemas.ts';

/** A submission. What the regulation judges (form, contact, statements) is described here and checked by it. */
export const SubmissionBody = Type.Object(
  {
    subtype: Type.Enum([...subtypes]),
    form: Type.Unknown({ description: 'The fields of the subtype’s form, annex 1 of the Rules' }),
    documents: Type.Array(body({ kind: Code, uploadId: Uuid }), { minItems: 1, maxItems: 50 }),
    contact: Type.Unknown({ description: '{email, phone}' }),
    language: Type.Unknown({ description: 'kk, ru or en' }),
    statements: Type.Unknown({ description: '{declaration, contactsConfirmed, personalDataConsent}' }),
    representative: Type.Optional(Type.Unknown({ description: '{name, iin, authority}' })),
    sandboxClock: Type.Optional(
      Type.Object(
        {
          startsAt: Type.String({ ...At, description: 'The time it is received in' }),
          speed: Type.Optional(
            Type.Integer({
              minimum: 1,
              maximum: 3_600,
              description:
                'How many times as fast as the world; without it time stands still and moves by request',
            }),
          ),
        },
        { additionalProperties: false, description: 'A time of its own, on a server that has a sandbox' },
      ),
    ),
    sandboxPolicy: Type.Optional(
      Type.Object(
        { incompletePackage: Type.Union([Type.Literal('hearing'), Type.Literal('direct-refusal')]) },
        {
          additionalProperties: false,
          description: 'Choices of the provider that a sandbox application makes by itself',
        },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Submission = Static<typeof SubmissionBody>;

const submissionNames = {
  inward: 'InwardSubmission',
  outward: 'OutwardSubmission',
  domestic: 'DomesticSubmission',
} as const;

/** The same for readers: what the regulation judges is described as the regulation has it. */
export const DescribedSubmission = Type.Union(
  subtypes.map((subtype) =>
    Type.Object(
      {
        ...SubmissionBody.properties,
        subtype: Type.Literal(subtype),
        form: formSchema(subtype),
        documents: Type.Array(body({ kind: documentKind, uploadId: Uuid }), {
          minItems: 1,
          maxItems: 50,
          ...requiredPapers(subtype),
        }),
        ...envelopeSchemas,
        representative: Type.Optional(envelopeSchemas.representative),
      },
      { additionalProperties: false, title: submissionNames[subtype] },
    ),
  ),
  { title: 'Submission' },
);

/** Which papers a subtype needs beside the form, in the words of the law. */
function requiredPapers(subtype: Subtype) {
  const { requiredDocuments, documentKinds } = currentRegulationEdition;
  const form = documentKinds.filter(({ presence }) => presence === 'form').map(({ id }) => id as string);
  const needed = requiredDocuments[subtype].filter(({ id }) => !form.includes(id));
  const list = needed.map(({ id }) => `\`${id}\``).join(', ');
  return {
    description: `Needed, one of each kind at least: ${list}`,
    'x-required-papers': needed.map(({ id, text, law }) => ({ kind: id, text, law: citationText(law) })),
  };
}
