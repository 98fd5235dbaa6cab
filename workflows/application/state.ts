import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import type { CommandId, DraftId, NoticeId, PersonId, StaffId } from '../case/ids.ts';
import type { CaseState } from '../case/state.ts';
import type { GroundFound, HearingPlan, Digest } from './commands.ts';
import type { HearingOutcome } from '../../regulation/hearing-outcomes.ts';
import type { TermName } from '../../regulation/terms.ts';
import type { Deadline, DeadlineCause } from './deadlines.ts';
import type { FinalStage } from './stages.ts';
import type { Policy, Stage, Subtype } from '../../regulation/edition.ts';

/** Everything the procedure knows of one application: facts only, no texts, no personal data. */
export interface ApplicationState extends CaseState {
  readonly subtype: Subtype;
  readonly policy: Policy;
  readonly stage: Stage;
  /** When registration takes place: at once during office hours, at 09:00 of `R` otherwise. */
  readonly registersAt: Instant;
  readonly registeredAt: Instant | null;
  /** Persons who approved or signed: they cannot be appointed executor. */
  readonly deciders: readonly PersonId[];
  readonly deadlines: readonly Deadline[];
  /** Terms that end beyond all known days; the calendar edition that knows the end of one will count it. Absent: none. */
  readonly waiting?: readonly WaitingTerm[];
  /** Instants that the timer waits for and that are nobody's deadline. */
  readonly gates: Gates;
  readonly finding: Finding | null;
  /** The notices of a preliminary refusal, oldest first; the last one counts. */
  readonly notices: readonly Notice[];
  readonly hearing: Hearing | null;
  readonly draft: Draft | null;
  readonly withdrawnAt: Instant | null;
  /** The termination act that a withdrawal brought, waiting for the head. */
  readonly termination: { readonly id: CommandId; readonly sha256: Digest } | null;
  /** Set at 18:30 of D8 when there is no result. */
  readonly overdueSince: Instant | null;
  /** Set at the end of D8 when there is no result (APPC art. 91(2)). */
  readonly deemedRefusedAt: Instant | null;
  readonly result: Result | null;
}

/** A term that has begun and cannot be counted yet. */
export interface WaitingTerm {
  readonly term: TermName;
  /** The day it is counted from. */
  readonly anchor: PlainDate;
  readonly cause: DeadlineCause;
}

export interface Gates {
  /** End of D4: a reminder that a refusal must be announced tomorrow at the latest. */
  readonly softGateAt: Instant;
  /** 18:30 of D5: no notice after it, until the term has lapsed. */
  readonly refusalGateAt: Instant;
  /** The end of D8. */
  readonly lapseAt: Instant;
}

export type Check = 'completeness' | 'conformity';

/** The executor's latest result of a check. */
export type Finding =
  | { readonly kind: 'complete' | 'conforms'; readonly check: Check; readonly at: Instant }
  | {
      readonly kind: 'negative';
      readonly check: Check;
      readonly at: Instant;
      /** `direct`: an incomplete package is refused without a hearing, until D2 18:30 (policy `direct-refusal`). */
      readonly route: 'hearing' | 'direct';
      readonly grounds: readonly GroundFound[];
      readonly hearing: HearingPlan | null;
      /** Digest of what the head is shown and approves. Old findings lack it. */
      readonly proposal?: Proposal;
    };
export type NegativeFinding = Extract<Finding, { kind: 'negative' }>;

/** A refusal as it is proposed to the head: the finding that proposes it, and the digest of what it says. */
export interface Proposal {
  readonly id: CommandId;
  readonly sha256: Digest;
}

export interface Notice {
  readonly id: NoticeId;
  readonly approvedAt: Instant;
  readonly grounds: readonly GroundFound[];
  readonly hearing: HearingPlan;
  readonly status: 'approved' | 'sent' | 'void';
  /** The day with evidence that the notice was posted: `N`. */
  readonly sentAt: Instant | null;
  readonly sentOn: PlainDate | null;
  /** The applicant's last objection or request for an oral hearing: the hearing has time until the working day after it. */
  readonly lastSaid?: { readonly at: Instant; readonly how: 'objection' | 'oral-request' };
  /** In facts older than `lastSaid`: when an oral hearing was requested. The oldest facts have this only in the hearing. */
  readonly oralRequestedAt?: Instant;
}

/** The hearing that a sent notice opened. */
export interface Hearing {
  readonly noticeId: NoticeId;
  readonly receivedAt: Instant | null;
  readonly receiptProof: 'evidence' | 'own-act' | null;
  /** The end of the applicant's window: the end of the second working day after receipt. */
  readonly windowEndsAt: Instant | null;
  readonly objectedAt: readonly Instant[];
  readonly oralRequestedAt: Instant | null;
  readonly waivedAt: Instant | null;
  /** Documents were supplied and no record speaks of them yet. */
  readonly unansweredDocuments: boolean;
  /** How often documents were supplied; absent: not yet. */
  readonly supplies?: number;
  readonly record: HearingRecord | null;
  readonly closedAt: Instant | null;
}

export interface HearingRecord {
  readonly form: 'written' | 'oral' | 'none-came' | 'waived';
  readonly outcome: HearingOutcome;
  readonly at: Instant;
}

/** What the head has to sign, or will be handed. */
export interface Draft {
  readonly id: DraftId;
  readonly result: 'issue' | 'refuse' | 'terminate';
  readonly at: Instant;
  readonly sha256: Digest;
  readonly grounds: readonly string[];
  /** The draft was handed over after D8 18:30: the result says that it is late. */
  readonly late: boolean;
}

export interface Result {
  readonly kind: FinalStage;
  readonly draftId: DraftId;
  /** The digest of the draft that was signed. */
  readonly sha256: Digest;
  readonly signedAt: Instant;
  readonly signedBy: StaffId;
  readonly late: boolean;
}

/** The current notice: the last one, unless it was voided. */
export function currentNotice(state: ApplicationState): Notice | null {
  const last = state.notices.at(-1);
  return last && last.status !== 'void' ? last : null;
}

/** The latest finding when it is negative. */
export function negativeFinding(state: ApplicationState): NegativeFinding | null {
  return state.finding?.kind === 'negative' ? state.finding : null;
}
