import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { shippedShelf } from '../../calendars/shelf.ts';
import { problems } from '../http/answering.ts';
import { deadlineRoutes } from './routes.ts';

interface Preview {
  readonly registeredOn: string;
  readonly certainty: string;
  readonly calendarEdition: string;
  readonly terms: readonly {
    readonly term: string;
    readonly text: string;
    readonly law: string;
    readonly dueOn: string;
    readonly dueAt?: string;
    readonly opensAt?: string;
    readonly walk?: readonly { readonly on: string; readonly counts?: number; readonly skipped?: string }[];
  }[];
}

async function send(payload: unknown, language = 'en') {
  const app = Fastify();
  await app.register(problems);
  await app.register(deadlineRoutes, { calendars: shippedShelf() });
  return app.inject({
    method: 'POST',
    url: '/v1/deadlines/preview',
    headers: { 'accept-language': language },
    payload: payload as object,
  });
}

async function preview(receivedAt: string): Promise<Preview> {
  const reply = await send({ receivedAt });
  expect(reply.statusCode).toBe(200);
  return reply.json<Preview>();
}

async function datesOf(receivedAt: string): Promise<Record<string, string>> {
  const { terms } = await preview(receivedAt);
  return Object.fromEntries(terms.map(({ term, dueOn }) => [term, dueOn]));
}

