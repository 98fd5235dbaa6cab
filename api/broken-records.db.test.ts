// JSON that somebody changed by hand, or that came back half from a backup: each kind of it is broken by SQL, and everything
// that goes over rows goes on.
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createRecords } from '../activities/records.ts';
import { createReplanning } from '../activities/replanning.ts';
import { sampleApplication } from '../test/sample-records.ts';
import { postLetters } from '../delivery/letters.ts';
import { publishEvents } from '../delivery/publishing.ts';
import { openCalendarShelf } from '../prisma/calendar-editions.ts';
import { BrokenRecord } from '../prisma/stored-json.ts';
import { amendmentsOf, proposalOf } from '../test/amendment-world.ts';
import { openApiWorld, type ApiWorld } from '../test/api-world.ts';
import { createRelay } from './commands/relay.ts';
import { writeCursor } from './http/list-cursor.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: ApiWorld;
let whole: string;
let hurt: string;
const undo: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  world = await openApiWorld();
  whole = await submitted();
  hurt = await submitted();
});
afterEach(async () => {
  for (const back of undo.splice(0).toReversed()) await back();
});
afterAll(() => world.close());

async function submitted(): Promise<string> {
  const body = await world.submission();
  const reply = await world.call('portal-1', 'POST', '/v1/applications', { body });
  expect(reply.statusCode, reply.body).toBe(201);
  return String(reply.headers['location']).split('/').at(-1) ?? '';
}

function relay() {
  const { app, gateway: workflows, ...deps } = world;
  return createRelay({ ...deps, workflows, now: () => new Date(), log: app.log });
}

/** Breaks a column of the second application until the test ends. */
async function breakColumn(column: 'state' | 'clock', json: string): Promise<void> {
  const { state, clock } = await world.db.application.findUniqueOrThrow({ where: { id: hurt } });
  undo.push(() =>
    world.db.application.update({ where: { id: hurt }, data: { state: state ?? {}, clock: clock ?? {} } }),
  );
  const change = `UPDATE applications SET ${column} = ${json} WHERE id = '${hurt}'`;
  await world.db.$executeRawUnsafe(change);
}

interface Shown {
  readonly items: readonly { readonly id: string }[];
  readonly broken?: readonly { readonly id: string; readonly number: string }[];
}

const brokenApplications: readonly (readonly [string, 'state' | 'clock', string])[] = [
  ['a state that is no object', 'state', `'"gone"'`],
  ['a state without terms', 'state', `state - 'deadlines'`],
  ['a term without its instant', 'state', `state #- '{deadlines,1,at}'`],
  ['a stage that nobody knows', 'state', `jsonb_set(state, '{stage}', '"asleep"')`],
  ['no term at all', 'state', `jsonb_set(state, '{deadlines}', '[]')`],
  ['an instant that is none', 'state', `jsonb_set(state, '{receivedAt}', '"yesterday"')`],
  ['a clock of no kind', 'clock', `'{"kind": "sundial"}'`],
  ['a clock that runs by a word', 'clock', `'{"kind": "running", "speed": "fast"}'`],
];

