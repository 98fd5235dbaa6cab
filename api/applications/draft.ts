import type { Application } from '../../prisma/generated/client.ts';
import type { Actor } from '../../workflows/case/actor.ts';
import { BrokenRecord, isJsonObject } from '../../prisma/stored-json.ts';
import type { ApiDeps } from '../deps.ts';
import { Problem } from '../problems/problem.ts';
import { stateOf } from './stored.ts';

/** The act that a command brought: what was shown to the head, and signed. Throws `BrokenRecord` when it is not there. */
export async function readAct({ db }: Pick<ApiDeps, 'db'>, commandId: string) {
  const row = await db.command.findUnique({
    where: { id: commandId },
    select: { body: true, actor: true },
  });
  const act = isJsonObject(row?.body) ? row.body['act'] : undefined;
  if (row === null || !isJsonObject(act) || !isJsonObject(row.actor))
    throw new BrokenRecord({ table: 'commands', id: commandId }, 'the act that it brought is lost');
  return { act, actor: row.actor as unknown as Actor };
}

/** The draft that lies with the head, exactly as he will sign it. Throws `not-found` when there is none. */
export async function readDraft(deps: Pick<ApiDeps, 'db'>, row: Application) {
  const { draft } = stateOf(row);
  if (draft === null) throw new Problem('not-found');
  const { act, actor } = await readAct(deps, draft.id);
  return {
    draftId: draft.id,
    sha256: draft.sha256,
    result: draft.result,
    content: act,
    late: draft.late,
    preparedAt: draft.at,
    // A termination act is prepared by the system when the applicant withdraws.
    preparedBy: 'staff' in actor ? actor.staff : null,
  };
}
