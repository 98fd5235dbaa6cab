import { expect, test } from 'vitest';

import { parseEditionId } from './calendar.ts';
import { dayIn, nextEdition, type Edition, type EditionRecord } from './edition.ts';
import { kzEditions, newestEdition } from './kz/editions.ts';
import { parsePlainDate as on } from './plain-date.ts';
import { createShelf, type AppliedAmendment } from './shelf.ts';

const shipped = newestEdition();

function dayOff(id: string, ...dates: readonly string[]): EditionRecord {
  const { week: _, rulings: __, ...base } = shipped;
  const reason = { kk: id, ru: id, en: id };
  const changes = dates.map((date) => ({
    date: on(date),
    working: false,
    kind: 'holiday' as const,
    reason,
    act: base.act,
  }));
  return { ...base, id: parseEditionId(id), knownOn: on(id.slice(3, 13)), changes };
}

function entered(...rows: readonly (readonly [base: string, record: EditionRecord])[]) {
  const amendments: readonly AppliedAmendment[] = rows.map(([baseEdition, record]) => ({
    baseEdition,
    record,
  }));
  return { count: () => Promise.resolve(amendments.length), read: () => Promise.resolve(amendments) };
}

const idsOf = (editions: readonly Edition[]) => editions.slice(kzEditions.length).map(({ id }) => String(id));

const first = dayOff('kz-2026-11-23', '2026-12-21');
const second = dayOff('kz-2026-11-23-2', '2026-12-22');
/** What a later release ships after the editions of today. */
const release = (record: EditionRecord) => [...kzEditions, nextEdition(shipped, record)];

test('amendments stand in the order in which one was made of the other', async () => {
  const shelf = createShelf(entered([first.id, second], [shipped.id, first]));

  expect(idsOf(await shelf.editions())).toEqual([first.id, second.id]);
  expect(dayIn(await shelf.byId(first.id), on('2026-12-22')).working).toBe(true);
  expect((await shelf.knownOn(on('2026-11-23'))).id).toBe(second.id);
});

test('of some editions the newest is the last one in the chain, in whatever order they are named', async () => {
  const shelf = createShelf(entered([first.id, second], [shipped.id, first]));

  expect((await shelf.newestOf([second.id, shipped.id])).id).toBe(second.id);
  expect((await shelf.newestOf([first.id, shipped.id, first.id])).id).toBe(first.id);
  await expect(shelf.newestOf([first.id, 'kz-1999-01-01'])).rejects.toMatchObject({
    code: 'calendar-edition-unknown',
  });
});

test('an edition that a release ships follows what was entered before, and keeps it', async () => {
  const shelf = createShelf(
    entered([shipped.id, first], ['kz-2026-12-05', dayOff('kz-2026-12-10', '2026-12-28')]),
    release(dayOff('kz-2026-12-05', '2026-12-24')),
  );

  expect(idsOf(await shelf.editions())).toEqual([first.id, 'kz-2026-12-05', 'kz-2026-12-10']);
  const newest = await shelf.newest();
  for (const date of ['2026-12-21', '2026-12-24', '2026-12-28'])
    expect(dayIn(newest, on(date)).working).toBe(false);
});

test('an edition that was entered before a release shipped it is not taken twice', async () => {
  const shelf = createShelf(entered([shipped.id, first], [first.id, second]), release(first));

  expect(idsOf(await shelf.editions())).toEqual([first.id, second.id]);
});

test('an amendment that follows no edition stops everything: dates are never guessed', async () => {
  const shelf = createShelf(entered(['kz-2026-12-05', first]));

  await expect(shelf.newest()).rejects.toMatchObject({ code: 'calendar-edition-invalid' });
});

test('amendments are read once, however often the calendar is asked', async () => {
  const source = entered([shipped.id, first]);
  let reads = 0;
  const shelf = createShelf({ ...source, read: () => ((reads += 1), source.read()) });

  expect(shelf.calendarOf(await shelf.newest())).toBe(shelf.calendarOf(await shelf.newest()));
  expect((await shelf.byId(first.id)).knownOn).toBe('2026-11-23');
  expect(reads).toBe(1);
});