describe.each(brokenApplications)('%s', (_, column, json) => {
  test('is named in lists, the search and the agenda, which show the rest', async () => {
    await breakColumn(column, json);

    for (const [who, method, url, body] of [
      ['portal-1', 'GET', '/v1/applications', undefined],
      ['head-1', 'GET', '/v1/applications?order=resultDueAt', undefined],
      ['portal-1', 'POST', '/v1/applications/search', { applicantId: '281240000015' }],
    ] as const) {
      const reply = await world.call(who, method, url, body && { body });
      expect(reply.statusCode, reply.body).toBe(200);
      if (method === 'POST') continue;
      const { items, broken } = reply.json<Shown>();
      expect(items.map(({ id }) => id)).toEqual([whole]);
      expect(broken?.map(({ id }) => id)).toEqual([hurt]);
    }

    const agenda = await world.call('ops-1', 'GET', '/v1/agenda');
    expect(agenda.statusCode, agenda.body).toBe(200);
  });

  test('is ours to answer for: 500, told to operators, and never the caller’s fault', async () => {
    await breakColumn(column, json);

    const reply = await world.call('portal-1', 'GET', `/v1/applications/${hurt}`);

    expect(reply.statusCode).toBe(500);
    expect(reply.json()).toMatchObject({ code: 'record-broken' });
    expect(await world.broken.look()).toEqual([
      { code: 'record-broken', count: 1, about: [`applications ${hurt}`] },
    ]);
  });

  test('keeps nothing back that has a record of its own: the submission, files and letters, the trail', async () => {
    await breakColumn(column, json);
    await world.db.cabinetLetter.deleteMany({ where: { applicationId: hurt } });
    const letter = await world.db.cabinetLetter.create({
      data: {
        id: crypto.randomUUID(),
        applicationId: hurt,
        clientId: 'portal-1',
        kind: 'registered',
        data: { resultDueOn: '2026-12-18' },
        at: new Date(),
        postedAt: new Date(),
      },
    });
    const path = `/v1/applications/${hurt}`;
    const asked = async (part: string) => world.call('portal-1', 'GET', `${path}/${part}`);

    for (const part of ['submission', 'events', `documents/${letter.id}`])
      expect((await asked(part)).statusCode, part).toBe(200);
    const { items, broken } = (await asked('documents')).json<{
      items: { source: string }[];
      broken?: true;
    }>();
    expect(new Set(items.map(({ source }) => source))).toEqual(new Set(['upload', 'letter']));
    expect(broken).toBe(column === 'state' ? true : undefined);
    const unknown = await asked(`documents/${crypto.randomUUID()}`);
    expect(unknown.json()).toMatchObject({ code: column === 'state' ? 'record-broken' : 'not-found' });
  });

  test('keeps no dry run from counting the others, and is counted itself', async () => {
    await breakColumn(column, json);
    const editors = amendmentsOf(world);

    const reply = await editors.preview(proposalOf({ '2026-12-10': false }));

    expect(reply.statusCode, reply.body).toBe(200);
    const { items, broken, counts } = reply.json<{
      readonly counts: object;
      readonly items: readonly { readonly applicationId: string }[];
      readonly broken?: readonly { readonly id: string }[];
    }>();
    expect(items.map(({ applicationId }) => applicationId)).toEqual([whole]);
    expect(broken?.map(({ id }) => id)).toEqual([hurt]);
    expect(counts).toMatchObject({ open: 2, moved: 1, broken: 1 });
    const csv = await editors.preview(proposalOf({ '2026-12-10': false }), '', {
      headers: { accept: 'text/csv' },
    });
    expect(csv.body).toContain(`${hurt},`);
  });
});

test('an application whose terms cannot be told is on the agenda as broken, and not silently missing', async () => {
  await breakColumn('state', `state - 'deadlines'`);

  const { broken } = (await world.call('ops-1', 'GET', '/v1/agenda')).json<Shown>();

  expect(broken?.map(({ id }) => id)).toEqual([hurt]);
});

test('a clock that runs by a fraction, as was taken once, shows whole milliseconds; a new one is refused', async () => {
  await breakColumn(
    'clock',
    `'{"kind": "running", "startsAt": "2026-12-07T05:00:00.000Z", "from": "2026-11-30T00:00:00.001Z", "speed": 1.37}'`,
  );
  expect((await world.call('portal-1', 'GET', '/v1/applications')).json<Shown>().broken).toBeUndefined();
  expect((await world.call('portal-1', 'GET', `/v1/applications/${hurt}`)).statusCode).toBe(200);

  const body = await world.submission('portal-1', {
    sandboxClock: { startsAt: '2026-12-07T10:00:00+05:00', speed: 1.5 },
  });
  const reply = await world.call('portal-1', 'POST', '/v1/applications', { body });

  expect(reply.statusCode).toBe(400);
  expect(reply.json()).toMatchObject({ errors: [{ pointer: '/sandboxClock/speed' }] });
});

test('a clock that has run to the end of the year 9999 stands still there', async () => {
  await breakColumn(
    'clock',
    `'{"kind": "running", "startsAt": "9999-12-31T00:00:00.000Z", "from": "2026-11-29T00:00:00.000Z", "speed": 3600}'`,
  );
  const reply = await world.call('portal-1', 'GET', `/v1/applications/${hurt}`);

  expect(reply.json()).toMatchObject({ sandbox: { now: '9999-12-31T23:59:59.999Z' } });
});

test.each([
  ['outcome', `'{"kind": "perhaps"}'`],
  ['outcome', `'{"kind": "refused"}'`],
])('a command with a broken %s is told as ours, and keeps no other from its answer', async (column, json) => {
  const { id, outcome } = await world.db.command.findFirstOrThrow({ where: { applicationId: hurt } });
  undo.push(() => world.db.command.update({ where: { id }, data: { outcome: outcome ?? {} } }));
  await world.db.$executeRawUnsafe(`UPDATE commands SET ${column} = ${json} WHERE id = '${id}'`);

  expect((await world.call('portal-1', 'GET', `/v1/commands/${id}`)).statusCode).toBe(500);
  expect(await world.broken.look()).toMatchObject([
    { about: expect.arrayContaining([`commands ${id}`]) as string[] },
  ]);
});

