import { tmpdir } from 'node:os';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shippedShelf, type CalendarShelf } from '../../calendars/shelf.ts';
import { openDatabase, type Database } from '../../prisma/client.ts';
import { at } from '../../test/builders.ts';
import { storeBareApplication } from '../../test/bare-application.ts';
import { createTestDatabase } from '../../test/test-database.ts';
import { problems } from '../http/answering.ts';
import type { WorkflowGateway } from '../workflow-client.ts';
import { health } from './health.ts';

let db: Database;
beforeAll(async () => {
  db = openDatabase(await createTestDatabase());
});
afterAll(() => db.$disconnect());

const workflows: WorkflowGateway = {
  reachable: () => Promise.resolve(true),
  submit: () => Promise.reject(new Error('not asked')),
  replan: () => Promise.reject(new Error('not asked')),
  deliver: () => Promise.reject(new Error('not asked')),
  close: () => Promise.resolve(),
};

/** A process that is asked how it is at a time that the test moves. */
async function probed(
  parts: Partial<CalendarShelf & WorkflowGateway> = {},
  space: { readonly freeBytes?: number } = {},
) {
  let now = new Date(at('2026-10-01 09:00'));
  const app = Fastify();
  await app.register(problems);
  await app.register(health, {
    db,
    calendars: { ...shippedShelf(), ...parts },
    workflows: { ...workflows, ...parts },
    now: () => now,
    alarms: () => [],
    config: { filesDir: tmpdir() },
    ...space,
  });
  interface Found {
    readonly calendar: { readonly alarms: readonly { readonly count: number }[] } | null;
  }
  return {
    app,
    ask: async (url = '/readyz') => (await app.inject(url)).json<Found>(),
    pass: (ms: number) => (now = new Date(now.getTime() + ms)),
  };
}

function storeOnProjectedDays(): Promise<void> {
  return storeBareApplication(db, { stage: 'registered', unit: 'committee', resultDueOn: '2027-01-11' });
}

test('a probe counts the applications of an alarm once a minute, not each time it asks', async () => {
  const { ask, pass } = await probed();
  const counted = async () => (await ask()).calendar?.alarms.map(({ count }) => count);

  await storeOnProjectedDays();
  expect(await counted()).toEqual([1]);
  await storeOnProjectedDays();
  pass(59_999);
  expect(await counted()).toEqual([1]);
  pass(1);
  expect(await counted()).toEqual([2]);
});

test('however many ask at once, the service is looked at once', async () => {
  const looked = Promise.withResolvers<boolean>();
  let looks = 0;
  const { app, ask } = await probed({
    reachable: () => {
      looks += 1;
      return looked.promise;
    },
  });
  const urls = ['/readyz', '/v1/readyz', '/readyz', '/v1/readyz'];
  let arrived = 0;
  app.addHook('preHandler', async () => {
    arrived += 1;
    if (arrived === urls.length) setImmediate(() => looked.resolve(true));
  });

  const found = await Promise.all(urls.map(ask));

  expect(found).toMatchObject(urls.map(() => ({ ready: true })));
  expect(looks).toBe(1);
});

test('a count that fails leaves the rest of the answer, and is made again by the next probe', async () => {
  const shelf = shippedShelf();
  let away = true;
  const { ask } = await probed({
    newest: () => (away ? Promise.reject(new Error('away')) : shelf.newest()),
  });

  expect(await ask()).toMatchObject({ ready: true, calendar: null });
  away = false;
  expect(await ask()).toMatchObject({ ready: true, calendar: { edition: 'kz-2026-03-18' } });
});

test('a server whose disk of files is full is not ready, and says why', async () => {
  const { app } = await probed({}, { freeBytes: Number.MAX_SAFE_INTEGER });
  const reply = await app.inject('/readyz');

  expect(reply.json()).toMatchObject({
    status: 503,
    checks: { postgres: { ok: true }, files: { ok: false, detail: 'the disk of files is full' } },
  });
});

test('a PostgreSQL whose clock is a day ahead of every process is not ready, and says so', async () => {
  const { ask } = await probed();
  const dayAhead = { aheadMs: 86_400_000, seenAt: new Date() };
  await db.processClock.create({ data: { process: 'a', kind: 'api', ...dayAhead } });

  const found = await ask();
  await db.processClock.deleteMany();

  expect(found).toMatchObject({
    status: 503,
    checks: { clocks: { ok: false, detail: "PostgreSQL's clock is 86400.0 s ahead of that of the API" } },
    clocks: [{ kind: 'api', aheadMs: 86_400_000 }],
  });
});

test('a PostgreSQL that has no room to write is not ready, says why, and is ready when it has', async () => {
  const { app, pass } = await probed();
  const asked = async () => {
    pass(10_000);
    return (await app.inject('/readyz')).json<Record<string, unknown>>();
  };
  // Injected where PostgreSQL itself would say it: when a table of its own is written.
  await db.$executeRaw`
    CREATE FUNCTION no_room() RETURNS event_trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`;
  await db.$executeRaw`
    CREATE EVENT TRIGGER no_room ON ddl_command_start WHEN TAG IN ('CREATE TABLE AS') EXECUTE FUNCTION no_room()`;

  try {
    expect(await asked()).toMatchObject({
      status: 503,
      checks: { postgres: { ok: false, detail: 'the disk of PostgreSQL is full' }, files: { ok: true } },
    });
  } finally {
    await db.$executeRaw`DROP EVENT TRIGGER no_room`;
  }
  expect(await asked()).toMatchObject({ ready: true, checks: { postgres: { ok: true } } });
});
