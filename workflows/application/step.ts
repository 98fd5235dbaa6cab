import type { Basis } from '../case/basis.ts';
import type { NoticeId } from '../case/ids.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { ProcedureTypes, Request } from '../case/procedure.ts';
import * as core from '../case/step.ts';
import type { Command } from './commands.ts';
import type { EventType } from './events.ts';
import type { MilestoneKind } from './milestones.ts';
import type { RefusalCode, refusals } from './refusals.ts';
import type { ApplicationState } from './state.ts';

/** What the shared core has to know of this procedure. */
export interface ApplicationTypes extends ProcedureTypes {
  readonly state: ApplicationState;
  readonly command: Command;
  readonly event: EventType;
  readonly refusal: RefusalCode;
  readonly milestone: MilestoneKind;
  readonly effect: PostNotice;
  readonly evidence: NoticePosted;
}

/** The notice of a preliminary refusal has to be posted. */
export interface PostNotice {
  readonly kind: 'post-notice';
  readonly noticeId: NoticeId;
}

/** The notice of a preliminary refusal was posted. */
export interface NoticePosted {
  readonly kind: 'notice-posted';
  readonly noticeId: NoticeId;
  readonly at: Instant;
}

export type Step = core.Step<ApplicationTypes>;
export type Reason = core.Reason<RefusalCode>;

/** How one command is applied, after the rules that need no content have allowed it. */
export type Apply<C extends Command> = (
  state: ApplicationState,
  request: Request<C>,
  basis: Basis,
) => Step | Reason;

export const step = core.stepOf<ApplicationTypes>();
/** The reason with one of the codes in `refusals.ts`. */
export const reason = core.reasonOf<typeof refusals>();
