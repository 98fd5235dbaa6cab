import type { Citation } from './citation.ts';
import type { Text } from './text.ts';

/** The three subtypes of the service, in the order of the Rules. */
export const subtypes = ['inward', 'outward', 'domestic'] as const;

export type Subtype = (typeof subtypes)[number];

/** Whether `value` names a subtype. */
export function isSubtype(value: unknown): value is Subtype {
  return subtypes.some((subtype) => subtype === value);
}

/** What the Rules and the Customs Code say of one subtype. */
export interface SubtypeRule {
  readonly no: number;
  /** Verbatim from the Rules. */
  readonly name: Text;
  /** Where the name in the Rules is garbled: how it must be read. */
  readonly cleanName?: Text;
  /** The customs procedure the document is needed for. */
  readonly procedure: Text;
  /** Number of the application form among the annexes of the List of basic requirements. */
  readonly applicationAnnex: number;
  /** Number of the result form among the annexes of the Rules. */
  readonly resultAnnex: number;
  readonly processingTerm: {
    readonly maxMonths: number;
    /** Whether a longer term is lawful for goods listed by the Eurasian Economic Commission. */
    readonly longerForEecListedGoods: boolean;
    readonly law: Citation;
  };
  readonly law: Citation;
}
