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
