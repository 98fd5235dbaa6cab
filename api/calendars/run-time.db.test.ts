import { afterAll, beforeAll, expect, test } from 'vitest';
import { proposalToRecord } from '../../calendars/amendment-proposal.ts';
import { parsePlainDate } from '../../calendars/plain-date.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

const get = (path: string) =>
  world.app.inject({ url: `/v1/calendars/${path}`, headers: { 'accept-language': 'en' } });
const receivedAt = '2026-12-07T10:00:00+05:00';

async function resultDueOn(choice: object): Promise<string | undefined> {
  const reply = await world.app.inject({
    method: 'POST',
    url: '/v1/deadlines/preview',
    payload: { receivedAt, ...choice },
  });
  const { terms } = reply.json<{ terms: { term: string; dueOn: string }[] }>();
  return terms.find(({ term }) => term === 'result')?.dueOn;
}

test('an edition applied at run time is what everybody reads and counts by, and the old one stays', async () => {
  const before = (await get('kz.ics?lang=en')).headers['etag'];
  const [old] = await Promise.all([resultDueOn({}), get('kz/editions')]);
  const record = proposalToRecord(
    {
      act: { name: 'Order on a day off', number: '500', date: '2026-11-20', link: 'https://adilet.zan.kz' },
      days: [{ date: '2026-12-14', working: false }],
    },
    await world.calendars.editions(),
    parsePlainDate('2026-11-23'),
  );
  await world.db.calendarAmendment.create({
    data: {
      edition: record.id,
      status: 'applied',
      record: JSON.parse(JSON.stringify(record)) as object,
      baseEdition: 'kz-2026-03-18',
      proposedBy: 'calendar-editor-1',
      proposedByPerson: 'person-10',
      proposedAt: new Date(),
      approvedBy: 'calendar-editor-2',
      approvedByPerson: 'person-11',
      appliedAt: new Date(),
    },
  });

  expect((await get('kz/days?from=2026-12-14&to=2026-12-14')).json()).toMatchObject({
    edition: 'kz-2026-11-23',
    days: [{ working: false, kind: 'holiday', act: { name: 'Order on a day off', number: '500' } }],
  });
  expect((await get('kz/editions')).json<{ editions: { id: string }[] }>().editions.at(-1)?.id).toBe(
    record.id,
  );
  expect((await get('kz.ics?lang=en')).headers['etag']).not.toBe(before);
  expect([old, await resultDueOn({})]).toEqual(['2026-12-18', '2026-12-21']);
  expect(await resultDueOn({ knownOn: '2026-11-22' })).toBe(old);

  const submitted = await world.call('portal-1', 'POST', '/v1/applications', {
    body: { ...(await world.submission()), sandboxClock: { startsAt: receivedAt } },
  });
  expect(submitted.json()).toMatchObject({ resultDueOn: '2026-12-21' });
});