test.each(['command', 'actor'] as const)(
  'the relay passes by a line whose %s is broken, tells it once, and delivers the others',
  async (column) => {
    const line = await submitted();
    const later = await submitted();
    const ids = [line, later];
    const old = new Date(Date.now() - 60_000);
    for (const applicationId of ids) {
      const [{ seq } = { seq: 1 }] = await world.db.command.findMany({ where: { applicationId } });
      await world.db.commandLine.update({ where: { applicationId }, data: { lastSeq: seq + 1 } });
      await world.db.command.create({
        data: {
          id: crypto.randomUUID(),
          applicationId,
          seq: seq + 1,
          name: 'withdraw',
          clientId: 'portal-1',
          idempotencyKey: crypto.randomUUID(),
          bodyHash: '',
          body: {},
          command: { name: 'withdraw' },
          actor: { role: 'portal', client: 'portal-1' },
          receivedAt: old,
          ...(applicationId === line ? { [column]: 'gone' } : {}),
        },
      });
    }

    await world.db.command.updateMany({
      where: { applicationId: { in: ids } },
      data: { receivedAt: old },
    });

    await relay().round();

    const [first, second] = await Promise.all(
      ids.map((applicationId) => world.db.command.findFirst({ where: { applicationId, name: 'withdraw' } })),
    );
    expect(first?.decidedAt).toBeNull();
    expect(second?.decidedAt).not.toBeNull();
    const told = (await world.broken.look()).flatMap(({ about }) => about);
    expect(told).toContain(`commands ${first?.id ?? ''}`);
    // The others of this file are two applications again.
    await world.db.$executeRaw`DELETE FROM commands WHERE id = ${first?.id ?? ''}::uuid`;
    await world.db.application.updateMany({
      where: { id: { in: ids } },
      data: { stage: 'terminated', clientId: 'nobody', unit: 'nowhere' },
    });
  },
);

test('letters are posted and events published beside those whose data is lost, which are told as such', async () => {
  const { db } = world;
  const first = await sampleApplication(db);
  await createRecords({ db }).recordTurn(first.turn);
  await db.$executeRaw`UPDATE outbox_letters SET data = '"gone"'::jsonb WHERE application_id = ${first.id}::uuid`;
  await db.$executeRaw`UPDATE portal_events SET data = '"gone"'::jsonb WHERE application_id = ${first.id}::uuid`;
  undo.push(() =>
    db.application.update({ where: { id: first.id }, data: { clientId: 'nobody', unit: 'nowhere' } }),
  );

  while ((await publishEvents(db)) > 0);
  while ((await postLetters(db, 100)) > 0);
  const reply = await world.call('portal-1', 'GET', '/v1/changes?limit=500');

  expect(await db.outboxLetter.count({ where: { postedAt: null } })).toBe(0);
  const items = reply.json<{ items: { subject: string; broken?: true; data: { stage: string } }[] }>().items;
  const lost = items.filter(({ subject }) => subject === first.id);
  expect(lost.map(({ broken }) => broken)).toEqual(lost.map(() => true));
  expect(lost.every(({ data }) => typeof data.stage === 'string')).toBe(true);
  expect(items.filter(({ subject }) => subject === whole).every(({ broken }) => broken === undefined)).toBe(
    true,
  );
  expect(items.some(({ subject }) => subject === whole)).toBe(true);
});

test('a line of the trail that cannot be read is shown as broken among the others', async () => {
  const { db } = world;
  const { id } = await db.application.findUniqueOrThrow({ where: { id: hurt } });
  await db.$executeRaw`INSERT INTO audit_events (application_id, seq, version, type, at, data)
    VALUES (${id}::uuid, 900, 9, 'withdrawn', now(), '"gone"'::jsonb)`;

  const reply = await world.call('head-1', 'GET', `/v1/applications/${hurt}/events`);

  const { items } = reply.json<{ items: { seq: number; broken?: true }[] }>();
  expect(items.filter(({ broken }) => broken).map(({ seq }) => seq)).toEqual([900]);
  expect(items.length).toBeGreaterThan(1);
});

