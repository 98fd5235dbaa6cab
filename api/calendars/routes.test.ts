import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { shippedShelf } from '../../calendars/shelf.ts';
import { problems } from '../http/answering.ts';
import { calendarRoutes } from './routes.ts';

async function get(url: string, language = 'en') {
  const app = Fastify();
  await app.register(problems);
  await app.register(calendarRoutes, { calendars: shippedShelf() });
  return app.inject({ url: `/v1/calendars/kz/${url}`, headers: { 'accept-language': language } });
}

test('each day says whether it is worked, why, and by which act', async () => {
  const reply = await get('days?from=2026-12-15&to=2026-12-16');

  expect(reply.json()).toMatchObject({
    edition: 'kz-2026-03-18',
    zone: 'Asia/Almaty',
    workingDays: 1,
    days: [
      { date: '2026-12-15', weekday: 2, working: true, kind: 'working-day', certainty: 'official' },
      {
        date: '2026-12-16',
        working: false,
        kind: 'holiday',
        reason: 'Independence Day',
        act: { number: '267-II' },
      },
    ],
  });
});

test('an older edition shows what was known then', async () => {
  const dayOff = async (edition: string) =>
    (await get(`days?from=2024-06-17&to=2024-06-17&edition=${edition}`)).json<{ workingDays: number }>()
      .workingDays;

  expect([await dayOff('kz-2024-04-17'), await dayOff('kz-2024-06-07')]).toEqual([0, 1]);
});

test('the days are also told as anybody could know them on a day', async () => {
  const days = async (knownOn: string) =>
    (await get(`days?from=2024-06-17&to=2024-06-17&knownOn=${knownOn}`)).json<unknown>();

  expect(await days('2024-06-06')).toMatchObject({
    edition: 'kz-2024-04-17',
    days: [{ working: false, kind: 'religious-day' }],
  });
  expect(await days('2024-06-07')).toMatchObject({ edition: 'kz-2024-06-07', days: [{ working: true }] });
});

test('reasons come in the language asked for', async () => {
  const reply = await get('days?from=2026-12-05&to=2026-12-05', 'kk');

  expect(reply.json()).toMatchObject({ days: [{ reason: 'Демалыс күні: сенбі' }] });
});

test.each([
  ['from=2026-12-02&to=2026-12-01', 'dates-reversed', '/to', 'dates-reversed'],
  ['from=2020-01-01&to=2026-12-01', 'span-too-long', '/to', 'span-too-long'],
  ['from=2015-12-31&to=2016-01-02', 'date-outside-calendar', '/from', 'date-outside-calendar'],
  ['from=2027-12-31&to=2028-01-01', 'date-outside-calendar', '/to', 'date-outside-calendar'],
  ['from=2026-02-30&to=2026-03-01', 'invalid-query', '/from', 'date-malformed'],
  ['to=2026-03-01', 'invalid-query', '/from', 'field-missing'],
  [
    'from=2026-03-01&to=2026-03-01&edition=kz-1',
    'calendar-edition-unknown',
    '/edition',
    'calendar-edition-unknown',
  ],
  [
    'from=2026-03-01&to=2026-03-01&edition=kz-2026-03-18&knownOn=2026-03-18',
    'invalid-query',
    '/knownOn',
    'either-or',
  ],
  [
    'from=2026-03-01&to=2026-03-01&knownOn=2015-12-31',
    'date-outside-calendar',
    '/knownOn',
    'date-outside-calendar',
  ],
  ['from=2026-03-01&to=2026-03-01&until=x', 'invalid-query', '/until', 'unknown-field'],
])('days?%s are refused', async (query, code, pointer, field) => {
  const reply = await get(`days?${query}`);

  expect(reply.statusCode).toBe(400);
  expect(reply.json()).toMatchObject({ code, errors: [{ in: 'query', pointer, code: field }] });
});

test('every edition names its act and the days it moved, the newest last', async () => {
  const { editions } = (await get('editions')).json<{
    editions: { id: string; act: { link: string }; changes: { date: string; working: boolean }[] }[];
  }>();

  expect(editions.at(-1)?.id).toBe('kz-2026-03-18');
  expect(editions.every(({ act }) => act.link.startsWith('https://'))).toBe(true);
  expect(editions.find(({ id }) => id === 'kz-2024-06-07')?.changes).toContainEqual(
    expect.objectContaining({ date: '2024-06-17', working: true }),
  );
});
