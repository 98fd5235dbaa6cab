import type { PrismaClient } from '../prisma/client.ts';
import { issued, openStates, refused, terminated } from '../test/model/openings.ts';
import { agendaTermsOf } from '../workflows/application/agenda-terms.ts';
import type { ApplicationState } from '../workflows/application/state.ts';

/** Of 100 applications: five are open, one in each stage by turns; the others ended some time in five years. */
const ends = [
  ...Array<ApplicationState>(16).fill(issued.state),
  ...Array<ApplicationState>(2).fill(refused.state),
  terminated.state,
];

const batchSize = 50_000;
const usuallyOpenPercent = 5;

/** What an agenda shows of each open state. */
const openTerms = openStates.flatMap((state, place) =>
  agendaTermsOf(state, { kind: 'real' }).map((term) => ({ place, ...term })),
);

/**
 * Stores applications as years would have left them: 20 portals, 40 executors (32 of the unit of the examples, 8 of two
 * others), oldest first, the open ones received within the last 14 days. The facts are those of one application in each stage, as the workflow
 * writes them; the columns that lists ask for have days of their own. Gives the seconds it took.
 */
export async function storeApplications(
  db: PrismaClient,
  count: number,
  report: (sentence: string) => void,
  openPercent: number = usuallyOpenPercent,
): Promise<number> {
  const startedMs = performance.now();
  const closed = Math.floor((count * (100 - openPercent)) / 100);
  await withoutIndexes(db, async () => {
    for (let from = 0; from < count; from += batchSize) {
      await storeBatch(db, { from, to: Math.min(count, from + batchSize), closed, count });
      report(`${String(Math.min(count, from + batchSize))} applications stored`);
    }
  });
  await storeExecutors(db);
  for (const table of ['applications', 'submissions', 'agenda_terms'])
    await db.$executeRawUnsafe(`VACUUM ANALYZE ${table}`);
  return (performance.now() - startedMs) / 1_000;
}

/** Indexes are made in one go afterwards: faster than row by row. */
async function withoutIndexes(db: PrismaClient, work: () => Promise<void>): Promise<void> {
  const indexes = await db.$queryRaw<{ readonly name: string; readonly definition: string }[]>`
    SELECT indexname AS name, indexdef AS definition FROM pg_indexes
    WHERE tablename = 'applications' AND indexdef NOT LIKE 'CREATE UNIQUE%'`;
  for (const { name } of indexes) await db.$executeRawUnsafe(`DROP INDEX "${name}"`);
  await work();
  for (const { definition } of indexes) await db.$executeRawUnsafe(definition);
}

interface Batch {
  /** The first number, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** How many of all are closed. */
  readonly closed: number;
  readonly count: number;
}

async function storeBatch(db: PrismaClient, { from, to, closed, count }: Batch): Promise<void> {
  await db.$executeRaw`
    WITH ended AS (
      SELECT place - 1 AS place, state FROM jsonb_array_elements(${JSON.stringify(ends)}::jsonb)
        WITH ORDINALITY AS each(state, place)
    ), open AS (
      SELECT place - 1 AS place, state FROM jsonb_array_elements(${JSON.stringify(openStates)}::jsonb)
        WITH ORDINALITY AS each(state, place)
    ), numbered AS (
      SELECT n, gen_random_uuid() AS id, hashint4(n) & 1048575 AS h, CASE WHEN n < ${closed}::int
        THEN now() - interval '14 days' - interval '5 years' * (1 - n::float8 / ${closed}::int)
        ELSE now() - interval '14 days' * (1 - (n - ${closed}::int)::float8 / (${count}::int - ${closed}::int)) END AS at
      FROM generate_series(${from}::int, ${to}::int - 1) AS n
    ), placed AS (
      SELECT numbered.*, 'KZ-BENCH-' || lpad(n::text, 7, '0') AS number, 1 + h % 40 AS executor,
        coalesce(ended.state, open.state) AS state, (at::date + 12) AS due
      FROM numbered
      LEFT JOIN ended ON n < ${closed}::int AND ended.place = n % ${ends.length}::int
      LEFT JOIN open ON n >= ${closed}::int AND open.place = n % ${openStates.length}::int
    ), application AS (
      INSERT INTO applications (id, number, client_id, unit, subtype, stage, version, revision, received_at, registered_on,
        result_due_on, result_due_at, next_milestone_at, executor_id, calendar_edition, regulation_edition, clock, state, created_at)
      SELECT id, number, 'portal-' || 1 + h / 40 % 20,
        CASE WHEN executor <= 32 THEN 'industry-committee' ELSE 'unit-' || executor % 2 END, state ->> 'subtype', state ->> 'stage',
        (state -> 'version')::int, (state -> 'version')::int, at, at::date, due, due + time '13:30',
        CASE WHEN n >= ${closed}::int THEN now() + interval '1 day' * (n % 8) END,
        CASE WHEN state -> 'executor' <> 'null' THEN 'executor-' || executor END,
        state ->> 'calendarEdition', state ->> 'regulationEdition', '{"kind": "real"}',
        state || jsonb_build_object('id', id, 'number', number) || CASE WHEN state -> 'executor' = 'null' THEN '{}'
          ELSE jsonb_build_object('executor', (state -> 'executor') || jsonb_build_object('staff', 'executor-' || executor)) END,
        at
      FROM placed ORDER BY n
      RETURNING id, unit, number
    ), submission AS (
      INSERT INTO submissions (application_id, form, contact, statements, language, documents, applicant_id)
      SELECT application.id, jsonb_build_object('applicant', jsonb_build_object('name', 'Applicant ' || placed.h % 50000,
        'bin', lpad((placed.h % 50000)::text, 12, '0'))), '{}', '[]', 'ru', '[]', lpad((placed.h % 50000)::text, 12, '0')
      FROM application JOIN placed USING (id)
    )
    INSERT INTO agenda_terms (application_id, unit, number, term, status, edge, "on", at, late_from)
    SELECT application.id, application.unit, application.number, term.term, term.status, term.edge, term."on" + h % 14 - 7,
      term.at + interval '1 day' * (h % 14 - 7), term."lateFrom" + interval '1 day' * (h % 14 - 7)
    FROM application JOIN placed USING (id), jsonb_to_recordset(${JSON.stringify(openTerms)}::jsonb) AS term(
      place int, term text, status text, edge text, "on" date, at timestamptz, "lateFrom" timestamptz)
    WHERE n >= ${closed}::int AND term.place = n % ${openStates.length}::int`;
}

/** The executors behind the stored applications, each in the unit of all of his. */
async function storeExecutors(db: PrismaClient): Promise<void> {
  await db.$executeRaw`
    WITH executor AS (
      SELECT 'executor-' || n AS id, CASE WHEN n <= 32 THEN 'industry-committee' ELSE 'unit-' || n % 2 END AS unit,
        'bench-' || n AS person, lpad(n::text, 12, '9') AS iin FROM generate_series(1, 40) AS n
    ), person AS (
      INSERT INTO persons (id, iin, name) SELECT person, iin, id FROM executor ON CONFLICT DO NOTHING
      RETURNING id
    )
    INSERT INTO staff (id, person_id, post, roles, unit)
    SELECT executor.id, person.id, 'executor', '{executor}', unit FROM executor JOIN person ON person.id = executor.person
    ON CONFLICT DO NOTHING`;
}