describe('an edition', () => {
  test('that was proposed and cannot be read is named in the list, and keeps no other from being proposed', async () => {
    const editors = amendmentsOf(world);
    const { edition } = await editors.proposed(proposalOf({ '2026-12-14': false }));
    await world.db
      .$executeRaw`UPDATE calendar_amendments SET record = '[]'::jsonb WHERE edition = ${edition}`;
    await editors.proposed(proposalOf({ '2026-12-15': false }));

    const reply = await world.call('calendar-editor-1', 'GET', '/v1/calendars/kz/amendments');

    const { amendments, broken } = reply.json<{ amendments: object[]; broken?: string[] }>();
    expect(amendments).toHaveLength(1);
    expect(broken).toEqual([edition]);
    await world.db.$executeRaw`DELETE FROM calendar_amendments`;
  });

  test('that is law and cannot be read counts nothing wrong, and lists, agenda and relay go on without counting', async () => {
    const { db } = world;
    const editors = amendmentsOf(world);
    const { edition, hash } = await editors.proposed(proposalOf({ '2026-12-18': false }));
    await db.$executeRaw`UPDATE calendar_amendments SET record = '{}'::jsonb WHERE edition = ${edition}`;
    await db.$executeRaw`UPDATE calendar_amendments SET status = 'applied', dry_run_hash = ${hash},
      approved_by = 'x', approved_by_person = 'y', applied_at = now() WHERE edition = ${edition}`;

    await expect(openCalendarShelf(db).newest()).rejects.toThrow(BrokenRecord);
    for (const url of ['/v1/applications', '/v1/agenda', '/v1/calendars/kz/amendments'])
      expect(
        (await world.call(url.endsWith('amendments') ? 'calendar-editor-1' : 'ops-1', 'GET', url)).statusCode,
      ).toBe(200);
    await relay().round();
    const submission = await world.call('portal-1', 'POST', '/v1/applications', {
      body: await world.submission(),
    });
    expect(submission.statusCode).toBe(500);
    expect((await world.broken.look()).flatMap(({ about }) => about)).toContain(
      `calendar_amendments ${edition}`,
    );
  });
});

test('an application that cannot be read is left to its workflow when a page of others is brought to a new calendar', async () => {
  const fresh = await openApiWorld();
  const path = async () => {
    const reply = await fresh.call('portal-1', 'POST', '/v1/applications', {
      body: await fresh.submission(),
    });
    return String(reply.headers['location']).split('/').at(-1) ?? '';
  };
  const [good, bad] = [await path(), await path()];
  const editors = amendmentsOf(fresh);
  const { edition, hash } = await editors.proposed(proposalOf({ '2026-12-10': false }));
  await fresh.db.$executeRaw`UPDATE applications SET state = '"gone"'::jsonb WHERE id = ${bad}::uuid`;
  expect((await editors.approve(edition, hash)).statusCode).toBe(200);

  const page = await createReplanning(fresh).commitPage({ edition, after: null, limit: 100 });

  const { number } = await fresh.db.application.findUniqueOrThrow({ where: { id: bad } });
  expect(page.applications).toEqual([number]);
  const { calendarEdition } = await fresh.db.application.findUniqueOrThrow({ where: { id: good } });
  expect(calendarEdition).toBe(edition);
  await fresh.close();
});

test('a cursor that leads to a broken row leads past it', async () => {
  await breakColumn('state', `'"gone"'`);
  const { createdAt } = await world.db.application.findUniqueOrThrow({ where: { id: hurt } });
  const after = writeCursor(['createdAt', new Date(createdAt.getTime() + 1).toISOString(), hurt]);

  const first = (await world.call('portal-1', 'GET', `/v1/applications?limit=1&cursor=${after}`)).json<
    Shown & { next: string | null }
  >();
  expect(first).toMatchObject({ items: [], broken: [{ id: hurt }] });
  const second = (await world.call('portal-1', 'GET', first.next ?? '')).json<Shown>();
  expect(second.items.map(({ id }) => id)).toEqual([whole]);
});

test('an account whose person is lost stands apart in the register, and the others are shown', async () => {
  const { personId } = await world.db.staff.findUniqueOrThrow({ where: { id: 'executor-2' } });
  const replaced = (id: string) =>
    world.db.$transaction([
      world.db.$executeRaw`SET LOCAL session_replication_role = replica`,
      world.db.$executeRaw`UPDATE staff SET person_id = ${id} WHERE id = 'executor-2'`,
    ]);
  undo.push(() => replaced(personId));
  await replaced('nobody');

  const listed = (await world.call('admin-1', 'GET', '/v1/staff')).json<{
    staff: { id: string }[];
    broken: unknown;
  }>();
  expect(listed.broken).toEqual([{ id: 'executor-2' }]);
  expect(listed.staff.map(({ id }) => id)).toEqual(expect.arrayContaining(['executor-1', 'head-1']));
  expect((await world.call('admin-1', 'GET', '/v1/staff/executor-2')).statusCode).toBe(500);
  expect(await world.broken.look()).toMatchObject([
    { code: 'record-broken', about: expect.arrayContaining(['staff executor-2']) as unknown },
  ]);
});
