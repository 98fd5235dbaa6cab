import { Type } from 'typebox';
import { Prisma, type AuditEvent } from '../../prisma/generated/client.ts';
import { BrokenRecord, isJsonObject } from '../../prisma/stored-json.ts';
import { roles } from '../../workflows/case/actor.ts';
import { events } from '../../workflows/application/events.ts';
import type { ApplicationEvent, EventType } from '../../workflows/application/events.ts';
import { untoldEvents } from '../../workflows/application/portal-facts.ts';
import { dataForPortal, hearingAlarms, houseTerms } from '../../workflows/application/portal-view.ts';
import type { Reader } from '../access/actors.ts';
import type { ApiDeps } from '../deps.ts';
import { readCursor, writeCursor } from '../http/list-cursor.ts';
import { delegationIdOf, ordersOf, type ActingUnder } from '../staff/delegations.ts';
import { orNull, Uuid } from '../http/value-schemas.ts';

/** Operators watch the procedure: drafts and refused commands are of the matter itself. */
const untoldToOperators: readonly EventType[] = [
  'command-refused',
  'draft-handed-over',
  'draft-returned',
  'draft-voided',
];

export const EventsQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100, default: 100, description: 'How many on a page' }),
    ),
    cursor: Type.Optional(Type.String({ maxLength: 100, description: 'From `next` of the page before' })),
  },
  { additionalProperties: false },
);

const datum = Type.Union([
  Type.String(),
  Type.Number(),
  Type.Boolean(),
  Type.Null(),
  Type.Array(Type.String()),
]);

const EventView = Type.Object(
  {
    seq: Type.Integer({ description: 'Its place in the trail' }),
    version: Type.Integer({ description: 'The version that the application then had' }),
    type: Type.Enum(Object.keys(events) as EventType[], { description: 'What happened' }),
    at: Type.String({ format: 'date-time', description: 'The legal instant' }),
    actor: orNull(
      Type.Object(
        {
          role: Type.Enum([...roles, 'calendar'], { description: '`calendar`: a change of the calendar' }),
          staff: Type.Optional(Type.String({ description: 'Staff id; shown to officers' })),
          delegation: Type.Optional(
            Type.Object(
              {
                delegationId: Uuid,
                fromId: Type.String({ description: 'Staff id of the head he stood in for' }),
                act: Type.String({ description: 'The order behind it' }),
              },
              { title: 'EventDelegation', description: 'The substitution he acted under; shown to officers' },
            ),
          ),
        },
        { title: 'EventActor' },
      ),
      { description: 'Who did it; null for what time alone brought' },
    ),
    data: Type.Object({}, { additionalProperties: datum, description: 'Ids, codes and dates of the fact' }),
    commandId: orNull(Uuid, { description: 'The command behind it' }),
    broken: Type.Optional(
      Type.Literal(true, { description: 'The record of this line cannot be read: the rest of it is empty' }),
    ),
    texts: Type.Optional(
      Type.Object(
        {},
        { additionalProperties: true, description: 'The request behind it; shown to officers' },
      ),
    ),
  },
  { title: 'Event', description: 'One line of the trail' },
);

export const EventsPage = Type.Object(
  {
    items: Type.Array(EventView, { description: 'Oldest first' }),
    next: orNull(Type.String(), { description: 'Cursor of the next page; null at the end' }),
  },
  { title: 'EventPage' },
);

/** One page of an application's trail, oldest first, as its reader may know it. */
export async function readEvents(
  { db, broken }: Pick<ApiDeps, 'db' | 'broken'>,
  applicationId: string,
  reader: Reader,
  { limit = 100, cursor }: { readonly limit?: number; readonly cursor?: string },
) {
  const officer = reader === 'officer';
  const [after] = cursor === undefined ? ['0'] : readCursor(cursor, ([seq = '']) => /^\d{1,9}$/.test(seq));
  const rows = await db.auditEvent.findMany({
    where: { AND: [{ applicationId, seq: { gt: Number(after) } }, ...hidden[reader]] },
    orderBy: { seq: 'asc' },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const texts = officer ? await readTexts(db, page) : new Map<string, unknown>();
  const delegations = page.flatMap(({ actor }) => delegationIdOf(actor) ?? []);
  const orders = await ordersOf(db, officer ? delegations : []);
  const last = page.at(-1);
  return {
    items: page.map((row) => {
      try {
        return presentEvent(row, officer, { texts, orders });
      } catch (error) {
        broken.note(error);
        const { seq, version, type, at } = row;
        const rest = { actor: null, data: {}, commandId: null, broken: true as const };
        return { seq, version, type, at: at.toISOString(), ...rest };
      }
    }),
    next: rows.length > limit && last ? writeCursor([String(last.seq)]) : null,
  };
}

/** What a page leaves out, so that it is full all the same: `portalSees`, as PostgreSQL can ask it. */
const hidden: Readonly<Record<Reader, readonly Prisma.AuditEventWhereInput[]>> = {
  officer: [],
  operator: [{ type: { notIn: [...untoldToOperators] } }],
  portal: [
    { type: { notIn: [...untoldEvents] } },
    ...houseTerms.map((term) => ({
      NOT: { type: 'term-missed', data: { path: ['term'], equals: term } },
    })),
    {
      OR: [{ type: { notIn: [...hearingAlarms] } }, { data: { path: ['check'], equals: Prisma.DbNull } }],
    },
  ],
};

async function readTexts(
  db: ApiDeps['db'],
  page: readonly AuditEvent[],
): Promise<ReadonlyMap<string, unknown>> {
  const ids = page.flatMap(({ commandId }) => commandId ?? []);
  const commands = await db.command.findMany({
    where: { id: { in: ids } },
    select: { id: true, body: true },
  });
  return new Map(
    commands.flatMap(({ id, body }): [string, unknown][] => {
      if (!isJsonObject(body)) return [];
      // The act is shown at /draft and among the documents.
      const { act: _act, ...request } = body;
      return [[id, request]];
    }),
  );
}

interface Beside {
  readonly texts: ReadonlyMap<string, unknown>;
  readonly orders: ReadonlyMap<string, ActingUnder>;
}

function presentEvent(row: AuditEvent, officer: boolean, { texts, orders }: Beside) {
  const { seq, version, type, at, commandId } = row;
  const actor = row.actor as { readonly role: string; readonly staff?: string } | null;
  if (!isJsonObject(row.data) || (row.actor !== null && !isJsonObject(row.actor)))
    throw new BrokenRecord(
      { table: 'events', id: `${row.applicationId}/${String(seq)}` },
      'not what we write',
    );
  const data = row.data as ApplicationEvent['data'];
  const text = commandId === null ? undefined : texts.get(commandId);
  const order = orders.get(delegationIdOf(actor) ?? '');
  return {
    seq,
    version,
    type,
    at: at.toISOString(),
    actor: actor && {
      role: actor.role,
      ...(officer && actor.staff ? { staff: actor.staff } : {}),
      ...(order && {
        delegation: { delegationId: order.delegationId, fromId: order.fromId, act: order.act },
      }),
    },
    data: officer ? data : dataForPortal(data),
    commandId: officer || actor?.role === 'portal' ? commandId : null,
    ...(text === undefined ? {} : { texts: text }),
  };
}
