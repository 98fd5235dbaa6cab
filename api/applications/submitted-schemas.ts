import { Type } from 'typebox';
import { subtypes } from '../../regulation/subtypes.ts';
import { languages } from '../../regulation/text.ts';
import { Instant, orNull, Sha256, Uuid } from '../http/value-schemas.ts';
import { LocalizedText } from './document-schemas.ts';
import { envelopeSchemas } from './form-schemas.ts';

const law = {
  law: Type.String({ description: 'The rule of law, in the language asked for' }),
  citation: { ...LocalizedText, description: 'The same in every language' },
};

const FormLine = Type.Object(
  {
    no: Type.Integer({ description: 'Its number in the annex' }),
    id: Type.String({ description: 'Its name in `form`; findings rest on it by this name' }),
    presence: Type.Enum(['required', 'conditional', 'optional']),
    condition: Type.Optional({
      ...LocalizedText,
      description:
        'When a `conditional` line is filled in: the note to the asterisk of the annex, where it has one',
    }),
    caption: { ...LocalizedText, description: 'Verbatim from the annex' },
    cleanCaption: Type.Optional({
      ...LocalizedText,
      description: 'How it must be read where the annex is garbled',
    }),
    ...law,
    value: Type.Unknown({ description: 'As it was submitted; null when it was not given' }),
  },
  { title: 'SubmittedLine' },
);

const Paper = Type.Object(
  {
    kind: Type.String({ description: 'As what it was attached' }),
    name: orNull(LocalizedText, { description: 'The kind in words' }),
    file: orNull(
      Type.Object(
        {
          documentId: Uuid,
          fileName: Type.String(),
          mediaType: Type.String(),
          sizeBytes: Type.Integer(),
          sha256: Sha256,
          href: Type.String({ description: 'Where it is read' }),
        },
        { title: 'SubmittedFile' },
      ),
      { description: 'Null when it is not there any more' },
    ),
  },
  { title: 'SubmittedPaper' },
);

/** What `GET /v1/applications/{id}/submission` answers. */
export const SubmittedView = Type.Object(
  {
    applicationId: Uuid,
    number: Type.String(),
    subtype: Type.Enum([...subtypes]),
    receivedAt: Instant,
    regulationEdition: Type.String({ description: 'The edition of the Rules whose form it is' }),
    language: Type.Enum([...languages], { description: 'In which language the applicant is written to' }),
    form: Type.Object(
      {
        annex: Type.Integer(),
        title: LocalizedText,
        lines: Type.Array(FormLine, { description: 'Every line of the form, given or not, in its order' }),
      },
      { title: 'SubmittedForm' },
    ),
    contact: orNull(envelopeSchemas.contact, { description: 'Null only when it is `broken`' }),
    representative: orNull(envelopeSchemas.representative),
    statements: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          text: LocalizedText,
          ...law,
          answer: orNull(Type.Boolean(), {
            description: 'What the applicant answered; null when the record is `broken`',
          }),
        },
        { title: 'SubmittedStatement' },
      ),
    ),
    papers: Type.Array(Paper, {
      description: 'What came with it; what was supplied later is in `documents`',
    }),
    requiredPapers: Type.Array(
      Type.Object(
        {
          no: Type.Integer({ description: 'Its number in the List' }),
          id: Type.String({ description: 'Name it in `missing` when it is not there' }),
          text: { ...LocalizedText, description: 'Verbatim from the List of basic requirements' },
          ...law,
          given: orNull(Type.Boolean(), {
            description: 'Something was attached as this paper; null when the record is `broken`',
          }),
        },
        { title: 'AskedPaper' },
      ),
      { description: 'What the List asks of this subtype' },
    ),
    broken: Type.Optional(
      Type.Array(Type.Enum(['form', 'contact', 'representative', 'statements', 'documents']), {
        description:
          'Parts whose record cannot be read, and which are empty here: ours to mend, operators are told. Not there when all are whole',
      }),
    ),
  },
  { title: 'SubmittedApplication', description: 'What was submitted, with the captions and law of the form' },
);
