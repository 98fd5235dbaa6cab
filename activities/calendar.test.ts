import { expect, test } from 'vitest';

import { kzEditions, newestEdition } from '../calendars/kz/editions.ts';
import { shippedShelf } from '../calendars/shelf.ts';
import { parsePlainDate } from '../calendars/plain-date.ts';
import { createCalendar } from './calendar.ts';

test('the calendar starts on the day asked for and ends with the newest edition', async () => {
  const days = await createCalendar(shippedShelf()).readNewestCalendar({
    from: parsePlainDate('2027-12-25'),
  });

  expect(days).toMatchObject({ edition: newestEdition().id, firstDay: '2027-12-25', working: '0011111' });
});

test('a day before the data gives the whole edition', async () => {
  const days = await createCalendar(shippedShelf()).readNewestCalendar({
    from: parsePlainDate('2015-12-31'),
  });

  expect(days.firstDay).toBe('2016-01-01');
  expect(days.working).toHaveLength(4383);
});

test('a day after the data is refused for good, never guessed', async () => {
  const reading = createCalendar(shippedShelf()).readNewestCalendar({ from: parsePlainDate('2028-01-01') });

  await expect(reading).rejects.toMatchObject({ type: 'date-outside-calendar' });
});

test('a new edition is seen at once', async () => {
  const [first, second] = kzEditions;
  if (!first || !second) throw new Error('there are at least two editions');
  let newest = first;
  const calendar = createCalendar({ ...shippedShelf(), newest: () => Promise.resolve(newest) });
  const from = parsePlainDate('2026-11-26');

  expect((await calendar.readNewestCalendar({ from })).edition).toBe(first.id);
  newest = second;
  expect((await calendar.readNewestCalendar({ from })).edition).toBe(second.id);
});

test('among some editions it is the newest of these, whatever came later', async () => {
  const [first, second] = kzEditions;
  if (!first || !second) throw new Error('there are at least two editions');

  const days = await createCalendar(shippedShelf()).readNewestCalendar({
    from: parsePlainDate('2026-11-26'),
    among: [second.id, first.id],
  });

  expect(days.edition).toBe(second.id);
});
