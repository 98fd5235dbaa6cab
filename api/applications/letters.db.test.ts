import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

test('letters that were posted in one moment stand in the order of what they tell', async () => {
  const body = await world.submission();
  const { id } = (await world.call('portal-1', 'POST', '/v1/applications', { body })).json<{ id: string }>();
  const postedAt = new Date('2026-12-18T20:00:00Z');
  const told = ['registered', 'overdue', 'deemed-refused'];
  // Their ids are random: five of each leave no order to chance.
  const letters = Array.from({ length: 5 }, (_, day) =>
    told.map((kind, hour) => ({
      id: randomUUID(),
      applicationId: id,
      clientId: 'portal-1',
      kind,
      data: {},
      at: new Date(Date.UTC(2026, 11, 8 + day, hour)),
      postedAt,
    })),
  ).flat();
  await world.db.cabinetLetter.createMany({ data: letters.toReversed() });

  const { items } = (await world.call('portal-1', 'GET', `/v1/applications/${id}/documents`)).json<{
    items: { source: string; id: string }[];
  }>();

  const listed = items.map((item) => item.id).filter((each) => letters.some((letter) => letter.id === each));
  expect(listed).toEqual(letters.map((letter) => letter.id));
});

/** Files, letters and the result of an application, in their order: what each is and when. */
async function listed(path: string) {
  const { items } = (await world.call('portal-1', 'GET', `${path}/documents`)).json<{
    items: { source: string; kind: string; at: string; postedAt?: string }[];
  }>();
  return items.map(({ source, kind, at, postedAt }) => [source, kind, at, ...(postedAt ? [postedAt] : [])]);
}

test('files and letters of a case stand in its own time and in the order of it', async () => {
  const body = await world.submission('portal-1', {
    sandboxClock: { startsAt: '2026-12-07T10:00:00+05:00' },
  });
  const sent = await world.call('portal-1', 'POST', '/v1/applications', { body });
  const path = String(sent.headers['location']);
  const { id } = sent.json<{ id: string }>();
  const at = new Date('2026-12-07T05:30:00Z');
  const letter = { applicationId: id, clientId: 'portal-1', kind: 'registered', data: {} };
  await world.db.cabinetLetter.create({ data: { ...letter, id: randomUUID(), at, postedAt: new Date() } });
  await world.call('portal-1', 'POST', `/v1/sandbox${path.slice('/v1'.length)}/advance`, {
    body: { to: '2026-12-08T10:00:00+05:00' },
  });
  // A file whose command is not decided yet is given now.
  const file = { fileName: 'a.pdf', mediaType: 'application/pdf', sizeBytes: 4, sha256: 'ab'.repeat(32) };
  const kept = { clientId: 'portal-1', applicationId: id, commandId: randomUUID(), documentKind: 'other' };
  await world.db.upload.create({ data: { ...file, ...kept, id: randomUUID() } });

  const documents = await listed(path);

  expect(documents.slice(0, -2).map(([source, , when]) => [source, when])).toEqual(
    Array(documents.length - 2).fill(['upload', '2026-12-07T05:00:00.000Z']),
  );
  expect(documents.slice(-2)).toEqual([
    ['letter', 'registered', '2026-12-07T05:30:00.000Z', '2026-12-07T05:30:00.000Z'],
    ['upload', 'other', '2026-12-08T05:00:00.000Z'],
  ]);
});

test('a clock that runs tells in its own time when a letter was posted', async () => {
  const body = await world.submission('portal-1', {
    sandboxClock: { startsAt: '2026-12-07T10:00:00+05:00', speed: 3_600 },
  });
  const sent = await world.call('portal-1', 'POST', '/v1/applications', { body });
  const { id } = sent.json<{ id: string }>();
  const { clock } = await world.db.application.findUniqueOrThrow({ where: { id } });
  const { from } = clock as { from: string };
  const letter = { applicationId: id, clientId: 'portal-1', kind: 'registered', data: {} };
  const at = new Date('2026-12-07T06:00:00Z');
  const postedAt = new Date(new Date(from).getTime() + 5_000);
  await world.db.cabinetLetter.create({ data: { ...letter, id: randomUUID(), at, postedAt } });

  expect(await listed(String(sent.headers['location']))).toContainEqual([
    'letter',
    'registered',
    '2026-12-07T06:00:00.000Z',
    '2026-12-07T10:00:00.000Z',
  ]);
});

test('a letter is read in the language asked for, and its title stands in the list', async () => {
  const body = await world.submission();
  const { id, number } = (await world.call('portal-1', 'POST', '/v1/applications', { body })).json<{
    id: string;
    number: string;
  }>();
  const letter = await world.db.cabinetLetter.create({
    data: {
      id: randomUUID(),
      applicationId: id,
      clientId: 'portal-1',
      kind: 'registered',
      data: { number, on: '2026-12-08', resultDueOn: '2026-12-21' },
      at: new Date('2026-12-08T04:00:00Z'),
      postedAt: new Date('2026-12-08T04:00:01Z'),
    },
  });
  const path = `/v1/applications/${id}/documents`;

  const told = await world.call('portal-1', 'GET', `${path}/${letter.id}`, {
    headers: { 'accept-language': 'kk' },
  });
  const list = await world.call('portal-1', 'GET', path, { headers: { 'accept-language': 'en' } });

  expect(told.headers['content-language']).toBe('kk');
  expect(told.json()).toMatchObject({
    title: `№ ${number} өтініш тіркелді`,
    text: expect.stringContaining('08.12.2026'),
    law: expect.stringContaining('№ 219 бұйрықтың'),
    terms: [{ term: 'result', dueOn: '2026-12-21' }],
  });
  expect(list.json<{ items: object[] }>().items).toContainEqual(
    expect.objectContaining({ id: letter.id, title: `Application ${number} is registered` }),
  );
});
