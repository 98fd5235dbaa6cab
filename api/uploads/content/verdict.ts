import type { Activity } from '../../http/file-activities.ts';
import type { AcceptedType } from '../file-types.ts';

/**
 * What a file is by its content, or why it is not taken: a problem's code. `type` is what people call its kind, such as PDF. A cut file
 * has no end, a damaged one cannot be opened, a protected one asks for a password, and one too complex was not judged to the end.
 */
export type Verdict =
  | { readonly mediaType: AcceptedType }
  | { readonly code: 'file-type-refused' | 'file-too-complex' }
  | { readonly code: 'file-cut' | 'file-damaged' | 'file-protected'; readonly type: string }
  | { readonly code: 'file-active-content'; readonly type: string; readonly found: readonly Activity[] };
