import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Prisma, type Application } from '../../prisma/generated/client.ts';
import { regulationEditions } from '../../regulation/editions.ts';
import { stages } from '../../regulation/statuses.ts';
import { parseUuid } from '../../workflows/case/ids.ts';
import { isOfApplicant, type Share } from '../access/scope.ts';
import type { ApiDeps } from '../deps.ts';
import { applicationColumns } from './columns.ts';
import { shapes } from '../http/value-shapes.ts';
import { isMoment, readCursor, writeCursor } from '../http/list-cursor.ts';

const orders = {
  createdAt: { column: Prisma.raw('created_at'), direction: Prisma.raw('DESC'), beyond: Prisma.raw('<') },
  resultDueAt: { column: Prisma.raw('result_due_at'), direction: Prisma.raw('ASC'), beyond: Prisma.raw('>') },
} as const;
type Order = keyof typeof orders;
const orderNames: Order[] = ['createdAt', 'resultDueAt'];

const longestPage = 100;
/** One more than the longest page tells whether another follows. */
const keysAtMost = Prisma.raw(String(longestPage + 1));

export const ListQuery = Type.Object(
  {
    number: Type.Optional(
      Type.String({
        pattern: shapes.applicationNumber.pattern,
        description: 'The one with this number',
        examples: ['219-2026-000001'],
      }),
    ),
    stage: Type.Optional(Type.Enum([...stages], { description: 'Only those in this stage' })),
    executor: Type.Optional(Type.String({ pattern: shapes.staffId.pattern, description: 'Staff id' })),
    dueBefore: Type.Optional(
      Type.String({ format: 'date', description: 'The result is due before this day' }),
    ),
    overdue: Type.Optional(Type.Boolean({ description: 'Only those past their term, or only the others' })),
    order: Type.Optional(
      Type.Enum(orderNames, { description: 'createdAt: newest first; resultDueAt: soonest first' }),
    ),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: longestPage, default: 50, description: 'How many on a page' }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 300, description: 'From `next` of the page before' })),
  },
  { additionalProperties: false },
);
export type ListFilter = Static<typeof ListQuery>;

/** What is asked of a list beside the scope of who asks, which the stage is part of. */
export type Asked = Omit<ListFilter, 'stage'> & {
  /** Only those submitted for the holder of this IIN or BIN. */
  readonly applicantId?: string;
};

/** One page of the applications in these shares, and where the next one begins. */
export async function listApplications(
  { db }: Pick<ApiDeps, 'db'>,
  shares: readonly Share[],
  asked: Asked,
): Promise<{ readonly rows: readonly Application[]; readonly next: string | null }> {
  const { order = 'createdAt', limit = 50 } = asked;
  const query = pageQuery(shares, asked);
  const rows = query === null ? [] : await db.readRows<Application>(query);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? writeCursor([order, last[order].toISOString(), last.id]) : null;
  return { rows: page, next };
}

/**
 * The question for one page and the row after it, or null when nothing can be on it. First the page's keys, then its rows.
 * Indexes hold the keys by scope, stage and order, so that each stage gives its first keys without looking at the others,
 * however many there are (docs/decisions/0027). The bound of the keys is constant: PostgreSQL then plans once for every page.
 */
