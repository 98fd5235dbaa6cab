import type { Citation } from '../../regulation/citation.ts';
import type { ProblemCode } from './table.ts';
import type { FieldFault } from './validation.ts';

/** Where a value at fault was, when it was not the body. */
export type FaultPlace = 'query' | 'header';

export interface ProblemDetails {
  /** Fill the places of the text. Never personal data: they are shown and may be logged. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** Every value at fault, all at once. */
  readonly errors?: readonly (FieldFault & { readonly in?: FaultPlace })[];
  /** Further members of the answer, such as `allowed` and `opensAt`. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** The rule of law that refused; by default what the table of refusals says. */
  readonly law?: Citation | null;
  readonly cause?: unknown;
}

/** An expected refusal at the edge: thrown anywhere in a request, answered by the one error handler. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly params: NonNullable<ProblemDetails['params']>;
  readonly errors: NonNullable<ProblemDetails['errors']>;
  readonly extensions: NonNullable<ProblemDetails['extensions']>;
  readonly law: ProblemDetails['law'];

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code, { cause: details.cause });
    this.name = 'Problem';
    this.code = code;
    this.params = details.params ?? {};
    this.errors = details.errors ?? [];
    this.extensions = details.extensions ?? {};
    this.law = details.law;
  }
}
