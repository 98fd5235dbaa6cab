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

/** By which commands a stage is left, and where they lead; from the first one time alone leads on. A withdrawal has a way of its own. */
const waysFrom: Readonly<Record<Stage, Readonly<Partial<Record<CommandName, readonly Stage[]>>>>> = {
  received: {},
  registered: { 'appoint-executor': ['completeness-check'] },
  'completeness-check': { 'record-completeness': ['conformity-check', 'preliminary-refusal'] },
  'conformity-check': { 'record-conformity': ['preliminary-refusal', 'drafting'] },
  'preliminary-refusal': {
    'approve-preliminary-refusal': ['hearing'],
    'return-preliminary-refusal': ['completeness-check', 'conformity-check'],
  },
  hearing: { 'record-hearing': ['conformity-check', 'drafting'], 'draft-result': ['signing'] },
  drafting: { 'record-conformity': ['preliminary-refusal'], 'draft-result': ['signing'] },
  signing: {
    'return-draft': ['conformity-check', 'hearing', 'drafting'],
    'sign-decision': ['issued', 'refused', 'terminated'],
  },
  issued: {},
  refused: {},
  terminated: {},
};

/**
 * The parameters of a text about a wrong stage, separated by commas: the needed stages, and the commands of the present stage
 * that lead there by the shortest way; `nothing` when the needed stage is past.
 */
export function stagesNeeded(
  present: Stage,
  ...needed: readonly Stage[]
): { readonly needed: string; readonly leads: string } {
  return { needed: needed.join(', '), leads: leadsFrom(present, needed).join(', ') };
}

function leadsFrom(present: Stage, needed: readonly Stage[]): readonly string[] {
  if (present === 'received') return ['registration'];
  let ways = Object.entries(waysFrom[present]);
  for (const _step of stages) {
    const leading = ways.filter(([, reached]) => reached.some((stage) => needed.includes(stage)));
    if (leading.length > 0) return leading.map(([name]) => name);
    ways = ways.map(([name, reached]) => [name, [...new Set(reached.flatMap(onFrom))]]);
  }
  return ['nothing'];
}

/** Only what was proposed on completeness goes back to that check: no longer way leads there. */
function onFrom(stage: Stage): readonly Stage[] {
  const reached = new Set(Object.values(waysFrom[stage]).flat());
  return [...reached].filter((each) => each !== 'completeness-check');
}

/** The same for the applicant's commands: only the notice opens the hearing to the applicant, whatever officers do before it. */
export const noticeNeeded = { needed: 'hearing', leads: 'post-notice' } as const;
