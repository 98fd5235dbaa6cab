import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Application, Prisma } from '../../prisma/generated/client.ts';
import { stages } from '../../regulation/statuses.ts';
import { parseUuid } from '../../workflows/core/ids.ts';
import type { ApiDeps } from '../deps.ts';
import { readCursor, writeCursor } from './cursor.ts';

const orders = ['createdAt', 'resultDueAt'] as const;

export const ListQuery = Type.Object(
  {
    stage: Type.Optional(Type.Enum([...stages], { description: 'Only those in this stage' })),
    executor: Type.Optional(Type.String({ maxLength: 64, description: 'Staff id' })),
    dueBefore: Type.Optional(
      Type.String({ format: 'date', description: 'The result is due before this day' }),
    ),
    overdue: Type.Optional(Type.Boolean({ description: 'Only those past their term, or only the others' })),
    order: Type.Optional(
      Type.Enum([...orders], { description: 'createdAt: newest first; resultDueAt: soonest first' }),
    ),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100, default: 50, description: 'How many on a page' }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 300, description: 'From `next` of the page before' })),
  },
  { additionalProperties: false },
);
export type ListFilter = Static<typeof ListQuery>;

/** One page of the applications in a scope, and where the next one begins. The stage is part of the scope: who asks decides. */
export async function listApplications(
  { db }: Pick<ApiDeps, 'db'>,
  scope: Prisma.ApplicationWhereInput,
  filter: Omit<ListFilter, 'stage'>,
): Promise<{ readonly rows: readonly Application[]; readonly next: string | null }> {
  const { order = 'createdAt', limit = 50, cursor } = filter;
  const direction = order === 'createdAt' ? 'desc' : 'asc';
  const rows = await db.application.findMany({
    where: { AND: [scope, conditionOf(filter), cursor === undefined ? {} : after(order, cursor)] },
    orderBy: [{ [order]: direction }, { id: direction }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? writeCursor([order, last[order].toISOString(), last.id]) : null;
  return { rows: page, next };
}

function conditionOf({
  executor,
  dueBefore,
  overdue,
}: Omit<ListFilter, 'stage'>): Prisma.ApplicationWhereInput {
  return {
    ...(executor === undefined ? {} : { executorId: executor }),
    ...(dueBefore === undefined ? {} : { resultDueOn: { lt: new Date(dueBefore) } }),
    ...(overdue === undefined ? {} : { overdue }),
  };
}

function after(order: (typeof orders)[number], cursor: string): Prisma.ApplicationWhereInput {
  const [, key = '', id = ''] = readCursor(
    cursor,
    ([of, at = '', tie = '']) => of === order && !Number.isNaN(Date.parse(at)) && parseUuid(tie) !== null,
  );
  const beyond = order === 'createdAt' ? 'lt' : 'gt';
  return { OR: [{ [order]: { [beyond]: new Date(key) } }, { [order]: new Date(key), id: { [beyond]: id } }] };
}
