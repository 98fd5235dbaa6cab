import { expect, test } from 'vitest';
import { parseInstant } from '../../calendars/instant.ts';
import { editionKnownOn, newestEdition } from '../../calendars/kz/editions.ts';
import { parsePlainDate } from '../../calendars/plain-date.ts';
import { at, basisOf, inAstana, intake, kz } from '../../test/builders.ts';
import type { Basis } from '../case/basis.ts';
import { receive } from './intake.ts';
import { story } from '../../test/model/story.ts';
import { previewTerms } from './outlook.ts';
import { registrationOf } from './terms.ts';

const counted = [
  'registration',
  'completeness-check',
  'preliminary-refusal-notice',
  'conformity-check',
  'result',
] as const;

/** R, D2, D5, D7 and D8 of something received at a moment. */
function daysOf(receivedAt: string, basis: Basis = kz): readonly string[] {
  const { state } = receive(intake({ receivedAt: at(receivedAt) }), basis);
  return counted.map((term) => state.deadlines.find((each) => each.term === term)?.on ?? 'none');
}

// Order 219, clause 5 and annex 1, item 7; APPC 64(3). 18:30:00 exactly is after hours.
test.each([
  ['in the middle of a working day', '2026-11-26 17:00', '2026-11-26 17:00'],
  ['during the lunch break', '2026-11-26 13:30', '2026-11-26 13:30'],
  ['a millisecond before closing', '2026-11-26 18:29:59.999', '2026-11-26 18:29:59.999'],
  ['at closing time', '2026-11-26 18:30', '2026-11-27 09:00'],
  ['late in the evening', '2026-11-26 23:59:59.999', '2026-11-27 09:00'],
  ['before the office opens', '2026-11-26 08:00', '2026-11-26 09:00'],
  ['at midnight', '2026-11-26 00:00', '2026-11-26 09:00'],
  ['when the office opens', '2026-11-26 09:00', '2026-11-26 09:00'],
  ['on a Saturday', '2026-11-28 12:00', '2026-11-30 09:00'],
  ['on a Friday evening', '2026-12-04 19:10', '2026-12-07 09:00'],
  ['on Independence Day', '2026-12-16 12:00', '2026-12-17 09:00'],
  ['on the worked Saturday 2024-05-04 (order 109)', '2024-05-04 12:00', '2024-05-04 12:00'],
  ['on the worked Sunday 2025-01-05 (order 436)', '2025-01-05 18:29:59.999', '2025-01-05 18:29:59.999'],
  ['on the worked Sunday 2025-01-05 after hours', '2025-01-05 18:30', '2025-01-06 09:00'],
  ['on the worked Saturday 2022-10-22 (decree 796)', '2022-10-22 10:00', '2022-10-22 10:00'],
  ['on 31 December in time', '2025-12-31 18:29:59.999', '2025-12-31 18:29:59.999'],
  ['on 31 December after hours', '2025-12-31 18:30', '2026-01-05 09:00'],
])('received %s it is registered at its legal time', (_, receivedAt, registeredAt) => {
  const registration = registrationOf(at(receivedAt), kz);

  expect(registration).toEqual({ on: registeredAt.slice(0, 10), at: at(registeredAt) });
});

// Clocks in Astana went from UTC+6 to UTC+5 at the end of 2024-02-29: 23:00 to 24:00 came twice that night.
test.each([
  ['2024-02-29T12:29:59.999Z', '2024-02-29', '2024-02-29T12:29:59.999Z'],
  ['2024-02-29T12:30:00Z', '2024-03-01', '2024-03-01T04:00:00.000Z'],
  ['2024-02-29T17:30:00Z', '2024-03-01', '2024-03-01T04:00:00.000Z'],
  ['2024-02-29T18:30:00Z', '2024-03-01', '2024-03-01T04:00:00.000Z'],
  ['2024-02-29T19:00:00Z', '2024-03-01', '2024-03-01T04:00:00.000Z'],
  ['2024-03-01T13:29:59.999Z', '2024-03-01', '2024-03-01T13:29:59.999Z'],
  ['2024-03-01T13:30:00Z', '2024-03-04', '2024-03-04T04:00:00.000Z'],
])('around the change of the clocks %s belongs to %s', (receivedAt, on, registeredAt) => {
  expect(registrationOf(parseInstant(receivedAt), kz)).toEqual({ on, at: registeredAt });
});

