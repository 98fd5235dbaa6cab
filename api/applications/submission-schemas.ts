import { Type } from 'typebox';
import type { Static } from 'typebox';
import { sampleSubmissions } from '../../regulation/order-219/samples.ts';
import { subtypes } from '../../regulation/subtypes.ts';
import { At, AttachedFiles, body } from '../commands/body-schemas.ts';

/** A submission. What the regulation judges (form, contact, statements) is described here and checked by it. */
export const SubmissionBody = Type.Object(
  {
    subtype: Type.Enum([...subtypes]),
    form: Type.Unknown({ description: 'The fields of the subtype’s form, annex 1 of the Rules' }),
    documents: AttachedFiles,
    contact: Type.Unknown({ description: '{email, phone}' }),
    language: Type.Unknown({ description: 'kk, ru or en' }),
    statements: Type.Unknown({ description: '{declaration, contactsConfirmed, personalDataConsent}' }),
    representative: Type.Optional(Type.Unknown({ description: '{name, iin, authority}' })),
    sandboxClock: Type.Optional(
      body({ startsAt: At, speed: Type.Optional(Type.Number({ minimum: 1, maximum: 3_600 })) }),
    ),
    sandboxPolicy: Type.Optional(
      body({
        incompletePackage: Type.Union([Type.Literal('hearing'), Type.Literal('direct-refusal')]),
      }),
    ),
  },
  { additionalProperties: false, title: 'Submission', examples: Object.values(sampleSubmissions) },
);
export type Submission = Static<typeof SubmissionBody>;
