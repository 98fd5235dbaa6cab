import { Type, type Static } from 'typebox';
import type { Application } from '../../prisma/generated/client.ts';
import { isJsonObject } from '../../prisma/stored-json.ts';
import { hearingOutcomeCodes } from '../../regulation/hearing-outcomes.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { Instant, orNull, Sha256, Uuid } from '../http/value-schemas.ts';
import { readAct } from './act.ts';
import { ActView } from './document-schemas.ts';
import { ProposalView } from './proposal.ts';
import { stateOf } from './stored.ts';

const FindingFollowed = Type.Object(
  {
    finding: Type.Enum(['complete', 'conforms', 'incomplete', 'does-not-conform']),
    at: Instant,
    grounds: Type.Array(ProposalView.properties.grounds.items, {
      description: 'With what they rest on; none of a finding that was not negative',
    }),
    reasons: orNull(Type.String(), { description: 'As the executor wrote them' }),
  },
  { title: 'FindingFollowed', description: 'The latest finding of the checks' },
);

const HearingFollowed = Type.Object(
  {
    form: Type.Enum(['written', 'oral', 'none-came', 'waived']),
    outcome: Type.Enum(hearingOutcomeCodes, {
      description: 'What it says of the preliminary refusal, not of the objection',
    }),
    at: Instant,
    summary: orNull(Type.String(), { description: 'Of a written hearing, as the executor wrote it' }),
    minutes: orNull(
      Type.Object(
        { heldAt: Instant, chair: Type.String(), secretary: Type.String(), text: Type.String() },
        { title: 'HearingMinutes' },
      ),
      { description: 'Of an oral hearing' },
    ),
  },
  { title: 'HearingFollowed', description: 'The record of the hearing' },
);

export const DraftView = Type.Object(
  {
    draftId: Type.String({ ...Uuid, description: 'Name it when you sign' }),
    sha256: Type.String({ ...Sha256, description: 'Of `content`: name it when you sign' }),
    result: Type.Enum(['issue', 'refuse', 'terminate']),
    content: ActView,
    follows: Type.Object(
      { finding: orNull(FindingFollowed), hearing: orNull(HearingFollowed) },
      {
        title: 'DraftFollows',
        description:
          'What the draft comes after; no part of what is signed. A document may be issued against a negative finding and a refusal that was upheld: the head decides, and sees it here',
      },
    ),
    late: Type.Boolean({ description: 'Handed over after the term: the result says so' }),
    preparedAt: Instant,
    preparedBy: orNull(Type.String(), { description: 'Staff id; null when the system prepared it' }),
  },
  { title: 'Draft' },
);

/** The draft that lies with the head, exactly as he will sign it, and what it follows. Throws `not-found` when there is none. */
export async function readDraft(
  deps: Pick<ApiDeps, 'db'>,
  row: Application,
): Promise<Static<typeof DraftView>> {
  const state = stateOf(row);
  const { draft } = state;
  if (draft === null) throw new Problem('not-found');
  const [{ act, actor }, finding, hearing] = await Promise.all([
    readAct(deps, draft.id),
    findingFollowed(deps, state),
    hearingFollowed(deps, state),
  ]);
  return {
    draftId: draft.id,
    sha256: draft.sha256,
    result: draft.result,
    // Written by `commands/acts.ts`.
    content: act as unknown as Static<typeof ActView>,
    follows: { finding, hearing },
    late: draft.late,
    preparedAt: draft.at,
    // A termination act is prepared by the system when the applicant withdraws.
    preparedBy: 'staff' in actor ? actor.staff : null,
  };
}

async function findingFollowed(
  deps: Pick<ApiDeps, 'db'>,
  { finding }: ApplicationState,
): Promise<Static<typeof FindingFollowed> | null> {
  if (finding === null) return null;
  const { at } = finding;
  if (finding.kind !== 'negative') return { finding: finding.kind, at, grounds: [], reasons: null };
  // Findings of before proposals had a digest brought no act.
  if (finding.proposal === undefined) return null;
  const { act } = await readAct(deps, finding.proposal.id);
  const { finding: kind, grounds, reasons } = act as unknown as Static<typeof ProposalView>;
  return { finding: kind, at, grounds, reasons };
}

async function hearingFollowed(
  { db }: Pick<ApiDeps, 'db'>,
  { id, hearing }: ApplicationState,
): Promise<Static<typeof HearingFollowed> | null> {
  const record = hearing?.record ?? null;
  if (record === null) return null;
  const { form, outcome, at } = record;
  const written = { form, outcome, at, summary: null, minutes: null };
  if (form === 'none-came' || form === 'waived') return written;
  const recorded = await db.auditEvent.findFirst({
    where: { applicationId: id, type: 'hearing-recorded' },
    orderBy: { seq: 'desc' },
    select: { commandId: true },
  });
  const command = recorded?.commandId && (await db.command.findUnique({ where: { id: recorded.commandId } }));
  if (!command || !isJsonObject(command.body)) return written;
  const { summary = null, minutes = null } = command.body as unknown as Partial<
    Pick<Static<typeof HearingFollowed>, 'summary' | 'minutes'>
  >;
  return { ...written, summary, minutes };
}