test.each([
  // An ordinary fortnight, and one with a holiday in it.
  ['2026-11-26 17:00', ['2026-11-26', '2026-11-30', '2026-12-03', '2026-12-07', '2026-12-08']],
  ['2026-12-04 19:10', ['2026-12-07', '2026-12-09', '2026-12-14', '2026-12-17', '2026-12-18']],
  // Independence Day, 2026-12-16, stands in a different term each time.
  ['2026-12-14 12:00', ['2026-12-14', '2026-12-17', '2026-12-22', '2026-12-24', '2026-12-25']],
  ['2026-12-15 12:00', ['2026-12-15', '2026-12-18', '2026-12-23', '2026-12-25', '2026-12-28']],
  ['2026-12-16 12:00', ['2026-12-17', '2026-12-21', '2026-12-24', '2026-12-28', '2026-12-29']],
  // May: 1, 7 and 9 May with their transfers.
  ['2024-04-26 12:00', ['2024-04-26', '2024-04-30', '2024-05-04', '2024-05-10', '2024-05-13']],
  ['2025-04-28 12:00', ['2025-04-28', '2025-04-30', '2025-05-06', '2025-05-12', '2025-05-13']],
  ['2026-04-29 12:00', ['2026-04-29', '2026-05-04', '2026-05-08', '2026-05-13', '2026-05-14']],
  // Worked weekends: Sunday 2025-01-05, Saturday 2022-10-22.
  ['2024-12-31 12:00', ['2024-12-31', '2025-01-06', '2025-01-10', '2025-01-14', '2025-01-15']],
  ['2022-10-20 12:00', ['2022-10-20', '2022-10-22', '2022-10-28', '2022-11-01', '2022-11-02']],
])('received %s: registration, D2, D5, D7 and D8 fall on their days', (receivedAt, expected) => {
  expect(daysOf(receivedAt)).toEqual(expected);
});

// Changes announced late (calendars/kz/editions.ts): the dates by the calendar of the day before, and by the one after.
test.each([
  ['2016-02-14', '2016-03-03 12:00', ['2016-03-03', '2016-03-07', '2016-03-11', '2016-03-15', '2016-03-16']],
  ['2016-02-15', '2016-03-03 12:00', ['2016-03-03', '2016-03-05', '2016-03-11', '2016-03-15', '2016-03-16']],
  ['2022-09-28', '2022-11-28 12:00', ['2022-11-28', '2022-11-30', '2022-12-06', '2022-12-08', '2022-12-09']],
  ['2022-09-29', '2022-11-28 12:00', ['2022-11-28', '2022-11-30', '2022-12-05', '2022-12-07', '2022-12-08']],
  ['2022-10-07', '2022-10-20 12:00', ['2022-10-20', '2022-10-24', '2022-10-28', '2022-11-01', '2022-11-02']],
  ['2022-10-08', '2022-10-20 12:00', ['2022-10-20', '2022-10-22', '2022-10-28', '2022-11-01', '2022-11-02']],
  ['2023-04-27', '2023-06-27 12:00', ['2023-06-27', '2023-06-30', '2023-07-05', '2023-07-10', '2023-07-11']],
  ['2023-04-28', '2023-06-27 12:00', ['2023-06-27', '2023-06-30', '2023-07-04', '2023-07-10', '2023-07-11']],
  ['2024-04-16', '2024-04-26 12:00', ['2024-04-26', '2024-04-30', '2024-05-06', '2024-05-10', '2024-05-13']],
  ['2024-04-17', '2024-04-26 12:00', ['2024-04-26', '2024-04-30', '2024-05-04', '2024-05-10', '2024-05-13']],
  ['2024-06-06', '2024-06-06 12:00', ['2024-06-06', '2024-06-10', '2024-06-13', '2024-06-18', '2024-06-19']],
  ['2024-06-07', '2024-06-06 12:00', ['2024-06-06', '2024-06-10', '2024-06-13', '2024-06-17', '2024-06-18']],
  ['2024-11-20', '2024-12-31 12:00', ['2024-12-31', '2025-01-06', '2025-01-10', '2025-01-14', '2025-01-15']],
  ['2024-11-21', '2024-12-31 12:00', ['2024-12-31', '2025-01-06', '2025-01-10', '2025-01-14', '2025-01-15']],
  ['2026-03-17', '2026-08-24 12:00', ['2026-08-24', '2026-08-26', '2026-09-01', '2026-09-03', '2026-09-04']],
  ['2026-03-18', '2026-08-24 12:00', ['2026-08-24', '2026-08-26', '2026-08-31', '2026-09-02', '2026-09-03']],
])('with the calendar known on %s, received %s falls on its days', (knownOn, receivedAt, expected) => {
  const basis = basisOf(editionKnownOn(parsePlainDate(knownOn)));

  expect(daysOf(receivedAt, basis)).toEqual(expected);
});

