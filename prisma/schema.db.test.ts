import { afterAll, beforeAll, expect, test } from 'vitest';

import { headDeeds } from '../workflows/case/deeds.ts';
import { stages } from '../regulation/statuses.ts';
import { subtypes } from '../regulation/subtypes.ts';
import { createTestDatabase } from '../test/test-database.ts';
import { openDatabase, type PrismaClient } from './client.ts';

let db: PrismaClient;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
});
afterAll(() => db.$disconnect());

test('the database knows the same stages and subtypes as the regulation', async () => {
  expect(await wordsOf('applications_stage_check')).toEqual([...stages]);
  expect(await wordsOf('applications_subtype_check')).toEqual([...subtypes]);
});

test('the database knows the same deeds of a head as the procedure', async () => {
  expect(await wordsOf('delegations_deeds_check')).toEqual([...headDeeds]);
});

test('applications are numbered from one on', async () => {
  const [row] = await db.$queryRaw<[{ next: bigint }]>`SELECT nextval('application_numbers') AS next`;

  expect(row.next).toBe(1n);
});

test('what waits is found by an index of its own', async () => {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT indexname::text AS name FROM pg_indexes WHERE indexdef LIKE '% WHERE %' ORDER BY 1`;

  expect(rows.map(({ name }) => name)).toEqual([
    'agenda_terms_due_idx',
    'agenda_terms_late_idx',
    'agenda_terms_unit_due_idx',
    'agenda_terms_unit_late_idx',
    'agenda_terms_waiting_idx',
    'applications_open_by_executor_idx',
    'applications_open_idx',
    'applications_overdue_idx',
    'applications_sandbox_idx',
    'applications_terms_broken_idx',
    'calendar_amendments_chain_idx',
    'commands_amendments_asleep_idx',
    'commands_unconfirmed_idx',
    'commands_undecided_idx',
    'outbox_letters_waiting_idx',
    'portal_events_unpublished_idx',
    'uploads_unclaimed_idx',
    'webhook_deliveries_due_idx',
    'webhook_deliveries_line_idx',
  ]);
});

async function wordsOf(constraint: string): Promise<readonly string[]> {
  const [row] = await db.$queryRaw<[{ rule: string }]>`
    SELECT pg_get_constraintdef(oid) AS rule FROM pg_constraint WHERE conname = ${constraint}`;
  return [...row.rule.matchAll(/'([^']+)'/g)].map(([, word]) => word ?? '');
}
