import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PrismaClient } from '../prisma/client.ts';
import { openStates } from '../test/model/openings.ts';
import type { BenchServers } from './servers.ts';

export interface DryRunFigures {
  readonly applications: number;
  readonly moved: number;
  readonly seconds: number;
  /** Memory of the API's process before, and the most while it ran. */
  readonly restingMb: number;
  readonly peakMb: number;
}

const mb = 1_048_576;
const pageBytes = 4_096;
const lookEveryMs = 25;

/**
 * A dry run over generated open applications, as an editor asks for it over HTTP: counts, hash and the first page. A day off
 * in the middle of their terms moves nearly all of them, the most work there is. The applications stay in the database.
 */
export async function measureDryRun(servers: BenchServers, applications: number): Promise<DryRunFigures> {
  const { deps, apiUrl, tokens, parts } = servers;
  await generate(deps.db, applications);
  const pid = parts['server'] ?? 0;
  // A first answer, and a connection to PostgreSQL: what it needs at rest.
  await fetch(`${apiUrl}/readyz`);
  await sleep(1_000);
  const restingMb = residentMb(pid);
  let peakMb = restingMb;
  const looking = setInterval(() => (peakMb = Math.max(peakMb, residentMb(pid))), lookEveryMs);

  const startedMs = performance.now();
  const { counts } = await preview(apiUrl, tokens['calendar-editor']);
  const seconds = (performance.now() - startedMs) / 1_000;
  clearInterval(looking);
  return { applications: counts.open, moved: counts.moved, seconds, restingMb, peakMb };
}

interface Preview {
  readonly counts: { readonly open: number; readonly moved: number };
}

async function preview(apiUrl: string, token: string): Promise<Preview> {
  const response = await fetch(`${apiUrl}/v1/calendars/kz/amendments/preview`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      act: {
        name: 'Приказ',
        number: '1',
        date: '2026-11-20',
        link: 'https://adilet.zan.kz/rus/docs/V2600000001',
      },
      days: [{ date: '2026-12-04', working: false }],
    }),
  });
  if (!response.ok)
    throw new Error(`the dry run was answered ${String(response.status)}: ${await response.text()}`);
  return (await response.json()) as Preview;
}

/** What the process holds of the machine's memory; 0 elsewhere than on Linux. */
function residentMb(pid: number): number {
  try {
    const [, pages = '0'] = readFileSync(`/proc/${String(pid)}/statm`, 'utf8').split(' ');
    return (Number(pages) * pageBytes) / mb;
  } catch {
    return 0;
  }
}

async function generate(db: PrismaClient, count: number): Promise<void> {
  await db.$executeRaw`
    WITH template AS (
      SELECT place - 1 AS place, state FROM jsonb_array_elements(${JSON.stringify(openStates)}::jsonb)
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
    FROM application JOIN template ON place = n % ${openStates.length}::int`;
  await db.$executeRawUnsafe('ANALYZE applications');
}
