import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CloudEvent } from '../delivery/cloud-event.ts';
import { publishEvents } from '../delivery/publishing.ts';
import { openApiWorld, type ApiWorld } from '../test/api-world.ts';
import { compareWithMark, noteReconciled, readEpochAlarms } from './epoch.ts';
import type { Mark } from './record-note.ts';

interface Changes {
  readonly items: readonly CloudEvent[];
  readonly next: string;
}

let world: ApiWorld;
let folder: string;
let file: string;
beforeAll(async () => {
  world = await openApiWorld();
  folder = await mkdtemp(join(tmpdir(), 'otinish-mark-'));
  file = join(folder, 'record-mark.json');
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await world.close();
});

const submit = async () =>
  world.call('portal-1', 'POST', '/v1/applications', { body: await world.submission('portal-1') });
const changes = (after?: string) =>
  world.call('portal-1', 'GET', `/v1/changes${after === undefined ? '' : `?after=${after}`}`);
const publish = async (): Promise<void> => {
  while ((await publishEvents(world.db)) > 0);
};
const note = async () => JSON.parse(await readFile(file, 'utf8')) as Mark;
/** As if it had been: what was compared was another start. */
const startPostgresAgain = async (): Promise<void> => {
  await world.db.$executeRaw`
    UPDATE record_guard SET checked_start = checked_start - interval '1 hour', written_in = pg_current_xact_id()::xid::text`;
};
/** Keeps every row and counter, and gives what puts them back in one transaction, as a restored dump does. */
const copyRecord = async (): Promise<() => Promise<void>> => {
  const { db } = world;
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`;
  await db.$executeRaw`CREATE SCHEMA copy`;
  for (const { name } of tables)
    await db.$executeRawUnsafe(`CREATE TABLE copy."${name}" AS TABLE public."${name}"`);
  const [counter] = await db.$queryRaw<
    [{ number: bigint }]
  >`SELECT last_value AS number FROM application_numbers`;
  return () =>
    db.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
      for (const { name } of tables) {
        await tx.$executeRawUnsafe(`DELETE FROM public."${name}"`);
        await tx.$executeRawUnsafe(`INSERT INTO public."${name}" SELECT * FROM copy."${name}"`);
      }
      await tx.$queryRaw`SELECT setval('application_numbers', ${counter.number}::bigint)::text`;
    });
};

test('a record that is behind its note gives no number, place or sequence again, and a lost cursor says what happened', async () => {
  await submit();
  await publish();
  expect(await compareWithMark({ db: world.db, file })).toBeNull();
  const kept = (await changes()).json<Changes>();
  // What a copy of before would not know: a position further, and seven applications.
  const reached = await note();
  const position = String(Number(reached.position) + 1);
  await writeFile(file, JSON.stringify({ ...reached, position, number: '8' }));
  const lost = Buffer.from(JSON.stringify(['changes', position])).toString('base64url');

  expect(await compareWithMark({ db: world.db, file })).toBe(2);
  expect(await compareWithMark({ db: world.db, file })).toBeNull();

  const refused = await changes(lost);
  expect(refused.json()).toMatchObject({ status: 409, code: 'changes-set-back', next: kept.next });
  const submitted = (await submit()).json<{ number: string }>();
  expect(Number(submitted.number.split('-').at(-1))).toBeGreaterThan(1_008);
  await publish();
  const { items } = (await changes(kept.next)).json<Changes>();
  expect(items.map(({ sequence }) => sequence)).toEqual(['1000001', '1000002']);
  expect((await changes()).json<Changes>().items.slice(0, -2)).toEqual(kept.items);
  // It stays said: whoever comes back later is told the same.
  expect((await changes(lost)).json()).toMatchObject({ code: 'changes-set-back' });

  expect(await readEpochAlarms({ db: world.db, file })).toMatchObject([{ code: 'record-set-back' }]);
  await noteReconciled(world.db);
  expect(await readEpochAlarms({ db: world.db, file })).toEqual([]);
});

test('after a start of PostgreSQL nothing is numbered until the record was compared with its note', async () => {
  await startPostgresAgain();

  const refused = await submit();
  expect(refused.json()).toMatchObject({ status: 503, code: 'temporarily-unavailable' });
  expect(refused.headers['retry-after']).toBeDefined();

  await compareWithMark({ db: world.db, file });
  expect((await submit()).statusCode).toBe(201);
});

test('a record that is put back while PostgreSQL runs gives neither numbers nor positions until it was compared', async () => {
  await publish();
  await compareWithMark({ db: world.db, file });
  const restore = await copyRecord();
  const lost = (await submit()).json<{ number: string }>();
  await publish();
  const told = (await changes()).json<Changes>();
  await compareWithMark({ db: world.db, file });

  await restore();

  expect((await submit()).json()).toMatchObject({ status: 503, code: 'temporarily-unavailable' });
  await world.db.$executeRaw`UPDATE portal_events SET position = NULL, sequence = NULL, published_at = NULL`;
  expect(await publishEvents(world.db)).toBe(0);

  expect(await compareWithMark({ db: world.db, file })).not.toBeNull();
  const { number } = (await submit()).json<{ number: string }>();
  expect(Number(number.split('-').at(-1))).toBeGreaterThan(Number(lost.number.split('-').at(-1)) + 1_000);
  expect((await changes(told.next)).json()).toMatchObject({ code: 'changes-set-back' });
});

test('a copy of the record under the name of the database, as PostgreSQL makes one while it runs, is not sure', async () => {
  await world.db
    .$executeRaw`UPDATE record_guard SET checked_database = checked_database::int8 + 1, written_in = pg_current_xact_id()::xid::text`;

  expect((await submit()).statusCode).toBe(503);

  await compareWithMark({ db: world.db, file });
  expect((await submit()).statusCode).toBe(201);
});

test('a counter that alone is set back gives no number that was seen, whatever the note says', async () => {
  await compareWithMark({ db: world.db, file });
  const { number: seen } = await note();
  await world.db.$queryRaw`SELECT setval('application_numbers', ${String(Number(seen) - 1)}::bigint)::text`;

  expect((await submit()).statusCode).toBe(503);

  await rm(file);
  expect(await compareWithMark({ db: world.db, file })).not.toBeNull();
  const { number } = (await submit()).json<{ number: string }>();
  expect(Number(number.split('-').at(-1))).toBe(Number(seen) + 1_001);
});

test.each([
  ['empty', ''],
  ['cut off', '{"epoch":1,"clus'],
  ['without a count', '{"epoch":1,"cluster":"7/1/5","beat":"1","wal":"1","position":"1"}'],
  ['with a count that is none', '{"epoch":1,"cluster":"7","beat":"x","wal":"1","position":"1","number":"1"}'],
])(
  'a note that is %s is made anew by a record that only went on, and alarms while it may be a copy',
  async (_what, text) => {
    await compareWithMark({ db: world.db, file });
    await noteReconciled(world.db);
    await writeFile(file, text);
    expect(await readEpochAlarms({ db: world.db, file })).toMatchObject([{ code: 'record-note-unreadable' }]);

    expect(await compareWithMark({ db: world.db, file })).toBeNull();

    expect(await readEpochAlarms({ db: world.db, file })).toEqual([]);
    await writeFile(file, text);
    await startPostgresAgain();
    await expect(compareWithMark({ db: world.db, file })).rejects.toThrow(/cannot be read/);
    expect((await submit()).statusCode).toBe(503);
    expect(await readEpochAlarms({ db: world.db, file })).toMatchObject([{ code: 'record-note-unreadable' }]);
    // The remedies of docs/production.md: without the note, or with one written by hand.
    await rm(file);
    expect(await compareWithMark({ db: world.db, file })).toBeNull();
    expect((await submit()).statusCode).toBe(201);
  },
);

test('a note that a person wrote begins a new epoch behind the number that it names', async () => {
  await compareWithMark({ db: world.db, file });
  await startPostgresAgain();
  await writeFile(
    file,
    '{"epoch":1,"cluster":"by hand","beat":"0","wal":"0","position":"0","number":"88000"}',
  );

  expect(await compareWithMark({ db: world.db, file })).not.toBeNull();

  const { number } = (await submit()).json<{ number: string }>();
  expect(number).toMatch(/-089001$/);
});

test('a note is replaced whole, and leaves nothing beside it', async () => {
  await Promise.all([1, 2, 3].map(() => compareWithMark({ db: world.db, file })));

  expect(await readdir(folder)).toEqual(['record-mark.json']);
});

test('everything that is asked to compare them may be asked by a role without privileges, as production has it', async () => {
  const [row] = await world.db.$queryRaw<[{ allowed: boolean; functions: number }]>`
    SELECT bool_and(has_function_privilege('public', oid, 'EXECUTE')) AS allowed, count(*)::int AS functions
    FROM pg_proc WHERE proname IN ('pg_control_system', 'pg_control_checkpoint', 'pg_current_wal_flush_lsn',
      'pg_postmaster_start_time')`;

  expect(row).toEqual({ allowed: true, functions: 4 });
});
