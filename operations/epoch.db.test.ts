import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CloudEvent } from '../delivery/cloud-event.ts';
import { publishEvents } from '../delivery/publishing.ts';
import { openApiWorld, type ApiWorld } from '../test/api-world.ts';
import { compareWithMark, noteReconciled, readEpochAlarms, type Mark } from './epoch.ts';

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

  expect(await readEpochAlarms(world.db)).toMatchObject([{ code: 'record-set-back' }]);
  await noteReconciled(world.db);
  expect(await readEpochAlarms(world.db)).toEqual([]);
});

test('after a start of PostgreSQL nothing is numbered until the record was compared with its note', async () => {
  await world.db.$executeRaw`UPDATE record_guard SET checked_start = checked_start - interval '1 hour'`;

  const refused = await submit();
  expect(refused.json()).toMatchObject({ status: 503, code: 'temporarily-unavailable' });
  expect(refused.headers['retry-after']).toBeDefined();

  await compareWithMark({ db: world.db, file });
  expect((await submit()).statusCode).toBe(201);
});

test('everything that is asked to compare them may be asked by a role without privileges, as production has it', async () => {
  const [row] = await world.db.$queryRaw<[{ allowed: boolean; functions: number }]>`
    SELECT bool_and(has_function_privilege('public', oid, 'EXECUTE')) AS allowed, count(*)::int AS functions
    FROM pg_proc WHERE proname IN ('pg_control_system', 'pg_control_checkpoint', 'pg_current_wal_flush_lsn',
      'pg_postmaster_start_time')`;

  expect(row).toEqual({ allowed: true, functions: 4 });
});
