import { Prisma, type Database } from '../../prisma/client.ts';
import { isOpen } from '../../prisma/open-applications.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import type { Stage } from '../../regulation/statuses.ts';
import type { TermName } from '../../regulation/terms.ts';
import type { BrokenRecords } from '../../operations/broken-records.ts';
import { readState } from '../../prisma/stored-json.ts';

/** An open application as the agenda names it. */
export interface AgendaApplication {
  readonly id: string;
  readonly number: string;
  readonly unit: string;
  readonly stage: Stage;
  readonly executor: string | null;
  readonly sandbox: boolean;
}

/** One term of one open application. */
export interface AgendaEntry extends AgendaApplication {
  readonly term: TermName;
  readonly edge: 'due' | 'opens';
  readonly on: PlainDate;
  readonly at: Date;
  readonly status: 'open' | 'missed';
  /** Where it stands in the order of its list: that of time. */
  readonly placeAt: Date;
}

/** A term that has begun and that no edition of the calendar can count yet. */
export interface WaitingEntry extends AgendaApplication {
  readonly term: TermName;
  readonly countedFrom: PlainDate;
}

/** Entries of a list are counted so far: a count must not cost more the later a house is. */
export const countedTo = 10_000;

/** A page of a list, and how many entries stand on all pages. */
export interface AgendaPage<Entry> {
  readonly entries: readonly Entry[];
  /** `countedTo` when there are so many or more. */
  readonly count: number;
  /** Whether more follow this page. */
  readonly more: boolean;
}

export interface Agenda {
  /** What falls due on the day, or opens on it, and is not done. */
  readonly due: AgendaPage<AgendaEntry>;
  /** Officers' terms that have passed undone by now, the oldest first. */
  readonly late: AgendaPage<AgendaEntry>;
  /** Terms that wait for the next edition of the calendar, the first ones by number. */
  readonly waiting: AgendaPage<WaitingEntry>;
  /** Some of the applications whose record cannot be read: what they have due nobody knows. */
  readonly broken: readonly Pick<AgendaApplication, 'id' | 'number'>[];
}

/** What is asked of an agenda. */
export interface AskedOfAgenda {
  readonly on: PlainDate;
  /** All units when null. */
  readonly unit: string | null;
  readonly now: Instant;
  /** On a page of each list, at most so many. */
  readonly limit: number;
  /** Only what is due, or late, after these places. */
  readonly after: Readonly<Record<'due' | 'late', AgendaPlace | null>>;
  readonly records: BrokenRecords;
}

/** The place of an entry among others: their order is that of time, then of numbers and terms. */
export interface AgendaPlace {
  readonly at: string;
  readonly number: string;
  readonly term: string;
}

const mostBroken = 100;

/** The agenda of a day over the open applications of a unit, or of all: from what each turn has written of its terms. */
export async function readAgenda(db: Database, asked: AskedOfAgenda): Promise<Agenda> {
  const { on, now, unit, limit, after, records } = asked;
  const [due, late, waiting, broken] = await Promise.all([
    readList(db, {
      where: Prisma.sql`status = 'open' AND "on" = ${on}::date AND ${ofUnit(unit)}`,
      place: Prisma.sql`at`,
      after: after.due,
      limit,
    }),
    readList(db, {
      where: Prisma.sql`late_from <= ${now}::timestamptz AND ${ofUnit(unit)}`,
      place: Prisma.sql`late_from`,
      after: after.late,
      limit,
    }),
    readWaiting(db, unit, limit),
    readBroken(db, unit, records),
  ]);
  return { due, late, waiting, broken };
}

interface ListQuestion {
  readonly where: Prisma.Sql;
  /** The instant that orders the list. */
  readonly place: Prisma.Sql;
  readonly after: AgendaPlace | null;
  readonly limit: number;
}

async function readList(
  db: Database,
  { where, place, after, limit }: ListQuestion,
): Promise<AgendaPage<AgendaEntry>> {
  const behind =
    after === null
      ? Prisma.sql`true`
      : Prisma.sql`(${place}, number, term) > (${after.at}::timestamptz, ${after.number}, ${after.term})`;
  // The page is cut before its applications are looked at.
  const [rows, [counted]] = await Promise.all([
    db.readRows<AgendaEntry>(Prisma.sql`
      SELECT ${ofApplication}, listed.term, listed.edge, listed."on"::text AS "on", listed.at, listed.status,
        listed.place AS "placeAt"
      FROM (
        SELECT application_id, number, term, edge, "on", at, status, ${place} AS place
        FROM agenda_terms WHERE ${where} AND ${behind} ORDER BY ${place}, number, term LIMIT ${limit + 1}::int
      ) listed JOIN applications application ON application.id = listed.application_id
      ORDER BY listed.place, listed.number, listed.term`),
    count(db, where, place),
  ]);
  return { entries: rows.slice(0, limit), count: counted?.count ?? 0, more: rows.length > limit };
}

async function readWaiting(
  db: Database,
  unit: string | null,
  limit: number,
): Promise<AgendaPage<WaitingEntry>> {
  const where = Prisma.sql`status = 'waiting' AND ${ofUnit(unit)}`;
  const [rows, [counted]] = await Promise.all([
    db.readRows<WaitingEntry>(Prisma.sql`
      SELECT ${ofApplication}, listed.term, listed.counted_from::text AS "countedFrom"
      FROM (SELECT * FROM agenda_terms WHERE ${where} ORDER BY number, term LIMIT ${limit}::int) listed
        JOIN applications application ON application.id = listed.application_id
      ORDER BY listed.number, listed.term`),
    count(db, where, Prisma.sql`number`),
  ]);
  const total = counted?.count ?? 0;
  return { entries: rows, count: total, more: total > rows.length };
}

/** In the order of the index that serves the list, so that it is left as soon as enough are counted. */
function count(db: Database, where: Prisma.Sql, order: Prisma.Sql) {
  return db.readRows<{ count: number }>(Prisma.sql`
    SELECT count(*)::int AS count FROM (
      SELECT FROM agenda_terms WHERE ${where} ORDER BY ${order} LIMIT ${countedTo}::int) AS listed`);
}

const ofApplication = Prisma.sql`application.id::text AS id, application.number, application.unit,
  application.stage, application.executor_id AS executor, application.sandbox`;

function ofUnit(unit: string | null): Prisma.Sql {
  return unit === null ? Prisma.sql`true` : Prisma.sql`unit = ${unit}`;
}

/** Whose terms cannot be told: in the very words of the index of these rows, which is empty while all is well. */
const termsBroken = Prisma.raw(
  `jsonb_typeof(state->'deadlines') IS DISTINCT FROM 'array' OR jsonb_path_exists(state, '$.deadlines[*] ? (${[
    'on',
    'at',
    'edge',
    'status',
  ]
    .map((member) => `!exists(@.${member}) || @.${member}.type() != "string"`)
    .join(' || ')})')`,
);

async function readBroken(
  db: Database,
  unit: string | null,
  records: BrokenRecords,
): Promise<Agenda['broken']> {
  const rows = await db.$queryRaw<{ id: string; number: string; state: unknown }[]>`
    SELECT id::text AS id, number, state FROM applications
    WHERE ${isOpen} AND (${termsBroken}) AND ${ofUnit(unit)} ORDER BY number LIMIT ${mostBroken}::int`;
  for (const { id, state } of rows)
    try {
      readState(id, state);
    } catch (error) {
      records.note(error);
    }
  return rows.map(({ id, number }) => ({ id, number }));
}
