import { Prisma, type Application, type PrismaClient } from '../../prisma/generated/client.ts';
import { isOpen } from '../../prisma/open-applications.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import type { Stage } from '../../regulation/statuses.ts';
import type { TermName } from '../../regulation/terms.ts';
import { applicationTime, type Clock } from '../../workflows/application/clock.ts';
import { deadlineOf, type Deadline } from '../../workflows/application/deadlines.ts';
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
  /** Officers' terms that have passed undone by now, the oldest first. */
  readonly late: readonly AgendaEntry[];
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

type OpenRow = Pick<Application, 'id' | 'number' | 'executorId' | 'sandbox' | 'clock' | 'state'>;

/** The agenda of a day over the open applications of a unit, or of all when `unit` is null. */
export async function readAgenda(
  db: PrismaClient,
  { on, unit, now }: { readonly on: PlainDate; readonly unit: string | null; readonly now: Instant },
): Promise<Agenda> {
  const rows = await db.$queryRaw<OpenRow[]>`
    SELECT id, number, executor_id AS "executorId", sandbox, clock, state FROM applications
    WHERE ${isOpen} AND ${unit === null ? Prisma.sql`true` : Prisma.sql`unit = ${unit}`}
      AND (sandbox OR jsonb_path_exists(state, ${mayBeListed}::jsonpath, jsonb_build_object('on', ${on}::text, 'now', ${now}::text)))
    ORDER BY number`;
  const due: AgendaEntry[] = [];
  const late: AgendaEntry[] = [];
  for (const { id, number, executorId: executor, sandbox, clock, state: json } of rows) {
    // Both were written by the workflow from these very types.
    const state = json as unknown as ApplicationState;
    const at = applicationTime(clock as unknown as Clock, now);
    const entry = { id, number, stage: state.stage, executor, sandbox };
    for (const deadline of state.deadlines) {
      if (deadline.status === 'open' && deadline.on === on) due.push({ ...entry, deadline });
      if (isLate(deadline, state, at)) late.push({ ...entry, deadline });
    }
  }
  return { due: inTime(due), late: inTime(late) };
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

function inTime(entries: readonly AgendaEntry[]): readonly AgendaEntry[] {
  return entries.toSorted((a, b) =>
    a.deadline.at < b.deadline.at ? -1 : Number(a.deadline.at > b.deadline.at),
  );
}
