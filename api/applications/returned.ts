import { Type, type Static } from 'typebox';
import type { Application } from '../../prisma/generated/client.ts';
import { isJsonObject } from '../../prisma/stored-json.ts';
import type { Actor } from '../../workflows/case/actor.ts';
import type { EventType } from '../../workflows/application/events.ts';
import type { ApiDeps } from '../deps.ts';
import { Instant, orNull } from '../http/value-schemas.ts';
import { stateOf } from './stored.ts';

/** Why a check or a draft lies with the executor again. */
export const ReturnedView = Type.Object(
  {
    what: Type.Enum(['preliminary-refusal', 'draft'], { description: 'What came back' }),
    reasons: orNull(Type.String(), {
      description: 'As the head wrote them; null when the end of the term brought the draft back',
    }),
    by: orNull(Type.String(), { description: 'Staff id of who returned it; null: the end of the term' }),
    at: Type.String({ ...Instant, description: 'When it came back, in the time of the application' }),
  },
  { title: 'Returned', description: 'What came back to the executor, and why' },
);

const returns = { 'refusal-returned': 'preliminary-refusal', 'draft-returned': 'draft' } as const;
/** What an executor answers a return with. */
const answers = [
  'package-complete',
  'package-incomplete',
  'conformity-confirmed',
  'non-conformity-found',
  'draft-handed-over',
] as const satisfies readonly EventType[];

/** The last return, as long as no new finding and no new draft answers it; else null. */
export async function readReturned(
  { db }: Pick<ApiDeps, 'db'>,
  row: Application,
): Promise<Static<typeof ReturnedView> | null> {
  const { draft, result, withdrawnAt } = stateOf(row);
  if (draft !== null || result !== null || withdrawnAt !== null) return null;
  const last = await db.auditEvent.findFirst({
    where: { applicationId: row.id, type: { in: [...Object.keys(returns), ...answers] } },
    orderBy: { seq: 'desc' },
  });
  if (last === null || !isReturn(last.type)) return null;
  const actor = last.actor as unknown as Actor | null;
  // What time alone brought back has no reasons, whatever command its turn came before.
  const id = actor === null ? null : last.commandId;
  const command = id && (await db.command.findUnique({ where: { id } }));
  const body = command && isJsonObject(command.body) ? command.body : {};
  const reasons = typeof body['reasons'] === 'string' ? body['reasons'] : null;
  return {
    what: returns[last.type],
    reasons,
    by: actor !== null && 'staff' in actor ? actor.staff : null,
    at: last.at.toISOString(),
  };
}

function isReturn(type: string): type is keyof typeof returns {
  return type in returns;
}
