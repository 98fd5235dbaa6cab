import { Type } from 'typebox';
import { subtypes } from '../../regulation/subtypes.ts';
import { termNames } from '../../regulation/terms.ts';
import { languages } from '../../regulation/text.ts';
import { letterKinds } from './letters.ts';
import { acceptedTypes } from '../uploads/file-types.ts';
import { Day, Instant, orNull, Sha256, Uuid } from '../http/value-schemas.ts';
import { finalStages } from '../../workflows/application/stages.ts';

const Digest = Type.String({ ...Sha256, description: 'SHA-256, lower-case hex' });

export const LocalizedText = Type.Object(
  { kk: Type.String(), ru: Type.String(), en: Type.String() },
  { title: 'LocalizedText', description: `One text in ${languages.join(', ')}` },
);

const cited = {
  law: Type.String({ description: 'The rule of law, in English' }),
  citation: Type.Optional({
    ...LocalizedText,
    description: 'The same in every language; older acts lack it',
  }),
};

const heading = {
  result: Type.Enum(['issue', 'refuse', 'terminate']),
  applicationId: Uuid,
  applicationNumber: Type.String(),
  subtype: Type.Enum([...subtypes]),
  regulationEdition: Type.String(),
  provider: LocalizedText,
};
const lines = Type.Array(
  Type.Object(
    {
      no: Type.Integer(),
      id: Type.String(),
      caption: LocalizedText,
      value: Type.Unknown({ description: 'As it stands in the application’s form; null when not given' }),
    },
    { title: 'ActLine' },
  ),
);
export const GroundOfRefusal = Type.Object(
  { id: Type.String(), text: LocalizedText, ...cited },
  { title: 'GroundOfRefusal' },
);
const grounds = Type.Array(GroundOfRefusal);

/** What the head is shown and signs; which members it has follows from `result`. */
export const ActView = Type.Union(
  [
    Type.Object(
      {
        ...heading,
        result: Type.Literal('issue'),
        annex: Type.Integer(),
        title: LocalizedText,
        lines,
        conditions: orNull(Type.String(), { description: 'What the executor added' }),
      },
      { title: 'IssuedAct', description: 'The document on the conditions of processing' },
    ),
    Type.Object(
      {
        ...heading,
        result: Type.Literal('refuse'),
        annex: Type.Integer(),
        title: LocalizedText,
        grounds,
        reasons: Type.String(),
        answerToObjections: orNull(Type.String()),
        appeal: Type.Object(
          {
            body: LocalizedText,
            term: LocalizedText,
            way: LocalizedText,
            court: LocalizedText,
            ...cited,
          },
          { title: 'AppealRoute', description: 'Where, until when and how the refusal can be appealed' },
        ),
      },
      { title: 'RefusalAct', description: 'The reasoned refusal' },
    ),
    Type.Object(
      { ...heading, result: Type.Literal('terminate'), ...cited },
      { title: 'TerminationAct', description: 'The act that ends the procedure after a withdrawal' },
    ),
  ],
  { title: 'Act', description: 'What the head is shown and signs' },
);

const letterKind = Type.Enum([...letterKinds], { description: 'What it tells of' });

const PostedAt = Type.String({
  ...Instant,
  description:
    'When it was posted to the cabinet: in a sandbox in the application’s own time, in which a manual clock posts at once',
});

const LetterTerm = Type.Object(
  {
    term: Type.Enum([...termNames]),
    text: Type.String(),
    law: Type.String(),
    dueOn: orNull(Day, { description: 'Null where it is counted from receipt of the letter' }),
    at: orNull(Instant, { description: 'The instant, where the letter knows it' }),
  },
  { title: 'LetterTerm' },
);

const common = {
  id: Uuid,
  mediaType: Type.String(),
  at: Type.String({
    ...Instant,
    description:
      'When a file was given, a letter written, the result signed: in a sandbox in the application’s own time',
  }),
  href: Type.String(),
};

export const DocumentEntry = Type.Union(
  [
    Type.Object(
      {
        ...common,
        source: Type.Literal('upload'),
        kind: orNull(Type.String(), { description: 'The kind of document it was attached as' }),
        fileName: Type.String(),
        sizeBytes: Type.Integer(),
        sha256: Digest,
      },
      { title: 'UploadedDocument', description: 'A file that the applicant gave' },
    ),
    Type.Object(
      {
        ...common,
        source: Type.Literal('letter'),
        kind: letterKind,
        title: Type.String({ description: 'In the language asked for; no personal data' }),
        postedAt: PostedAt,
      },
      { title: 'LetterDocument', description: 'A letter to the applicant' },
    ),
    Type.Object(
      { ...common, source: Type.Literal('result'), kind: Type.Literal('result') },
      { title: 'ResultDocument', description: 'The signed result' },
    ),
  ],
  { title: 'DocumentEntry' },
);

export const DocumentList = Type.Object(
  {
    items: Type.Array(DocumentEntry, { description: 'In the order of `at`' }),
    broken: Type.Optional(
      Type.Literal(true, {
        description:
          'The record of the application cannot be read: a result, if there is one, is not among them',
      }),
    ),
  },
  { title: 'DocumentList' },
);

const substitution = orNull(
  Type.Object(
    {
      post: Type.String({ description: 'The post he stood in for' }),
      act: Type.String({ description: 'The order on substitution' }),
    },
    { title: 'Substitution' },
  ),
  { description: 'Set when a substitute signed, as himself, in the place of the head' },
);

const Letter = Type.Object(
  {
    id: Uuid,
    kind: letterKind,
    title: Type.String({ description: 'In the language asked for; no personal data' }),
    text: Type.String({ description: 'What it says, in the language asked for' }),
    law: Type.String({ description: 'The rule of law behind it, in the language asked for' }),
    terms: Type.Array(LetterTerm, {
      description: 'The terms that it speaks of, as they were when it was written',
    }),
    at: Instant,
    postedAt: PostedAt,
    data: Type.Object({}, { additionalProperties: true, description: 'Ids, codes and dates of the fact' }),
    reasons: Type.Optional(orNull(Type.String(), { description: 'Of a notice: why' })),
    hearing: Type.Optional(
      orNull(
        Type.Object(
          { at: Instant, way: Type.Enum(['written', 'in-person', 'video']), place: Type.String() },
          { title: 'AnnouncedHearing' },
        ),
        { description: 'Of a notice: when, how and where the hearing is held' },
      ),
    ),
    substitution: Type.Optional(substitution),
  },
  { title: 'Letter' },
);

const SignedResult = Type.Object(
  {
    id: Uuid,
    kind: Type.Enum([...finalStages]),
    applicationNumber: Type.String(),
    signedAt: Instant,
    late: Type.Boolean(),
    sha256: orNull(Digest),
    substitution,
    content: ActView,
  },
  { title: 'SignedResult' },
);

const File = Type.String({ format: 'binary' });

/** What one document is read as: a letter or the result as JSON, a file as it came. */
export const documentContent = {
  'application/json': { schema: Type.Union([Letter, SignedResult], { title: 'LetterOrResult' }) },
  ...Object.fromEntries(Object.keys(acceptedTypes).map((type) => [type, { schema: File }])),
};
