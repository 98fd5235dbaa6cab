import type { Citation } from '../../regulation/citation.ts';
import type { FillingOf, IfPlaces, PlacesOf, Text, TextParams } from '../../regulation/text.ts';
import type { ProblemCode } from './table.ts';
import type { problemTexts } from './texts.ts';
import type { FieldFault } from './validation.ts';

/** Where a value at fault was, when it was not the body. */
export type FaultPlace = 'path' | 'query' | 'header';

/** A line of an application's form, as the annex has it. */
export interface FormLine {
  readonly no: number;
  readonly caption: Text;
}

export interface ProblemDetails {
  /** Fill the places of the text. Never personal data: they are shown and may be logged. */
  readonly params?: TextParams;
  /** Every value at fault, all at once; `line`: of the form that the value stands in. */
  readonly errors?: readonly (FieldFault & { readonly in?: FaultPlace; readonly line?: FormLine })[];
  /** Further members of the answer, such as `allowed` and `opensAt`. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** The rule of law that refused; by default what the table of refusals says. */
  readonly law?: Citation | null;
  /** Whole seconds after which the same may be taken, for what passes by itself. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** Codes whose texts say the same whatever happened. */
export type PlainProblemCode = {
  readonly [C in ProblemCode]: PlacesOf<(typeof problemTexts)[C]> extends never ? C : never;
}[ProblemCode];

type DetailsOf<T extends Text> = IfPlaces<
  T,
  [details: ProblemDetails & { readonly params: FillingOf<T> }],
  [details?: ProblemDetails]
>;

/**
 * An expected refusal at the edge: thrown anywhere in a request, answered by the one error handler. What its text has
 * places for must be given.
 */
export class Problem<C extends ProblemCode = ProblemCode> extends Error {
  readonly code: C;
  readonly params: NonNullable<ProblemDetails['params']>;
  readonly errors: NonNullable<ProblemDetails['errors']>;
  readonly extensions: NonNullable<ProblemDetails['extensions']>;
  readonly law: ProblemDetails['law'];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: C, ...[details = {}]: DetailsOf<(typeof problemTexts)[C]>) {
    super(code, { cause: details.cause });
    this.name = 'Problem';
    this.code = code;
    this.params = details.params ?? {};
    this.errors = details.errors ?? [];
    this.extensions = details.extensions ?? {};
    this.law = details.law;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
