import type { Citation } from './citation.ts';
import type { Text } from './text.ts';
import type { ValueKind } from './values.ts';

/**
 * `required`: must be given. `conditional`: given when `condition` holds, which only the applicant knows.
 * `optional`: asked, but its absence means nothing.
 */
export type Presence = 'required' | 'conditional' | 'optional';

/** One field of an application form. */
export interface FormField {
  readonly no: number;
  /** Property name of the value in the JSON form. */
  readonly id: string;
  readonly kind: ValueKind;
  readonly presence: Presence;
  readonly condition?: Text;
  /** For lists: an empty list is an answer ("there are none"). */
  readonly mayBeEmpty?: true;
  /** Verbatim from the annex. */
  readonly caption: Text;
  /** Where the annex is garbled: how the caption must be read. */
  readonly cleanCaption?: Text;
  /** A refusal cannot rest on this field alone. */
  readonly aloneCarriesNoRefusal?: true;
  readonly law: Citation;
}

/** A kind of document that may be attached. */
export interface DocumentKind {
  /** Value of `kind` of an attached document. */
  readonly id: string;
  readonly name: Text;
  /**
   * `form`: the submitted form itself is this document, a file of it may be attached.
   * `required`: at least one file. `optional`: outside item 8.
   */
  readonly presence: 'form' | 'required' | 'optional';
}

/** A document of item 8 of the List of basic requirements, verbatim for one subtype. */
export interface RequiredDocument {
  readonly no: number;
  readonly id: string;
  readonly text: Text;
  readonly law: Citation;
}

/** One numbered line of a result document. `Field` is the id of an application field. */
export type ResultField<Field extends string = string> = {
  readonly no: number;
  readonly id: string;
  /** Verbatim from the annex: this is what is printed. */
  readonly caption: Text;
  /** Where the annex is garbled: how the caption must be read. */
  readonly cleanCaption?: Text;
  readonly law: Citation;
} & ({ readonly filledFrom: 'provider' } | { readonly filledFrom: 'form'; readonly field: Field });

/** The frame of a printed act. Places: documentNumber, issueDate, signerPosition, signerName. */
export interface ActFrame {
  readonly annex: number;
  readonly letterhead: Text;
  readonly place: Text;
  readonly number: Text;
  readonly date: Text;
  readonly title: Text;
  readonly signerPosition: Text;
  readonly signerName: Text;
}

/** A result document (annexes 3 to 5). */
export interface ResultForm<Field extends string = string> extends ActFrame {
  readonly noteHeading: Text;
  readonly note: Text;
  readonly fields: readonly ResultField<Field>[];
}

/** The reasoned refusal (annex 2). Further places: organisationName, processingKind, incomingNumber, justification. */
export interface RefusalForm extends ActFrame {
  readonly addressee: Text;
  readonly body: Text;
  readonly justification: Text;
  /** How `processingKind` reads for each subtype. */
  readonly processingKind: { readonly inward: Text; readonly outward: Text; readonly domestic: Text };
  /** What the law demands beside the printed form. */
  readonly additions: readonly { readonly id: string; readonly text: Text; readonly law: Citation }[];
}

/** What an application form prints around its fields. */
export interface ApplicationFrame {
  readonly annex: number;
  readonly title: Text;
  readonly request: Text;
}

/** A statement the applicant makes with the application. */
export interface Statement {
  /** Property name in `statements`. */
  readonly id: string;
  readonly text: Text;
  /** `true-only`: nothing can be submitted without it. `yes-or-no`: must be answered; a "no" has legal consequences. */
  readonly answer: 'true-only' | 'yes-or-no';
  readonly law: Citation;
}