describe('the preview of deadlines', () => {
  test('of a day whose terms end beyond the data says which day is the last that works, and it does', async () => {
    const refused = (await send({ receivedAt: '2027-12-28T10:00:00+05:00' })).json<{
      detail: string;
      errors: { text: string }[];
    }>();
    const last = /counted is (\d{4}-\d{2}-\d{2})/.exec(refused.detail)?.[1] ?? '';
    const after = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);

    expect(refused.detail).toContain('2027-12-31');
    expect(refused.errors[0]?.text).toBe(refused.detail);
    expect((await send({ receivedAt: `${last}T23:59:00+05:00` })).statusCode).toBe(200);
    expect((await send({ receivedAt: `${after}T23:59:00+05:00` })).json()).toMatchObject({
      code: 'term-outside-calendar',
    });
  });

  test('gives both branches in legal order, as the law reads for Thursday 26.11.2026 17:00', async () => {
    const { terms, registeredOn } = await preview('2026-11-26T17:00:00+05:00');

    expect(registeredOn).toBe('2026-11-26');
    expect(terms.map(({ term, dueAt, opensAt }) => [term, dueAt ?? `opens ${opensAt}`])).toEqual([
      ['registration', '2026-11-26T13:30:00.000Z'],
      ['completeness-check', '2026-11-30T13:30:00.000Z'],
      ['conformity-check', '2026-12-07T13:30:00.000Z'],
      ['preliminary-refusal-notice', '2026-12-03T13:30:00.000Z'],
      ['objection', '2026-12-07T19:00:00.000Z'],
      ['hearing', '2026-12-07T13:30:00.000Z'],
      ['earliest-refusal', 'opens 2026-12-08T04:00:00.000Z'],
      ['result', '2026-12-08T13:30:00.000Z'],
    ]);
  });

  test('counts from the next working day what comes on Friday 04.12.2026 at 19:10', async () => {
    expect(await datesOf('2026-12-04T19:10:00+05:00')).toEqual({
      registration: '2026-12-07',
      'completeness-check': '2026-12-09',
      'conformity-check': '2026-12-17',
      'preliminary-refusal-notice': '2026-12-14',
      objection: '2026-12-17',
      hearing: '2026-12-17',
      'earliest-refusal': '2026-12-18',
      result: '2026-12-18',
    });
  });

  test.each([
    ['a millisecond before the office closes', '2026-11-26T18:29:59.999+05:00', '2026-11-26'],
    ['digits beyond the millisecond, cut off', '2026-11-26T18:29:59.9999999+05:00', '2026-11-26'],
    ['the close of the office', '2026-11-26T18:30:00+05:00', '2026-11-27'],
    ['the same moment in UTC', '2026-11-26T13:30:00Z', '2026-11-27'],
    ['the night before a working day', '2026-11-26T00:00:00+05:00', '2026-11-26'],
    ['Friday evening', '2026-11-27T18:30:00+05:00', '2026-11-30'],
    ['a Saturday', '2026-11-28T12:00:00+05:00', '2026-11-30'],
    ['a holiday', '2026-12-16T10:00:00+05:00', '2026-12-17'],
    ['a Saturday that was worked', '2024-05-04T10:00:00+05:00', '2024-05-04'],
    ['a Sunday that was worked', '2025-01-05T18:29:00+05:00', '2025-01-05'],
    ['clocks six hours ahead, the last evening', '2024-02-29T18:29:59+06:00', '2024-02-29'],
    ['clocks five hours ahead, the first evening', '2024-03-01T18:29:59+05:00', '2024-03-01'],
    ['the same clock time by the old offset', '2024-03-01T19:30:00+06:00', '2024-03-04'],
  ])('registers what comes at %s', async (_when, receivedAt, registeredOn) => {
    expect((await preview(receivedAt)).registeredOn).toBe(registeredOn);
  });

  test('puts instants after the change of clocks by the clocks of their own day', async () => {
    const { terms } = await preview('2024-02-28T10:00:00+06:00');

    expect(terms.find(({ term }) => term === 'registration')?.dueAt).toBe('2024-02-28T12:30:00.000Z');
    expect(terms.find(({ term }) => term === 'result')?.dueAt).toMatch(/^2024-03-\d\dT13:30:00\.000Z$/);
  });

  test('proves each term day by day, with the reason of every day passed over', async () => {
    const { terms } = await preview('2026-12-04T19:10:00+05:00');
    const walkOf = (name: string) => terms.find(({ term }) => term === name)?.walk ?? [];

    expect(walkOf('registration').map((step) => [step.on, step.skipped ?? step.counts])).toEqual([
      ['2026-12-04', 'Received after office hours'],
      ['2026-12-05', 'Weekend: Saturday'],
      ['2026-12-06', 'Weekend: Sunday'],
      ['2026-12-07', 0],
    ]);
    const result = walkOf('result');
    expect(result.find(({ on }) => on === '2026-12-16')).toMatchObject({
      skipped: 'Independence Day',
      act: { number: '267-II' },
    });
    expect(result.at(-1)).toEqual({ on: '2026-12-18', counts: 8 });
    for (const { dueOn, walk } of terms) expect(walk?.at(-1)?.on).toBe(dueOn);
  });

  test('leaves the proof out when asked to, and speaks the language asked for', async () => {
    const reply = await send({ receivedAt: '2026-11-26T17:00:00+05:00', walk: false }, 'kk');
    const { terms } = reply.json<Preview>();

    expect(terms.every(({ walk }) => walk === undefined)).toBe(true);
    expect(terms[0]?.text).toBe('Өтінішті тіркеу');
    expect(terms[1]?.law).toBe('№ 219 бұйрықтың 6-тармағы; ӘРПК 76-бабының 2-бөлігі');
    expect(reply.headers['content-language']).toBe('kk');
  });

  test.each([
    ['kk', '№ 219 бұйрықтың 1-қосымшасының 7-тармағы'],
    ['ru', 'пункт 7 приложения 1 к Приказу № 219'],
    ['en', 'Order 219, annex 1, item 7'],
  ])('names the rule of the office hours in %s', async (language, name) => {
    const reply = await send({ receivedAt: '2026-12-04T19:10:00+05:00' }, language);

    expect(reply.json<Preview>().terms[0]?.walk?.[0]).toMatchObject({ on: '2026-12-04', act: { name } });
  });

  test('counts by any edition, and as anybody could count on a day', async () => {
    const resultOf = async (choice: object) => {
      const reply = await send({ receivedAt: '2024-06-10T10:00:00+05:00', ...choice });
      const { calendarEdition, terms } = reply.json<Preview>();
      const result = terms.find(({ term }) => term === 'result');
      return [calendarEdition, result?.dueOn, result?.walk?.find(({ on }) => on === '2024-06-17')?.skipped];
    };
    const kurbanAit = 'First day of Kurban Ait';

    expect(await resultOf({ knownOn: '2024-06-06' })).toEqual(['kz-2024-04-17', '2024-06-21', kurbanAit]);
    expect(await resultOf({ edition: 'kz-2024-04-17' })).toEqual(['kz-2024-04-17', '2024-06-21', kurbanAit]);
    expect(await resultOf({ knownOn: '2024-06-07' })).toEqual(['kz-2024-06-07', '2024-06-20', undefined]);
    expect(await resultOf({})).toEqual(['kz-2026-03-18', '2024-06-20', undefined]);
  });

  test('says what is only projected', async () => {
    expect((await preview('2026-11-26T17:00:00+05:00')).certainty).toBe('official');
    expect((await preview('2027-11-24T17:00:00+05:00')).certainty).toBe('projected');
  });

  test.each([
    ['a date alone', { receivedAt: '2026-11-26' }, 'invalid-body', '/receivedAt', 'instant-invalid'],
    ['no offset', { receivedAt: '2026-11-26T17:00:00' }, 'invalid-body', '/receivedAt', 'instant-invalid'],
    [
      'a day that is none',
      { receivedAt: '2026-02-30T10:00:00Z' },
      'invalid-body',
      '/receivedAt',
      'instant-invalid',
    ],
    ['a number', { receivedAt: 5 }, 'invalid-body', '/receivedAt', 'wrong-type'],
    [
      'an edition and a day',
      { receivedAt: '2026-11-26T17:00:00Z', edition: 'kz-2026-03-18', knownOn: '2026-11-22' },
      'invalid-body',
      '/knownOn',
      'either-or',
    ],
    [
      'an edition that nobody made',
      { receivedAt: '2026-11-26T17:00:00Z', edition: 'kz-2031-01-01' },
      'calendar-edition-unknown',
      '/edition',
      'calendar-edition-unknown',
    ],
    [
      'a day before all editions',
      { receivedAt: '2026-11-26T17:00:00Z', knownOn: '2015-12-31' },
      'date-outside-calendar',
      '/knownOn',
      'date-outside-calendar',
    ],
    ['nothing', {}, 'invalid-body', '/receivedAt', 'field-missing'],
    [
      'more than is known',
      { receivedAt: '2026-11-26T17:00:00Z', a: 1 },
      'invalid-body',
      '/a',
      'unknown-field',
    ],
    [
      'a day before the data',
      { receivedAt: '1990-01-01T00:00:00Z' },
      'date-outside-calendar',
      '/receivedAt',
      'date-outside-calendar',
    ],
    [
      'a term past the data',
      { receivedAt: '2027-12-28T10:00:00Z' },
      'term-outside-calendar',
      '/receivedAt',
      'term-outside-calendar',
    ],
    [
      'a far century',
      { receivedAt: '9999-12-31T23:59:59-12:00' },
      'invalid-body',
      '/receivedAt',
      'instant-invalid',
    ],
  ])('refuses %s', async (_what, payload, code, pointer, field) => {
    const reply = await send(payload);

    expect(reply.statusCode).toBe(400);
    expect(reply.json()).toMatchObject({ code, errors: [{ pointer, code: field }] });
  });
});
