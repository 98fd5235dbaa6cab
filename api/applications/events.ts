import { Type } from 'typebox';
import type { AuditEvent, Prisma } from '../../prisma/generated/client.ts';
import type { ApplicationEvent, EventType } from '../../workflows/application/events.ts';
import { dataForPortal, houseTerms, untoldEvents } from '../../workflows/application/portal-view.ts';
import type { Reader } from '../access/actors.ts';
import type { ApiDeps } from '../deps.ts';
import { readCursor, writeCursor } from './cursor.ts';

/** Operators watch the procedure: drafts and refused commands are of the matter itself. */
const untoldToOperators: readonly EventType[] = [
  'command-refused',
  'draft-handed-over',
  'draft-returned',
  'draft-voided',
];

export const EventsQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 100 })),
    cursor: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
);

export const EventsPage = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        seq: Type.Integer(),
        version: Type.Integer(),
        type: Type.String(),
        at: Type.String({ format: 'date-time' }),
        actor: Type.Unknown({ description: 'Role and account; null for what time alone brought' }),
        data: Type.Object({}, { additionalProperties: true }),
        commandId: Type.Union([Type.String(), Type.Null()]),
        texts: Type.Optional(Type.Unknown({ description: 'The request behind it, for officers' })),
      }),
    ),
    next: Type.Union([Type.String(), Type.Null()]),
  },
  { title: 'Events', description: '`next` is the cursor of the next page, or null.' },
);

/** One page of an application's trail, oldest first, as its reader may know it. */
export async function readEvents(
  { db }: Pick<ApiDeps, 'db'>,
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
  const last = page.at(-1);
  return {
    items: page.map((row) => presentEvent(row, officer, texts)),
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
    commands.map(({ id, body }) => {
      // The act is shown at /draft and among the documents.
      const { act: _act, ...request } = body as Record<string, unknown>;
      return [id, request];
    }),
  );
}

function presentEvent(row: AuditEvent, officer: boolean, texts: ReadonlyMap<string, unknown>) {
  const { seq, version, type, at, commandId } = row;
  const actor = row.actor as { readonly role: string; readonly staff?: string } | null;
  const data = row.data as ApplicationEvent['data'];
  const text = commandId === null ? undefined : texts.get(commandId);
  return {
    seq,
    version,
    type,
    at: at.toISOString(),
    actor: actor && { role: actor.role, ...(officer && actor.staff ? { staff: actor.staff } : {}) },
    data: officer ? data : dataForPortal(data),
    commandId: officer || actor?.role === 'portal' ? commandId : null,
    ...(text === undefined ? {} : { texts: text }),
  };
}