test('officers are due at 18:30, applicants at the end of the day, and openings come at 09:00', () => {
  const preview = previewTerms(at('2026-11-26 17:00'), kz);

  expect(preview.map(({ term, edge, at: instant }) => [term, edge, inAstana(instant)])).toEqual([
    ['registration', 'due', 'Thu 2026-11-26 18:30:00'],
    ['completeness-check', 'due', 'Mon 2026-11-30 18:30:00'],
    ['conformity-check', 'due', 'Mon 2026-12-07 18:30:00'],
    ['preliminary-refusal-notice', 'due', 'Thu 2026-12-03 18:30:00'],
    ['objection', 'due', 'Tue 2026-12-08 00:00:00'],
    ['hearing', 'due', 'Mon 2026-12-07 18:30:00'],
    ['earliest-refusal', 'opens', 'Tue 2026-12-08 09:00:00'],
    ['result', 'due', 'Tue 2026-12-08 18:30:00'],
  ]);
});

test('the gates beside the terms are the end of D4, 18:30 of D5 and the end of D8', () => {
  const { gates } = story('2026-11-26 17:00').state;

  expect(gates).toEqual({
    softGateAt: at('2026-12-02 18:30'),
    refusalGateAt: at('2026-12-03 18:30'),
    lapseAt: at('2026-12-09 00:00'),
  });
});

test('the latest lawful notice just leaves room for a refusal on D8', () => {
  const preview = previewTerms(at('2026-12-04 19:10'), kz);

  const opening = preview.find((each) => each.term === 'earliest-refusal');
  const result = preview.find((each) => each.term === 'result');
  expect([opening?.on, result?.on]).toEqual(['2026-12-18', '2026-12-18']);
});

test('what lies beyond the published calendar is marked as projected', () => {
  const { officialUntil } = kz.calendar.days;
  expect(officialUntil).toBe('2026-12-31');

  const across = receive(intake({ receivedAt: at('2026-12-23 12:00') }), kz).state.deadlines;

  expect(across.map(({ on, certainty }) => [on, certainty])).toEqual([
    ['2026-12-23', 'official'],
    ['2026-12-25', 'official'],
    ['2027-01-05', 'projected'],
    ['2026-12-30', 'official'],
    ['2027-01-06', 'projected'],
  ]);
});

test('a term that would end beyond all data is refused, never guessed', () => {
  const outside = expect.objectContaining({ code: 'date-outside-calendar' });

  expect(() => previewTerms(at('2027-12-22 12:00'), kz)).toThrow(outside);
  expect(() => receive(intake({ receivedAt: at('2027-12-22 12:00') }), kz)).toThrow(outside);
});

test('a notice whose terms would end beyond all data is not approved: evidence of its posting cannot be refused', () => {
  const lapsed = story('2027-12-01 10:00')
    .appoint('2027-12-01 11:00')
    .complete('2027-12-01 12:00')
    .doesNotConform('2027-12-01 13:00')
    .pass('2027-12-29 10:00');

  const refusal = lapsed.refusalOf((now) => now.approve('2027-12-29 10:00'));

  expect(refusal).toMatchObject({ code: 'date-outside-calendar' });
});

test('each deadline carries what it takes to count it again', () => {
  const result = story('2026-11-26 17:00').deadline('result');

  expect(result).toEqual({
    term: 'result',
    edge: 'due',
    anchor: '2026-11-26',
    workingDays: 8,
    on: '2026-12-08',
    at: at('2026-12-08 18:30'),
    calendarEdition: newestEdition().id,
    certainty: 'official',
    cause: 'registration',
    status: 'open',
  });
});
