import type { Instant } from '../../calendars/instant.ts';
import type { HearingOutcome } from '../../regulation/hearing-outcomes.ts';
import type { Party } from '../case/actor.ts';
import type { DraftId, NoticeId, PersonId, StaffId } from '../case/ids.ts';

/** SHA-256 in lower-case hex of a text or file. A history carries only this; the text or file itself stays in PostgreSQL. */
export type Digest = string;

/** Where and when the hearing is proposed to be held (Order 219, clause 7). The place is a text and stays in PostgreSQL. */
export interface HearingPlan {
  readonly at: Instant;
  readonly way: 'written' | 'in-person' | 'video';
}

/** One of the four grounds of refusal, with the fields and documents it rests on. */
export interface GroundFound {
  readonly ground: string;
  readonly fields: readonly string[];
  readonly documents: readonly string[];
}

/**
 * One request to change an application, as the procedure sees it: ids, codes, dates and digests.
 * The texts that came with it stay in PostgreSQL, under the command's id. `proposal` of a negative finding is the digest of
 * the proposal as it will be shown to the head.
 */
export type Command =
  | {
      readonly name: 'appoint-executor';
      readonly staff: StaffId;
      readonly person: PersonId;
      /** The persons who may sign for this unit at that moment, substitutes included, parties not, from the staff register. */
      readonly heads: readonly PersonId[];
      /** Set when the executor to be is a party to this application. */
      readonly party?: Party;
      readonly reason?: Digest;
    }
  | { readonly name: 'record-completeness'; readonly finding: 'complete' }
  | {
      readonly name: 'record-completeness';
      readonly finding: 'incomplete';
      readonly missing: readonly string[];
      readonly reasons: Digest;
      readonly hearing?: HearingPlan;
      readonly proposal?: Digest;
    }
  | {
      readonly name: 'record-conformity';
      readonly finding: 'conforms';
      readonly checklist: readonly string[];
    }
  | {
      readonly name: 'record-conformity';
      readonly finding: 'does-not-conform';
      readonly grounds: readonly GroundFound[];
      readonly reasons: Digest;
      readonly hearing: HearingPlan;
      readonly proposal?: Digest;
    }
  | {
      readonly name: 'record-conformity';
      readonly finding: 'incomplete';
      readonly missing: readonly string[];
      readonly reasons: Digest;
      readonly hearing: HearingPlan;
      readonly proposal?: Digest;
    }
  | {
      readonly name: 'approve-preliminary-refusal';
      /** Digest of the proposal that the head was shown. Old commands lack it. */
      readonly sha256?: Digest;
      readonly hearing?: HearingPlan;
    }
  | { readonly name: 'return-preliminary-refusal'; readonly reasons: Digest }
  | {
      readonly name: 'record-receipt';
      readonly noticeId: NoticeId;
      readonly channel: string;
      /** When the notice was received, by the evidence; not when the evidence was recorded. */
      readonly at: Instant;
      readonly evidence: Digest;
    }
  | { readonly name: 'object'; readonly text: Digest }
  | { readonly name: 'request-oral-hearing' }
  | { readonly name: 'waive-hearing' }
  | { readonly name: 'supply-documents'; readonly documents: readonly string[] }
  | {
      readonly name: 'withdraw';
      /** Digest of the termination act that the withdrawal calls for. */
      readonly termination: Digest;
    }
  | {
      readonly name: 'record-hearing';
      readonly form: 'written' | 'oral';
      readonly outcome: HearingOutcome;
      readonly text: Digest;
      /** Oral hearings only: when it was held. */
      readonly heldAt?: Instant;
    }
  | {
      readonly name: 'draft-result';
      readonly result: 'issue' | 'refuse' | 'terminate';
      /** Grounds of a refusal; each must have been notified. */
      readonly grounds: readonly string[];
      /** Whether the draft answers the applicant's objections. */
      readonly answersObjections: boolean;
      /** Digest of the whole draft as it is shown to the head, who signs exactly this. */
      readonly sha256: Digest;
    }
  | { readonly name: 'return-draft'; readonly to: 'drafting' | 'conformity-check'; readonly reasons: Digest }
  | { readonly name: 'sign-decision'; readonly draftId: DraftId; readonly sha256: Digest };

export type CommandName = Command['name'];
export type CommandOf<Name extends CommandName> = Extract<Command, { name: Name }>;
