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
