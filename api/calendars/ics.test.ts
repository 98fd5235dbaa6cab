import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { firstEdition } from '../../calendars/edition.ts';
import { editionById, newestEdition } from '../../calendars/kz/editions.ts';
import { kzWeek } from '../../calendars/kz/reasons.ts';
import { parsePlainDate as on } from '../../calendars/plain-date.ts';
import { shippedShelf } from '../../calendars/shelf.ts';
import { problems } from '../http/answering.ts';
import { icsRoute } from './ics-route.ts';
import { toIcs } from './ics.ts';

/** The events of a feed by date, read as a calendar program would: unfolded, then unescaped. */
function eventsOf(ics: string): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const unfolded = ics.replaceAll('\r\n ', '');
  const events = [...unfolded.matchAll(/BEGIN:VEVENT\r\n(.*?)\r\nEND:VEVENT\r\n/gs)].map(([, body = '']) =>
    Object.fromEntries(
      body
        .trimEnd()
        .split('\r\n')
        .map((line) => [
          line.slice(0, line.indexOf(':')),
          line
            .slice(line.indexOf(':') + 1)
            .replaceAll(/\\(.)/g, (_, mark) => (mark === 'n' ? '\n' : String(mark))),
        ]),
    ),
  );
  return new Map(events.map((event) => [String(event['DTSTART;VALUE=DATE']), event]));
}

const feed = eventsOf(toIcs(newestEdition(), 'en'));

describe('the feed', () => {
  test('has the weekdays off and the worked weekends, nothing else', () => {
    expect(feed.has('20261216')).toBe(true);
    expect(feed.has('20250105')).toBe(true);
    // A Sunday that is a holiday, a day given back to work, and one that was never special.
    for (const ordinary of ['20260322', '20240617', '20261207']) expect(feed.has(ordinary)).toBe(false);
    const days = [...feed.keys()].filter((date) => date.startsWith('2026')).map((date) => date.slice(4));
    expect(days.join(' ')).toBe('0101 0102 0107 0309 0323 0324 0325 0501 0507 0511 0527 0706 1026 1216');
  });

  test('gives each day its reason, its act and its certainty', () => {
    expect(feed.get('20250105')).toEqual({
      UID: 'kz-2025-01-05@otinish',
      DTSTAMP: '20260318T000000Z',
      'DTSTART;VALUE=DATE': '20250105',
      'DTEND;VALUE=DATE': '20250106',
      SUMMARY: 'Worked: its rest day was moved to 2025-01-03',
      DESCRIPTION:
        'Order of the Minister of Labour and Social Protection of the Republic of Kazakhstan, No. 436, 2024-11-21\n' +
        'https://adilet.zan.kz/rus/docs/G24G0000436\nkz-2026-03-18',
      CATEGORIES: 'worked-rest-day',
      STATUS: 'CONFIRMED',
      TRANSP: 'TRANSPARENT',
    });
    expect(feed.get('20270101')).toMatchObject({
      STATUS: 'TENTATIVE',
      DESCRIPTION: expect.stringContaining('Not officially published') as string,
    });
  });

  test('shows an older edition as it was', () => {
    expect(eventsOf(toIcs(editionById('kz-2024-04-17'), 'en')).has('20240617')).toBe(true);
  });

  test('ends every line with CRLF and keeps it within 75 octets, whatever the language', () => {
    for (const language of ['kk', 'ru', 'en'] as const) {
      const ics = toIcs(newestEdition(), language);

      expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n\uFFFD]/);
      expect(Math.max(...ics.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
      expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true);
    }
  });

  test('lets no text break out of its line', () => {
    const nasty = 'a;b,c\\d\r\nEND:VEVENT\u0007';
    const name = { kk: nasty, ru: nasty, en: nasty };
    const { week: _, rulings: __, changes: ___, ...record } = newestEdition();
    const act = { name, number: '$&;1', link: 'https://adilet.zan.kz' };
    const day = { date: on('2026-12-21'), working: false, kind: 'holiday', reason: name, act } as const;
    const ics = toIcs(firstEdition({ ...record, changes: [day] }, kzWeek), 'kk');

    expect(ics.match(/^END:VEVENT/gm)).toHaveLength(1);
    const event = eventsOf(ics).get('20261221');
    expect(event?.['SUMMARY']).toBe('a;b,c\\d\nEND:VEVENT');
    expect(event?.['DESCRIPTION']).toContain('№ $&;1');
  });
});

describe('GET /v1/calendars/kz.ics', () => {
  async function get(query = '', headers: Record<string, string> = {}) {
    const app = Fastify();
    await app.register(problems);
    await app.register(icsRoute, { calendars: shippedShelf() });
    return app.inject({ url: `/v1/calendars/kz.ics${query}`, headers });
  }

  test('answers as text/calendar, in the language of the address or of the caller', async () => {
    const reply = await get('', { 'accept-language': 'en' });

    expect(reply.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(reply.headers['etag']).toBe('"kz-2026-03-18.en"');
    expect(reply.body).toBe(toIcs(newestEdition(), 'en'));
    expect((await get('?lang=kk')).body).toBe(toIcs(newestEdition(), 'kk'));
    expect((await get('?lang=en&knownOn=2024-06-06')).headers['etag']).toBe('"kz-2024-04-17.en"');
  });

  test.each([
    ['the same edition', '"kz-2026-03-18.ru"', 304],
    ['one of several, weak', '"x", W/"kz-2026-03-18.ru"', 304],
    ['another language', '"kz-2026-03-18.en"', 200],
  ])('to who holds %s it sends no more than needed', async (_what, tag, status) => {
    const reply = await get('', { 'if-none-match': tag });

    expect(reply.statusCode).toBe(status);
    expect(reply.body === '').toBe(status === 304);
  });

  test.each(['?edition=kz-1', '?lang=de', '?knownOn=yesterday', '?year=2026'])(
    'refuses %s',
    async (query) => {
      const reply = await get(query);

      expect(reply.statusCode).toBe(400);
      expect(reply.headers['content-type']).toContain('application/problem+json');
    },
  );
});
