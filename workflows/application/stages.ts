import type { CommandName } from './commands.ts';
import { stages } from '../../regulation/statuses.ts';
import type { Stage } from '../../regulation/statuses.ts';

/** The stages in which the procedure is over. */
export const finalStages = ['issued', 'refused', 'terminated'] as const satisfies readonly Stage[];
export type FinalStage = (typeof finalStages)[number];

/** Whether the procedure is over. */
export function isFinal(stage: Stage): stage is FinalStage {
  return (finalStages as readonly Stage[]).includes(stage);
}

/** The stages in which the procedure is under way and somebody may act. */
export const openStages: readonly Stage[] = stages.filter((stage) => !isFinal(stage));

/** The commands that lead into a stage; only time leads into the first two. */
export const leadsInto: Readonly<Record<Stage, readonly CommandName[]>> = {
  received: [],
  registered: [],
  'completeness-check': ['appoint-executor', 'return-preliminary-refusal'],
  'conformity-check': ['record-completeness', 'return-preliminary-refusal', 'return-draft'],
  'preliminary-refusal': ['record-completeness', 'record-conformity'],
  hearing: ['approve-preliminary-refusal'],
  drafting: ['record-conformity', 'record-hearing', 'return-draft'],
  signing: ['draft-result', 'withdraw'],
  issued: ['sign-decision'],
  refused: ['sign-decision'],
  terminated: ['sign-decision'],
};

/** The parameters of a text about a wrong stage: the needed stages and the commands that lead there, separated by commas. */
export function stagesNeeded(...needed: readonly Stage[]): {
  readonly needed: string;
  readonly leads: string;
} {
  const leads = new Set(needed.flatMap((stage) => leadsInto[stage]));
  return { needed: needed.join(', '), leads: [...leads].join(', ') || 'registration' };
}

/** The same for the applicant's commands: only the notice opens the hearing to the applicant, whatever officers do before it. */
export const noticeNeeded = { needed: 'hearing', leads: 'post-notice' } as const;
