import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../test/test-database.ts';
import { openDatabase, Prisma, type Database } from './client.ts';

let db: Database;
beforeAll(async () => {
  const url = await createTestDatabase();
  const first = openDatabase(url, { poolSize: 1 });
  // As a server in Astana may well be set up.
  await first.$executeRawUnsafe(
    `ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET timezone = 'Asia/Almaty'`,
  );
  await first.$disconnect();
  db = openDatabase(url);
});
afterAll(() => db.$disconnect());

const noon = new Date('2026-11-26T12:00:00.250Z');
const asked = Prisma.sql`
  SELECT now() AS now, ${noon}::timestamptz = '2026-11-26T17:00:00.250+05:00' AS same, ${noon}::timestamptz AS given,
    '2026-11-26 12:00+00'::timestamptz AS instant, '2026-11-26'::date AS day, '{"a": [1, "ә"]}'::jsonb AS value, 7 AS number,
    NULL AS nothing, true AS truth, ARRAY['a', 'b'] AS words, ${['c', 'd']}::text[] AS passed`;

test('an instant is the same in a question, in an answer and to PostgreSQL, whatever zone PostgreSQL keeps', async () => {
  for (const [row] of [await db.$queryRaw<[Row]>(asked), await db.readRows<Row>(asked)]) {
    expect(Math.abs(Number(row?.now) - Date.now())).toBeLessThan(60_000);
    expect(row).toMatchObject({ same: true, given: noon, instant: new Date('2026-11-26T12:00:00Z') });
  }
});

interface Row {
  readonly now: Date;
}

test('rows read past Prisma are the rows that Prisma reads', async () => {
  const [past] = await db.readRows<Row>(asked);
  const [through] = await db.$queryRaw<[Row]>(asked);

  expect({ ...past, now: null }).toEqual({ ...through, now: null });
  expect(past).toMatchObject({
    day: new Date('2026-11-26T00:00:00Z'),
    value: { a: [1, 'ә'] },
    passed: ['c', 'd'],
  });
});
