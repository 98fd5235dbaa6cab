import { Prisma, type Application, type PrismaClient } from '../../prisma/generated/client.ts';
import { idPages } from '../../prisma/id-pages.ts';
import { isOpen } from '../../prisma/open-applications.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import type { Stage } from '../../regulation/statuses.ts';
import type { TermName } from '../../regulation/terms.ts';
import type { BrokenRecords } from '../../operations/broken-records.ts';
import { readClock, readState } from '../../prisma/stored-json.ts';
import { applicationTime } from '../../workflows/case/clock.ts';
import { deadlineOf } from '../../workflows/case/deadlines.ts';
import { type Deadline } from '../../workflows/application/deadlines.ts';
import type { ApplicationState } from '../../workflows/application/state.ts';

/** One deadline of one open application. */
export interface AgendaEntry {
  readonly id: string;
  readonly number: string;
  readonly stage: Stage;
  readonly executor: string | null;
  readonly sandbox: boolean;
  readonly deadline: Deadline;
}

export interface Agenda {
  /** What falls due on the day, or opens on it, and is not done. */
  readonly due: readonly AgendaEntry[];
  /** Of officers' terms that have passed undone by now, those on this page, the oldest first. */
  readonly late: readonly AgendaEntry[];
  /** How many there are on all pages. */
  readonly lateCount: number;
  /** Whether more follow this page. */
  readonly moreLate: boolean;
  /** Some of the applications whose record cannot be read: what they have due nobody knows. */
  readonly broken: readonly Pick<AgendaEntry, 'id' | 'number'>[];
}

/** What is asked of an agenda. */
export interface AskedOfAgenda {
  readonly on: PlainDate;
  /** All units when null. */
  readonly unit: string | null;
  readonly now: Instant;
  /** Of late terms, at most so many. */
  readonly limit: number;
  /** Only late terms after this place. */
  readonly after: AgendaPlace | null;
  readonly records: BrokenRecords;
}

/** The place of an entry among others: their order is that of time, then of numbers and terms. */
export interface AgendaPlace {
  readonly at: string;
  readonly number: string;
  readonly term: string;
}

/** While an application stands in one of these stages, the act that the term asks for has not been done. */
const undoneIn: Readonly<Partial<Record<TermName, readonly Stage[]>>> = {
  registration: ['received'],
  'completeness-check': ['registered', 'completeness-check'],
  'conformity-check': ['registered', 'completeness-check', 'conformity-check'],
  'preliminary-refusal-notice': ['preliminary-refusal'],
  hearing: ['hearing'],
};

/**
 * Keeps PostgreSQL from giving us every open application to look at: one without such a deadline has nothing on the agenda.
 * Those in sandbox time have another now.
 */
const mayBeListed = `$.deadlines[*] ? ((@.on == $on && @.status == "open")
  || (@.edge == "due" && @.at <= $now && (@.status == "open" || @.status == "missed")))`;

/** Whose terms cannot be told is given to us too: what he has due must not be silently missing. */
const isBroken = ['on', 'at', 'edge', 'status']
  .map((member) => `!exists(@.${member}) || @.${member}.type() != "string"`)
  .join(' || ');
const mostBroken = 100;

type OpenRow = Pick<Application, 'id' | 'number' | 'executorId' | 'sandbox' | 'clock' | 'state'>;

/** Rows read at once: memory holds no more of them, however many are open. */
const rowsAtOnce = 500;

/** The agenda of a day over the open applications of a unit, or of all. Late terms come page by page. */
export async function readAgenda(db: PrismaClient, asked: AskedOfAgenda): Promise<Agenda> {
  const { on, now, limit, after, records } = asked;
  const due: AgendaEntry[] = [];
  const broken: Agenda['broken'][number][] = [];
  let late: AgendaEntry[] = [];
  let lateCount = 0;
  for await (const rows of openRows(db, asked)) {
    for (const row of rows) {
      const { id, number, executorId: executor, sandbox } = row;
      const read = readRow(row, now, records);
      if (read === null) {
        if (broken.length < mostBroken) broken.push({ id, number });
        continue;
      }
      const { state, at } = read;
      const entry = { id, number, stage: state.stage, executor, sandbox };
      for (const deadline of state.deadlines) {
        if (deadline.status === 'open' && deadline.on === on) due.push({ ...entry, deadline });
        if (!isLate(deadline, state, at)) continue;
        lateCount += 1;
        const told = { ...entry, deadline };
        if (after === null || inOrder(placeOf(told), after) > 0) late.push(told);
      }
    }
    late = inTime(late).slice(0, limit + 1);
  }
  return { due: inTime(due), late: late.slice(0, limit), lateCount, moreLate: late.length > limit, broken };
}

/** The facts of a row and its own time, or null when it cannot be read. */
function readRow({ id, state, clock }: OpenRow, now: Instant, records: BrokenRecords) {
  try {
    return { state: readState(id, state), at: applicationTime(readClock(id, clock), now) };
  } catch (error) {
    records.note(error);
    return null;
  }
}

/** Open applications that may have something on the agenda, by the index of open ones. */
function openRows(db: PrismaClient, { on, unit, now }: AskedOfAgenda): AsyncGenerator<readonly OpenRow[]> {
  const ofUnit = unit === null ? Prisma.sql`true` : Prisma.sql`unit = ${unit}`;
  return idPages(
    (after) => db.$queryRaw<OpenRow[]>`
      SELECT application.id::text AS id, number, executor_id AS "executorId", sandbox, clock, state
      FROM applications application
      WHERE ${isOpen} AND application.id > ${after}::uuid AND ${ofUnit}
        AND (sandbox OR jsonb_typeof(state->'deadlines') IS DISTINCT FROM 'array'
          OR jsonb_path_exists(state, ${`$.deadlines[*] ? (${isBroken})`}::jsonpath)
          OR jsonb_path_exists(state, ${mayBeListed}::jsonpath, jsonb_build_object('on', ${on}::text, 'now', ${now}::text)))
      ORDER BY application.id LIMIT ${rowsAtOnce}::int`,
    { size: rowsAtOnce, idOf: ({ id }) => id },
  );
}

/** The place of an entry. */
export function placeOf({ number, deadline: { at, term } }: AgendaEntry): AgendaPlace {
  return { at, number, term };
}

function inOrder(a: AgendaPlace, b: AgendaPlace): number {
  for (const part of ['at', 'number', 'term'] as const)
    if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  return 0;
}

function inTime(entries: readonly AgendaEntry[]): AgendaEntry[] {
  return entries.toSorted((a, b) => inOrder(placeOf(a), placeOf(b)));
}

function isLate(
  deadline: Deadline,
  { deadlines, stage, withdrawnAt }: ApplicationState,
  at: Instant,
): boolean {
  if (deadline.edge === 'opens' || deadline.term === 'objection' || deadline.at > at) return false;
  if (deadline !== deadlineOf(deadlines, deadline.term)) return false;
  if (deadline.status !== 'open' && deadline.status !== 'missed') return false;
  // A withdrawal leaves one thing to do: the termination act, within the term of the result.
  if (deadline.term === 'result') return true;
  return withdrawnAt === null && (undoneIn[deadline.term]?.includes(stage) ?? false);
}
