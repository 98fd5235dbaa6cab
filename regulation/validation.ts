import type { PlainDate } from '../calendars/plain-date.ts';
import type { RegulationEdition } from './edition.ts';
import { currentRegulationEdition } from './editions.ts';
import type { Subtype } from './subtypes.ts';
import { languages } from './text.ts';
import {
  isObject,
  objectOf,
  optional,
  required,
  textLike,
  textUpTo,
  trueOrFalse,
  wrong,
  type Check,
} from './validation-checks.ts';
import { isEmailAddress } from './person-text.ts';
import { within } from './pointer.ts';
import { fieldCheck, iin } from './validation-values.ts';
import type { FieldError } from './validation-texts.ts';
import { valueLimits } from './values.ts';

/** Where the checked parts stand in a submission; every pointer starts with one of these. */
export const submissionPointers = {
  form: '/form',
  documents: '/documents',
  contact: '/contact',
  language: '/language',
  statements: '/statements',
  representative: '/representative',
} as const;

/**
 * Everything wrong with the form and the attached documents of an application, all at once, under `/form` and
 * `/documents`; empty when it may be received. Values are not trusted. Of a document only `kind` is looked at. Papers issued after
 * `today` are wrong, where it is given.
 *
 * @example validateApplication('outward', { ...form, processingTerm: { months: 25 } }, documents)
 * // [{ pointer: '/form/processingTerm/months', code: 'processing-term-too-long', params: { max: 24 } }]
 */
export function validateApplication(
  subtype: Subtype,
  form: unknown,
  documents: unknown,
  today: PlainDate | null = null,
  edition: RegulationEdition = currentRegulationEdition,
): readonly FieldError[] {
  const properties = edition.applicationForms[subtype].map((field) => {
    const check = fieldCheck(field, edition.subtypes[subtype], today);
    return [field.id, field.presence === 'required' ? required(check) : optional(check)] as const;
  });

  return [
    ...objectOf(Object.fromEntries(properties))(form, submissionPointers.form),
    ...documentErrors(documents, edition),
  ];
}

function documentErrors(documents: unknown, edition: RegulationEdition): readonly FieldError[] {
  const pointer = submissionPointers.documents;
  if (!Array.isArray(documents)) return wrong(pointer, 'wrong-type', { expected: 'array' });
  const max = valueLimits.listItems;
  if (documents.length > max) return wrong(pointer, 'list-too-long', { length: documents.length, max });

  const allowed = edition.documentKinds.map((kind) => kind.id);
  const kinds = documents.map((document: unknown) => (isObject(document) ? document['kind'] : undefined));
  const unknown = kinds.flatMap((kind, index) => {
    const at = within(within(pointer, index), 'kind');
    if (kind === undefined) return wrong(at, 'field-missing', { field: 'kind' });
    return allowed.some((id) => id === kind)
      ? []
      : wrong(at, 'document-kind-unknown', { allowed: allowed.join(', ') });
  });
  const missing = edition.documentKinds
    .filter((kind) => kind.presence === 'required' && !kinds.includes(kind.id))
    .flatMap((kind) => wrong(pointer, 'document-missing', { document: kind.id }));

  return [...unknown, ...missing];
}

/** What comes with the form: how to reach the applicant, in which language, what is stated, who acts for the applicant. */
export interface Envelope {
  readonly contact: unknown;
  readonly language: unknown;
  readonly statements: unknown;
  readonly representative?: unknown;
}

/**
 * Everything wrong with what comes with the form, all at once. The Rules send the hearing notice to the e-mail
 * "named in the application" but their forms have no place for it (clause 7 part 4), hence `contact`.
 */
export function validateEnvelope(
  { contact, language, statements, representative }: Envelope,
  edition: RegulationEdition = currentRegulationEdition,
): readonly FieldError[] {
  const answers = edition.statements.map(
    ({ id, answer }) => [id, required(answer === 'true-only' ? confirmed : trueOrFalse)] as const,
  );

  return [
    ...objectOf({ email: required(email), phone: required(phone) })(contact, submissionPointers.contact),
    ...(languages.some((known) => known === language)
      ? []
      : wrong(submissionPointers.language, 'language-unknown', { allowed: languages.join(', ') })),
    ...objectOf(Object.fromEntries(answers))(statements, submissionPointers.statements),
    ...(representative === undefined ? [] : actsFor(representative, submissionPointers.representative)),
  ];
}

const email: Check = (value, pointer) => {
  if (typeof value !== 'string') return wrong(pointer, 'wrong-type', { expected: 'string' });
  return isEmailAddress(value) ? [] : wrong(pointer, 'email-malformed');
};
const phone = textLike(/^\+\d{10,15}$/, 'phone-malformed');

// APPC 68: a representative acts by an authority; the paper itself is attached as `powerOfAttorney`.
const actsFor = objectOf({
  name: required(textUpTo(valueLimits.nameLength, 'line')),
  iin: required(iin),
  authority: required(textUpTo(valueLimits.nameLength, 'line')),
});

const confirmed: Check = (value, pointer) =>
  value === false ? wrong(pointer, 'statement-refused') : trueOrFalse(value, pointer);
