import type { ApiDeps } from '../../deps.ts';
import { isOpen } from '../../../prisma/open-applications.ts';

/** How far the open applications have come towards an applied edition. */
export interface Progress {
  readonly open: number;
  readonly brought: number;
  readonly waiting: number;
  readonly asleep: number;
  readonly failed: { readonly applicationId: string; readonly number: string; readonly since: string }[];
}

const shownAtMost = 100;
/** An application takes its amendment within seconds; after this something holds it. */
const patienceSeconds = 60;

/** Counts the open applications above and below an applied edition. */
export async function readProgress({ db }: Pick<ApiDeps, 'db'>, edition: string): Promise<Progress> {
  const [counted] = await db.$queryRaw<{ open: number; waiting: number }[]>`
    SELECT count(*)::int AS open, (count(*) FILTER (WHERE calendar_edition NOT IN (
      SELECT later.edition FROM calendar_amendments this JOIN calendar_amendments later
        ON later.applied_at >= this.applied_at WHERE this.edition = ${edition})))::int AS waiting
    FROM applications WHERE ${isOpen}`;
  const { open, waiting } = counted ?? { open: 0, waiting: 0 };
  // Decided in the records (decision 0026), and not yet taken by their workflows, whose timers wait by the old calendar.
  const [sleeping] = await db.$queryRaw<{ asleep: number }[]>`
    SELECT count(*)::int AS asleep
    FROM commands command JOIN applications application ON application.id = command.application_id
    WHERE command.name = 'amend-calendar' AND command.confirmed_at IS NULL AND command.decided_at IS NOT NULL
      AND command.command ->> 'edition' = ${edition} AND ${isOpen}`;
  const failed = await db.$queryRaw<{ applicationId: string; number: string; since: Date }[]>`
    SELECT application.id::text AS "applicationId", application.number, command.received_at AS since
    FROM commands command JOIN applications application ON application.id = command.application_id
    WHERE command.decided_at IS NULL AND command.name = 'amend-calendar'
      AND command.command ->> 'edition' = ${edition}
      AND command.received_at < clock_timestamp() - make_interval(secs => ${patienceSeconds})
    ORDER BY command.received_at LIMIT ${shownAtMost}`;
  return {
    open,
    brought: open - waiting,
    waiting,
    asleep: sleeping?.asleep ?? 0,
    failed: failed.map((each) => ({ ...each, since: each.since.toISOString() })),
  };
}
