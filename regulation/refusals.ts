import type { Citation } from './citation.ts';
import type { Text } from './text.ts';

/** A ground of item 9 of the List of basic requirements: the closed list for a refusal on the merits. */
export interface RefusalGround {
  readonly no: number;
  readonly id: string;
  /** Verbatim from the Rules. */
  readonly text: Text;
  /** Where the Rules are garbled: how the ground must be read. */
  readonly cleanText?: Text;
  /** `may-be-skipped`: the Code allows a refusal without a hearing; the Rules themselves make no exception. */
  readonly hearing: 'required' | 'may-be-skipped';
  readonly law: Citation;
}

/** A reason of refusal that is not a ground of item 9 and must never be printed as one. */
export interface IncompletenessReason {
  readonly code: string;
  readonly text: Text;
  readonly hearing: 'by-policy' | 'required';
  readonly law: Citation;
}
