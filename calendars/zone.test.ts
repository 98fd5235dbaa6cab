import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOfMs, msOf, parseInstant } from './instant.ts';
import { parsePlainDate } from './plain-date.ts';
import { endOfDay, instantAt, plainDateAt, timeAt } from './zone.ts';
import { assertZoneDataIsCurrent, readZone } from './zoned.ts';

const on = parsePlainDate;
const almaty = readZone('Asia/Almaty', on('2016-01-01'), on('2027-12-31'));
const newYork = readZone('America/New_York', on('2024-01-01'), on('2024-12-31'));

// https://interfax.ru/world/948506: on 2024-03-01 at 00:00 clocks went back an hour.
test('Almaty is one change as data, whatever the zone of this machine', () => {
  expect(almaty).toEqual({
    name: 'Asia/Almaty',
    offsets: [
      { since: '2015-12-31T00:00:00.000Z', minutes: 360 },
      { since: '2024-02-29T18:00:00.000Z', minutes: 300 },
    ],
  });
  expect(JSON.parse(JSON.stringify(almaty))).toEqual(almaty);
});

test('a change on the half hour is found to the minute', () => {
  const { offsets } = readZone('Australia/Lord_Howe', on('2024-09-01'), on('2024-12-31'));

  expect(offsets[1]).toEqual({ since: '2024-10-05T15:30:00.000Z', minutes: 660 });
});

test.each([
  ['2024-02-28', '2024-02-28T18:00:00.000Z'],
  ['2024-02-29', '2024-02-29T19:00:00.000Z'],
  ['2024-03-01', '2024-03-01T19:00:00.000Z'],
])('the day %s ends at %s', (date, end) => {
  expect(endOfDay(almaty, on(date))).toBe(end);
});

test.each([
  ['2024-02-29', '18:30', '2024-02-29T12:30:00.000Z'],
  ['2024-02-29', '23:30', '2024-02-29T17:30:00.000Z'],
  ['2024-03-01', '09:00', '2024-03-01T04:00:00.000Z'],
  ['2026-12-08', '18:30', '2026-12-08T13:30:00.000Z'],
])('%s %s in Almaty is %s', (date, time, at) => {
  expect(instantAt(almaty, on(date), time)).toBe(at);
});

test('both passes of the repeated hour belong to the last day of February', () => {
  for (const at of ['2024-02-29T17:30:00Z', '2024-02-29T18:30:00Z']) {
    expect(plainDateAt(almaty, parseInstant(at))).toBe('2024-02-29');
    expect(timeAt(almaty, parseInstant(at))).toBe('23:30:00');
  }
  expect(timeAt(almaty, parseInstant('2024-02-29T17:59:59.999Z'))).toBe('23:59:59');
  expect(timeAt(almaty, parseInstant('2024-02-29T18:00:00Z'))).toBe('23:00:00');
  expect(plainDateAt(almaty, parseInstant('2024-02-29T19:00:00Z'))).toBe('2024-03-01');
});

test('a skipped hour moves on by as much, a repeated one means its first pass', () => {
  expect(instantAt(newYork, on('2024-03-10'), '02:30')).toBe('2024-03-10T07:30:00.000Z');
  expect(instantAt(newYork, on('2024-11-03'), '01:30')).toBe('2024-11-03T05:30:00.000Z');
});

test('a time can be told to be before half past six to the last millisecond', () => {
  expect(timeAt(almaty, parseInstant('2026-12-08T13:29:59.999Z')) < '18:30').toBe(true);
  expect(timeAt(almaty, parseInstant('2026-12-08T13:30:00.000Z')) < '18:30').toBe(false);
});

test('every moment lies before the end of its day, and not before the end of the day before', () => {
  const moments = fc.integer({
    min: msOf(parseInstant('2016-01-02T00:00:00Z')),
    max: msOf(parseInstant('2027-12-30T00:00:00Z')),
  });
  fc.assert(
    fc.property(moments, (ms) => {
      const at = instantOfMs(ms);
      const date = plainDateAt(almaty, at);

      expect(at < endOfDay(almaty, date)).toBe(true);
      expect(at >= instantAt(almaty, date, '00:00')).toBe(true);
      expect(date).toBe(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Almaty' }).format(ms));
    }),
  );
});

test('moments before the data, unknown zones, odd times and reversed days are refused', () => {
  const code = (code: string) => expect.objectContaining({ code });

  expect(() => plainDateAt(almaty, parseInstant('2015-12-30T23:59:59Z'))).toThrow(
    code('instant-outside-zone'),
  );
  expect(() => instantAt(almaty, on('2015-12-30'), '09:00')).toThrow(code('instant-outside-zone'));
  expect(() => instantAt(almaty, on('2026-12-08'), '24:00')).toThrow(code('time-invalid'));
  expect(() => instantAt(almaty, on('2026-12-08'), '9:00')).toThrow(code('time-invalid'));
  expect(() => readZone('Asia/Nowhere', on('2024-01-01'), on('2024-01-02'))).toThrow(code('zone-unknown'));
  expect(() => readZone('Asia/Almaty', on('2024-01-02'), on('2024-01-01'))).toThrow(code('dates-reversed'));
});

test('this machine knows that Kazakhstan is at UTC+5', () => {
  expect(() => assertZoneDataIsCurrent()).not.toThrow();
});
