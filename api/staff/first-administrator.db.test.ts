import { readFileSync } from 'node:fs';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../prisma/client.ts';
import type { Iin } from '../../regulation/identifiers.ts';
import { createTestDatabase } from '../../test/test-database.ts';
import { findStaff } from '../access/auth-staff.ts';
import { putStaff } from './queries.ts';

const guide = readFileSync(new URL('../../docs/production.md', import.meta.url), 'utf8');

test('the SQL of the guide enters a first administrator, who enters the others', async () => {
  const [, sql = ''] = /<<'SQL'\n(BEGIN;.*?)\nSQL\n/s.exec(guide) ?? [];
  const url = await createTestDatabase();
  const psql = new pg.Client({ connectionString: url });
  await psql.connect();
  await psql.query(sql);
  await psql.end();
  const db = openDatabase(url);
  onTestFinished(() => db.$disconnect());

  const admin = await findStaff(db, 'admin-1', new Date('2026-11-30T09:00:00+05:00'));
  if (admin === null) throw new Error('nobody was entered');
  const { unit, personId } = admin.member;
  const head = { iin: '900615200035' as Iin, name: 'Үлгі Ботагөз', post: 'Басшы', unit, active: true };
  const { created } = await putStaff(db, 'head-1', { ...head, roles: ['head'] }, personId);

  expect(admin).toMatchObject({ roles: ['admin'], member: { unit: 'industry-committee' } });
  expect(created).toBe(true);
});
