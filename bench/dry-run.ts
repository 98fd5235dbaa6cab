import { amendedCalendar } from './amended-calendar.ts';
import { dryRun } from '../api/calendars/amendments/dry-run.ts';
import { newestEdition } from '../calendars/kz/editions.ts';
import { openCalendarShelf } from '../prisma/calendar-editions.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { at } from '../test/builders.ts';
import {
  completenessCheck,
  conforming,
  conformityCheck,
  documentDrafted,
  hearing,
  notified,
  proposed,
  received,
  registered,
} from '../workflows/application/model/openings.ts';

export interface DryRunFigures {
  readonly applications: number;
  readonly moved: number;
  readonly seconds: number;
  /** Memory of this process before, and the most while it ran. */
  readonly restingMb: number;
  readonly peakMb: number;
}

/** Every stage in which an application is open, on the days of an application registered on 26.11.2026. */
const openings = [
  received,
  registered,
  completenessCheck,
  conformityCheck,
  proposed,
  hearing,
  notified,
  conforming,
  documentDrafted,
];
const loadedAt = at('2026-12-01 16:00');
const mb = 1_048_576;

/**
 * A dry run over generated open applications, as the API runs it: counts, hash and the first page. A day off on D4 moves
 * nearly all of them, the most work there is. The applications stay in the database; call it on one of its own.
 */
export async function measureDryRun(db: PrismaClient, applications: number): Promise<DryRunFigures> {
  await generate(db, applications);
  const calendars = openCalendarShelf(db);
  const base = newestEdition();
  const rehearsal = { record: amendedCalendar({ '2026-12-02': false }, base), base, loadedAt };
  const restingMb = process.memoryUsage.rss() / mb;
  let peakMb = restingMb;

  const startedMs = performance.now();
  const { counts } = await dryRun({ db, calendars }, rehearsal, () => {
    peakMb = Math.max(peakMb, process.memoryUsage.rss() / mb);
  });
  const seconds = (performance.now() - startedMs) / 1_000;
  return { applications: counts.open, moved: counts.moved, seconds, restingMb, peakMb };
}

async function generate(db: PrismaClient, count: number): Promise<void> {
  const templates = openings.map(({ state }) => state);
  await db.$executeRaw`
    WITH template AS (
      SELECT place - 1 AS place, state FROM jsonb_array_elements(${JSON.stringify(templates)}::jsonb)
        WITH ORDINALITY AS each(state, place)
    ), application AS (
      SELECT n, gen_random_uuid() AS id FROM generate_series(1, ${count}::int) AS n
    )
    INSERT INTO applications (id, number, client_id, unit, subtype, stage, version, received_at, result_due_on,
      result_due_at, executor_id, calendar_edition, regulation_edition, clock, state)
    SELECT id, 'BENCH-' || n, 'portal-1', 'industry-committee', state ->> 'subtype', state ->> 'stage',
      (state -> 'version')::int, (state ->> 'receivedAt')::timestamptz, '2026-12-08', '2026-12-08T13:30:00Z',
      'executor-' || n % 40, state ->> 'calendarEdition', state ->> 'regulationEdition', '{"kind": "real"}',
      jsonb_set(state, '{id}', to_jsonb(id::text))
    FROM application JOIN template ON place = n % ${templates.length}::int`;
  await db.$executeRawUnsafe('ANALYZE applications');
}
