import type { Citation } from './citation.ts';
import type {
  ApplicationFrame,
  DocumentKind,
  FormField,
  RefusalForm,
  RequiredDocument,
  ResultForm,
  Statement,
} from './forms.ts';
import type { IncompletenessReason, RefusalGround } from './refusals.ts';
import type { PortalStatus, Situation, Stage } from './statuses.ts';
import type { Subtype, SubtypeRule } from './subtypes.ts';
import type { Length, OfficeHours, TermName, TermRule } from './terms.ts';
import type { Language, Text } from './text.ts';

export type { Policy } from './policy.ts';
export type { Situation, Stage } from './statuses.ts';
export type { Subtype } from './subtypes.ts';
export type { TermName } from './terms.ts';
export type { Language, Text } from './text.ts';

/**
 * The Rules as they read between two amendments. An edition is never edited once an application has pinned it:
 * an amendment of the Rules is a new folder beside the old one.
 */
export interface RegulationEdition {
  readonly id: string;
  readonly act: Text;
  readonly source: string;
  /** The languages whose texts are the official ones; the others are translations. */
  readonly officialLanguages: readonly Language[];
  readonly service: Readonly<
    Record<'name' | 'channel' | 'termText' | 'form' | 'fee' | 'dataFromStateSystems', Text>
  >;
  readonly provider: {
    readonly name: Text;
    readonly ministry: Text;
    readonly place: Text;
    readonly contactCentre: readonly string[];
    readonly pages: readonly string[];
    readonly portal: string;
    readonly law: Citation;
  };
  readonly officeHours: OfficeHours;
  readonly terms: Readonly<Record<TermName, TermRule>>;
  readonly lengths: Readonly<Record<'oralHearingAfterRequest' | 'recordAfterObjection', Length>> &
    Readonly<Record<string, Length>>;
  readonly reminders: { readonly softGate: Length; readonly receiptAlarm: Length };
  readonly subtypes: Readonly<Record<Subtype, SubtypeRule>>;
  readonly applicationForms: Readonly<Record<Subtype, readonly FormField[]>>;
  readonly applicationFrame: Readonly<Record<string, Text>>;
  readonly applicationFrames: Readonly<Record<Subtype, ApplicationFrame>>;
  readonly statements: readonly Statement[];
  readonly documentKinds: readonly DocumentKind[];
  readonly requiredDocuments: Readonly<Record<Subtype, readonly RequiredDocument[]>>;
  readonly refusalGrounds: readonly RefusalGround[];
  readonly incompletenessReasons: readonly IncompletenessReason[];
  readonly resultForms: Readonly<Record<Subtype, ResultForm>>;
  readonly refusalForm: RefusalForm;
  readonly stageStatuses: Readonly<Record<Stage, PortalStatus>>;
  readonly situationStatuses: Readonly<Record<Situation, PortalStatus>>;
  readonly appeal: {
    readonly months: number;
    readonly monthsIfUnannounced: number;
    readonly law: Citation;
  } & Readonly<Record<'body' | 'term' | 'way' | 'court', Text>>;
}