export function pageQuery(shares: readonly Share[], asked: Asked): Prisma.Sql | null {
  const { order = 'createdAt', limit = 50 } = asked;
  const { column, direction } = orders[order];
  const filter = filterOf(asked);
  const few = asked.overdue === true || asked.applicantId !== undefined || asked.number !== undefined;
  const keys = shares.flatMap((share) => {
    const condition = Prisma.sql`${share.condition} AND ${filter}`;
    if (share.few || few)
      return Prisma.sql`SELECT id, ${column} AS place FROM applications WHERE ${condition} AND stage = ANY(${share.stages}::text[])`;
    return walksOf(asked).map((walk) => {
      const walked = Prisma.sql`stage = asked.name AND ${condition} AND ${walk}`;
      return Prisma.sql`SELECT first.id, first.place FROM unnest(${share.stages}::text[]) AS asked(name) CROSS JOIN LATERAL (
        SELECT id, ${column} AS place FROM applications WHERE ${walked}
        ORDER BY ${column} ${direction}, id ${direction} LIMIT ${keysAtMost}) AS first`;
    });
  });
  if (keys.length === 0) return null;
  return Prisma.sql`
    SELECT ${applicationColumns} FROM (
      ${Prisma.join(keys, ' UNION ')} ORDER BY place ${direction}, id ${direction} LIMIT ${keysAtMost}) AS page
    JOIN applications ON applications.id = page.id
    ORDER BY page.place ${direction}, page.id ${direction} LIMIT ${limit + 1}`;
}

/** Working days are no fewer days; and a day of the world is one of ours within a day. */
const daysFromReceiptAtLeast = Math.min(...regulationEditions.map(({ terms }) => terms.result.days)) - 1;

/**
 * The parts in which an index is walked, so that none begins far from what is asked. The newest of those due before a day begin
 * a term before that day; those in a time of their own, which may come in long after they are due, have an index.
 */
function walksOf(asked: Asked): readonly Prisma.Sql[] {
  const { order = 'createdAt', dueBefore, cursor } = asked;
  if (order !== 'createdAt' || dueBefore === undefined) return [Prisma.sql`true`];
  const lastMs = Date.parse(dueBefore) - daysFromReceiptAtLeast * 24 * 3_600_000;
  // One bound is enough: a second one that says nothing new makes PostgreSQL expect next to no rows.
  const isBeyond = cursor !== undefined && placeOf(asked, cursor).at.getTime() <= lastMs;
  const bound = isBeyond
    ? Prisma.sql`true`
    : Prisma.sql`created_at < ${dueBefore}::date - ${daysFromReceiptAtLeast}::int`;
  return [Prisma.sql`NOT sandbox AND ${bound}`, Prisma.sql`sandbox`];
}

function filterOf(asked: Asked): Prisma.Sql {
  const { order = 'createdAt', cursor, number, executor, dueBefore, overdue, applicantId } = asked;
  const conditions = [
    ...(number === undefined ? [] : [Prisma.sql`number = ${number}`]),
    ...(executor === undefined ? [] : [Prisma.sql`executor_id = ${executor}`]),
    ...(dueBefore === undefined ? [] : [Prisma.sql`result_due_on < ${dueBefore}::date`]),
    // The instant lies on that day in Astana: this says nothing new, but what the index of this order can end with.
    ...(dueBefore === undefined || order === 'createdAt'
      ? []
      : [Prisma.sql`result_due_at < ${dueBefore}::date + interval '1 day'`]),
    ...(overdue === undefined ? [] : [overdue ? Prisma.sql`overdue` : Prisma.sql`NOT overdue`]),
    ...(applicantId === undefined ? [] : [isOfApplicant(applicantId)]),
    ...(cursor === undefined ? [] : [after(asked, cursor)]),
  ];
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' AND ');
}

function after(asked: Asked, cursor: string): Prisma.Sql {
  const { at, id } = placeOf(asked, cursor);
  const { column, beyond } = orders[asked.order ?? 'createdAt'];
  return Prisma.sql`(${column}, id) ${beyond} (${at}::timestamptz, ${id}::uuid)`;
}

/** The place in an order after which a page begins. Refuses a cursor of another order, or of none. */
function placeOf(
  { order = 'createdAt', applicantId }: Asked,
  cursor: string,
): { readonly at: Date; readonly id: string } {
  const [, at = '', id = ''] = readCursor(
    cursor,
    ([of, place = '', tie = '']) => of === order && isMoment(place) && parseUuid(tie) !== null,
    // Who is searched for stands in a body.
    applicantId === undefined ? 'query' : 'body',
  );
  return { at: new Date(at), id };
}
