import { BrokenRecord, isJsonObject } from '../../prisma/stored-json.ts';
import type { Actor } from '../../workflows/case/actor.ts';
import type { ApiDeps } from '../deps.ts';

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
