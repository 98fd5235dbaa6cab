import { Type, type Static } from 'typebox';
import type { Application } from '../../prisma/generated/client.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';
import { negativeFinding } from '../../workflows/application/state.ts';
import type { ApiDeps } from '../deps.ts';
import { Instant, orNull, Sha256 } from '../http/value-schemas.ts';
import { GroundOfRefusal, LocalizedText } from './document-schemas.ts';
import { readAct } from './act.ts';
import { stateOf } from './stored.ts';

const Named = { ...LocalizedText, description: 'What it is called' };

/** The refusal that waits for a head, exactly as he approves it. */
export const ProposalView = Type.Object(
  {
    sha256: Type.String({ ...Sha256, description: 'Name it in the approval' }),
    finding: Type.Enum(['incomplete', 'does-not-conform']),
    grounds: Type.Array(
      Type.Object(
        {
          ...GroundOfRefusal.properties,
          fields: Type.Array(
            Type.Object({ no: Type.Integer(), id: Type.String(), caption: Named }, { title: 'LineRestedOn' }),
            { description: 'Lines of the form that it rests on' },
          ),
          documents: Type.Array(Type.Object({ id: Type.String(), name: Named }, { title: 'PaperRestedOn' }), {
            description: 'Papers that it rests on, or that are missing',
          }),
        },
        { title: 'GroundProposed' },
      ),
    ),
    reasons: Type.String({ description: 'As the executor wrote them' }),
    hearing: orNull(
      Type.Object(
        { at: Instant, way: Type.Enum(['written', 'in-person', 'video']), place: Type.String() },
        { title: 'AnnouncedHearing' },
      ),
      { description: 'When, how and where the hearing is proposed; null: the approval says it' },
    ),
    by: orNull(Type.String(), { description: 'Staff id of the executor' }),
    at: Type.String({ ...Instant, description: 'When it was proposed, in the time of the application' }),
  },
  { title: 'Proposal', description: 'What the executor proposes and the head approves' },
);

/** The proposal that lies with the head, or null. It lies there again while receipt of its notice is unproved. */
export async function readProposal(
  deps: Pick<ApiDeps, 'db'>,
  row: Application,
): Promise<Static<typeof ProposalView> | null> {
  const finding = waitingFinding(stateOf(row));
  if (finding?.proposal === undefined) return null;
  const { act, actor } = await readAct(deps, finding.proposal.id);
  // Written by `proposalAct`, which makes exactly this of a finding.
  const { finding: kind, grounds, reasons, hearing } = act as unknown as Static<typeof ProposalView>;
  const by = 'staff' in actor ? actor.staff : null;
  return { sha256: finding.proposal.sha256, finding: kind, grounds, reasons, hearing, by, at: finding.at };
}

function waitingFinding(state: ApplicationState) {
  const served = state.stage === 'hearing' && state.hearing?.receivedAt == null;
  return state.stage === 'preliminary-refusal' || served ? negativeFinding(state) : null;
}
