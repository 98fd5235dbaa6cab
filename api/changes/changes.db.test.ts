import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import type { CloudEvent } from '../../delivery/cloud-event.ts';
import { publishEvents } from '../../delivery/publishing.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

interface Changes {
  readonly items: readonly (CloudEvent & { readonly cursor: string })[];
  readonly next: string;
}

let world: ApiWorld;
let portal: string;
let portals = 0;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  portals += 1;
  portal = `portal-${String(portals)}`;
});

async function submitted(who = portal): Promise<{ id: string; number: string }> {
  const body = await world.submission(who);
  const reply = await world.call(who, 'POST', '/v1/applications', { body });
  return reply.json();
}
const publish = async (): Promise<void> => {
  while ((await publishEvents(world.db)) > 0);
};
const ask = (query: string, who = portal) => world.call(who, 'GET', `/v1/changes${query}`);
const changes = async (query: string, who = portal) => (await ask(query, who)).json<Changes>();

test('a portal reads what happened to its own applications, thin and in order, and goes on from where it was', async () => {
  const { id, number } = await submitted();
  await submitted(`${portal}00`);
  expect((await changes('')).items).toEqual([]);
  await publish();

  const { items, next } = await changes('');

  expect(items.map(({ type }) => type)).toEqual([
    'kz.otinish.application.received.v1',
    'kz.otinish.application.registered.v1',
  ]);
  const application = `http://127.0.0.1:3000/v1/applications/${id}`;
  expect(items[1]).toEqual({
    specversion: '1.0',
    id: items[1]?.id,
    source: 'http://127.0.0.1:3000/v1/applications',
    type: 'kz.otinish.application.registered.v1',
    subject: id,
    // The application's own time: its clock stands in the sandbox.
    time: '2026-12-07T05:00:00.000Z',
    datacontenttype: 'application/json',
    dataschema: 'http://127.0.0.1:3000/v1/event-schemas/registered.v1.json',
    sequence: '2',
    sandbox: true,
    data: {
      applicationId: id,
      number,
      version: 2,
      stage: 'registered',
      registeredOn: '2026-12-07',
      resultDueOn: '2026-12-18',
      links: {
        application,
        events: `${application}/events`,
        deadlines: `${application}/deadlines`,
        documents: `${application}/documents`,
      },
    },
    cursor: expect.any(String),
  });
  // From an event on as from a page on.
  expect((await changes(`?after=${items[0]?.cursor ?? ''}`)).items).toEqual([items[1]]);
  expect(await changes(`?after=${next}`)).toEqual({ items: [], next });

  await submitted();
  await publish();
  expect((await changes(`?after=${next}`)).items.map(({ sequence }) => sequence)).toEqual(['1', '2']);
});

test('pages follow each other without a gap, whatever their length and filter', async () => {
  for (let n = 0; n < 5; n += 1) await submitted();
  await publish();
  const whole = (await changes('')).items;

  const collect = async (query: string): Promise<readonly CloudEvent[]> => {
    const items: CloudEvent[] = [];
    let page = await changes(`?${query}`);
    while (page.items.length > 0) {
      items.push(...page.items);
      page = await changes(`?${query}&after=${page.next}`);
    }
    return items;
  };

  expect(whole).toHaveLength(10);
  expect(await collect('limit=3')).toEqual(whole);
  const registered = whole.filter(({ type }) => type.includes('.registered.'));
  expect(await collect('limit=2&fact=registered')).toEqual(registered);
  expect(await collect('limit=500&fact=registered,issued')).toEqual(registered);
});

test('nothing of what the house thinks is told', async () => {
  const { id } = await submitted();
  const path = `/v1/applications/${id}`;
  const version = async () => (await world.call(portal, 'GET', path)).json<{ version: number }>().version;
  const does = async (who: string, suffix: string, body: object) => {
    const reply = await world.call(who, 'POST', `${path}${suffix}`, { body, version: await version() });
    expect([suffix, reply.statusCode]).toEqual([suffix, 200]);
  };
  await does('head-1', '/executor', { executorId: 'executor-1' });
  await does('executor-1', '/completeness', { finding: 'complete' });
  await does('executor-1', '/conformity', {
    finding: 'does-not-conform',
    grounds: [{ ground: 'nonCompliance392', fields: ['yieldNorms'], documents: ['yieldCalculation'] }],
    reasons: 'The yield norms do not follow.',
    hearing: { at: '2026-12-09T10:00:00+05:00', way: 'written', place: 'Personal cabinet' },
  });
  await publish();
  const before = await changes('');
  expect(before.items.map(({ data }) => Reflect.get(data, 'stage') as string)).toEqual([
    'received',
    'registered',
    'completeness-check',
    'conformity-check',
  ]);

  await does('head-2', '/preliminary-refusal/approval', await world.proposed(path));
  await publish();
  const after = await changes(`?after=${before.next}`);

  expect(after.items.map(({ type, sequence }) => [type, sequence])).toEqual([
    ['kz.otinish.application.notice-sent.v1', '5'],
  ]);
  expect(after.items[0]?.data).toMatchObject({ stage: 'hearing', sentOn: '2026-12-07' });
  expect(JSON.stringify([before, after])).not.toMatch(/executor-1|head-|nonCompliance|yield|person/);
});

test('a cursor that no answer held is refused with its place', async () => {
  const { next } = await changes('');
  const future = Buffer.from('["changes","999999999999"]').toString('base64url');
  const other = Buffer.from('["createdAt","1"]').toString('base64url');

  expect((await ask(`?after=${next}`)).statusCode).toBe(200);
  for (const after of [
    '',
    'abc',
    future,
    other,
    `${next}A`,
    Buffer.from('["changes","01"]').toString('base64url'),
  ]) {
    const reply = await ask(`?after=${after}`);
    const { code, errors } = reply.json<{ code: string; errors: { pointer: string; in: string }[] }>();
    expect([reply.statusCode, code, errors[0]?.pointer, errors[0]?.in]).toEqual([
      400,
      'invalid-query',
      '/after',
      'query',
    ]);
  }
  for (const query of ['?limit=0', '?limit=501', '?wait=31', '?fact=drafted', '?fact=issued,', '?since=2026'])
    expect([query, (await ask(query)).statusCode]).toEqual([query, 400]);
  expect((await ask('', 'head-1')).statusCode).toBe(403);
});

test('one who waits is answered when something happens', async () => {
  const { next } = await changes('');
  const waiting = changes(`?after=${next}&wait=20`);
  await submitted();
  await publish();

  expect((await waiting).items.length).toBeGreaterThan(0);
  expect(await changes(`?after=${(await changes('')).next}&wait=1`)).toMatchObject({ items: [] });
});

test('a hundred requests of a client wait at once; a further one is told to come again, unless there is something', async () => {
  const { next } = await changes('');
  const waiting = Array.from({ length: 101 }, () => ask(`?after=${next}&wait=20`));

  const refused = await Promise.race(waiting);

  expect(refused.json()).toMatchObject({ status: 429, code: 'too-many-requests' });
  expect(refused.headers['retry-after']).toBe('5');
  expect((await ask(`?after=${next}`)).statusCode).toBe(200);
  expect((await ask(`?after=${next}&wait=1`, `${portal}00`)).statusCode).toBe(200);

  await submitted();
  await publish();
  const told = (await Promise.all(waiting)).filter((reply) => reply !== refused);
  for (const reply of told) expect(reply.json<Changes>().items.length).toBeGreaterThan(0);
});
