import { expect, test } from 'vitest';
import { parseEditionId } from './calendar.ts';
import { dayIn, nextEdition, type EditionRecord } from './edition.ts';
import { editionById, editionKnownOn, kzEditions, newestEdition } from './kz/editions.ts';
import { parsePlainDate } from './plain-date.ts';

const on = parsePlainDate;
const newest = newestEdition();

function decree(overrides: Partial<EditionRecord> = {}): EditionRecord {
  const act = {
    name: { kk: 'Бұйрық', ru: 'Приказ', en: 'Order' },
    number: '1',
    link: 'https://example.org/1',
  };
  const reason = { kk: 'Демалыс', ru: 'Отдых', en: 'Rest' };
  return {
    id: parseEditionId('kz-2026-11-23'),
    act,
    knownOn: on('2026-11-23'),
    knownOnIs: 'exact',
    effectiveOn: on('2026-12-15'),
    coverage: newest.coverage,
    changes: [{ date: on('2026-12-15'), working: false, kind: 'moved-rest-day', reason, act }],
    ...overrides,
  };
}

test('a record from anywhere makes a new edition and leaves the old one alone', () => {
  const record: EditionRecord = JSON.parse(JSON.stringify(decree()));

  const amended = nextEdition(newest, record);

  expect(dayIn(amended, on('2026-12-15'))).toMatchObject({
    working: false,
    reason: { en: 'Rest' },
    certainty: 'official',
  });
  expect(dayIn(newest, on('2026-12-15')).working).toBe(true);
  expect(editionKnownOn(on('2026-11-22'), [...kzEditions, amended])).toBe(newest);
  expect(editionKnownOn(on('2026-11-23'), [...kzEditions, amended])).toBe(amended);
});

test('an edition may reach further, up to a new published year', () => {
  const coverage = { ...newest.coverage, lastDay: on('2028-12-31'), officialUntil: on('2027-12-31') };

  const extended = nextEdition(newest, decree({ coverage }));

  expect(dayIn(extended, on('2028-01-03'))).toMatchObject({ kind: 'working-day', certainty: 'projected' });
  expect(dayIn(extended, on('2027-03-15')).certainty).toBe('official');
});

test.each<[string, Partial<EditionRecord>]>([
  ['the id of the edition before', { id: newest.id }],
  ['knowledge from before the edition before', { knownOn: on('2026-03-17') }],
  ['less coverage', { coverage: { ...newest.coverage, lastDay: on('2026-12-31') } }],
  ['one day twice', { changes: [...decree().changes, ...decree().changes] }],
  [
    'a day outside its coverage',
    { changes: decree().changes.map((change) => ({ ...change, date: on('2028-01-03') })) },
  ],
])('a record with %s is refused', (_, overrides) => {
  expect(() => nextEdition(newest, decree(overrides))).toThrow(
    expect.objectContaining({ code: 'calendar-edition-invalid' }),
  );
});

test('unknown editions, odd ids and days outside the data are refused', () => {
  const code = (code: string) => expect.objectContaining({ code });

  expect(() => editionById('kz-2026-03-19')).toThrow(code('calendar-edition-unknown'));
  expect(() => editionKnownOn(on('2015-12-31'))).toThrow(code('calendar-edition-unknown'));
  expect(() => newestEdition([])).toThrow(code('calendar-edition-unknown'));
  expect(() => parseEditionId('kz-2026')).toThrow(code('calendar-edition-invalid'));
  expect(() => parseEditionId('kz-2026-02-30')).toThrow(code('date-invalid'));
  expect(() => dayIn(newest, on('2028-01-01'))).toThrow(code('date-outside-calendar'));
  expect(() => dayIn(newest, on('2015-12-31'))).toThrow(code('date-outside-calendar'));
});
