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
