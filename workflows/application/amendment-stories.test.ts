import { expect, test } from 'vitest';
import { editionKnownOn } from '../../calendars/kz/editions.ts';
import { addDays, parsePlainDate } from '../../calendars/plain-date.ts';
import { basisOf, inAstana } from '../../test/builders.ts';
import type { Deadline } from './deadlines.ts';
import { story } from '../../test/model/story.ts';
import type { Story } from '../../test/model/story.ts';

const knownOn = (day: string) => basisOf(editionKnownOn(parsePlainDate(day)));
const knownBefore = (day: string) => basisOf(editionKnownOn(addDays(parsePlainDate(day), -1)));
const all = (application: Story, term: Deadline['term']) =>
  application.state.deadlines
    .filter((each) => each.term === term)
    .map((each) => `${inAstana(each.at)} ${each.status}, ${each.cause}`);

/** An application registered at 17:00 of a day by the calendar of the day before an announcement. */
function registeredOn(day: string, announced: string): Story {
  return story(`${day} 17:00`, {}, knownBefore(announced)).pass(`${day} 17:00`);
}

function movesOf(application: Story): readonly string[] {
  const data = application.line.trail.at(-1)?.data;
  const list = (key: string) => [data?.[key] ?? []].flat().map(String);
  return list('terms').map((term, index) => {
    const days = [list('from'), list('to')].map((each) => each[index]?.slice(0, 10));
    return `${term} ${days.join(' → ')}`;
  });
}

// Eight times the calendar of Kazakhstan changed after it was published.
test.each([
  ['2016-02-15', '2016-02-12', '2016-02-24'],
  ['2022-09-29', '2022-09-28', '2022-10-10'],
  ['2022-10-08', '2022-10-07', '2022-10-19'],
  ['2023-04-28', '2023-04-27', '2023-05-12'],
  ['2024-04-17', '2024-04-16', '2024-04-26'],
  ['2024-11-21', '2024-11-20', '2024-12-02'],
  ['2026-03-18', '2026-03-17', '2026-04-01'],
])(
  'the change announced on %s came early enough to leave what was registered on %s due on %s',
  (announced, day, dueOn) => {
    const followed = registeredOn(day, announced).amend(`${announced} 10:00`, knownOn(announced));

    expect(followed.events.at(-1)).toBe('calendar-followed');
    expect(followed.deadline('result').on).toBe(dueOn);
    expect(followed.state.calendarEdition).toBe(`kz-${announced}`);
  },
);

test('announced on 7 June 2024: 17 June becomes a working day, and what waits for it is due a day earlier', () => {
  const amended = registeredOn('2024-06-06', '2024-06-07').amend('2024-06-07 10:00', knownOn('2024-06-07'));

  expect(all(amended, 'conformity-check')).toEqual([
    'Tue 2024-06-18 18:30:00 moved, registration',
    'Mon 2024-06-17 18:30:00 open, registration',
  ]);
  expect(all(amended, 'result')).toEqual([
    'Wed 2024-06-19 18:30:00 moved, registration',
    'Tue 2024-06-18 18:30:00 open, registration',
  ]);
  expect(inAstana(amended.state.gates.lapseAt)).toBe('Wed 2024-06-19 00:00:00');
});

// The same changes as they meet applications when the office enters them only days before they take effect.
test.each([
  {
    change: '5 March 2016 worked for the 7th',
    announced: '2016-02-15',
    day: '2016-02-29',
    loaded: '2016-03-01',
    moves: ['preliminary-refusal-notice 2016-03-07 → 2016-03-05'],
  },
  {
    change: '25 October 2022 a holiday',
    announced: '2022-09-29',
    day: '2022-10-19',
    loaded: '2022-10-20',
    moves: [
      'conformity-check 2022-10-28 → 2022-10-31',
      'preliminary-refusal-notice 2022-10-26 → 2022-10-27',
      'result 2022-10-31 → 2022-11-01',
    ],
  },
  {
    change: '1 December 2022 given back to work',
    announced: '2022-09-29',
    day: '2022-11-23',
    loaded: '2022-11-24',
    moves: ['conformity-check 2022-12-05 → 2022-12-02', 'result 2022-12-06 → 2022-12-05'],
  },
  {
    change: '22 October 2022 worked for the 24th',
    announced: '2022-10-08',
    day: '2022-10-17',
    loaded: '2022-10-18',
    moves: ['preliminary-refusal-notice 2022-10-24 → 2022-10-22'],
  },
  {
    change: '1 July 2023 worked for the 7th',
    announced: '2023-04-28',
    day: '2023-06-27',
    loaded: '2023-06-29',
    moves: ['preliminary-refusal-notice 2023-07-05 → 2023-07-04'],
  },
  {
    change: '4 May 2024 worked for the 8th',
    announced: '2024-04-17',
    day: '2024-04-29',
    loaded: '2024-04-30',
    moves: ['preliminary-refusal-notice 2024-05-08 → 2024-05-06'],
  },
  {
    change: 'Sunday 5 January 2025 worked for the 3rd',
    announced: '2024-11-21',
    day: '2024-12-25',
    loaded: '2024-12-26',
    moves: ['preliminary-refusal-notice 2025-01-03 → 2025-01-05'],
  },
  {
    change: '31 August 2026 given back to work',
    announced: '2026-03-18',
    day: '2026-08-26',
    loaded: '2026-08-27',
    moves: [
      'conformity-check 2026-09-07 → 2026-09-04',
      'preliminary-refusal-notice 2026-09-03 → 2026-09-02',
      'result 2026-09-08 → 2026-09-07',
    ],
  },
  {
    change: '15 March 2027 a holiday',
    announced: '2026-03-18',
    day: '2027-03-09',
    loaded: '2027-03-10',
    moves: [
      'conformity-check 2027-03-18 → 2027-03-19',
      'preliminary-refusal-notice 2027-03-16 → 2027-03-17',
      'result 2027-03-19 → 2027-03-25',
    ],
  },
])('$change, entered on $loaded, moves what was registered on $day', ({ announced, day, loaded, moves }) => {
  const amended = registeredOn(day, announced).amend(`${loaded} 10:00`, knownOn(announced));

  expect(movesOf(amended)).toEqual(moves);
  for (const { term, status } of amended.state.deadlines.filter((each) => each.status === 'moved'))
    expect([status, amended.deadline(term)]).toEqual([
      'moved',
      expect.objectContaining({ status: 'open', calendarEdition: `kz-${announced}` }),
    ]);
});

// R Mon 10.06.2024. With 17.06 off D5 is Tue 18.06, D7 Thu 20.06, D8 Fri 21.06; with 17.06 worked each a day earlier.
const proposed = registeredOn('2024-06-10', '2024-06-07')
  .appoint('2024-06-11 09:30')
  .complete('2024-06-11 15:00')
  .doesNotConform('2024-06-13 11:00');

test('of 17 June loaded on the 18th: the notice due on the 17th may go out until 18:30 of the 19th', () => {
  const amended = proposed.amend('2024-06-18 10:00', knownOn('2024-06-07'));

  expect(all(amended, 'preliminary-refusal-notice')).toEqual([
    'Tue 2024-06-18 18:30:00 moved, registration',
    'Wed 2024-06-19 18:30:00 open, amendment',
  ]);
  expect(inAstana(amended.state.gates.refusalGateAt)).toBe('Wed 2024-06-19 18:30:00');
  expect(all(amended, 'result')).toEqual([
    'Fri 2024-06-21 18:30:00 moved, registration',
    'Thu 2024-06-20 18:30:00 open, registration',
  ]);
  expect(amended.approve('2024-06-19 18:29:59.999').state.stage).toBe('hearing');
});

test('of 17 June loaded on the 19th: the applicant whose window ended on the 18th has until the end of the 20th', () => {
  const notified = proposed.approve('2024-06-13 12:00').receive('2024-06-14 10:00');
  expect(all(notified, 'objection')).toEqual(['Thu 2024-06-20 00:00:00 open, receipt-of-notice']);

  const amended = notified.amend('2024-06-19 10:00', knownOn('2024-06-07'));

  expect(all(amended, 'objection').at(-1)).toBe('Fri 2024-06-21 00:00:00 open, amendment');
  expect(amended.object('2024-06-20 23:59:59.999').events).toContain('objected');
});

test('of 17 June loaded on the 18th: a window that ends with that day still ends with it', () => {
  const notified = proposed.approve('2024-06-13 12:00').receive('2024-06-14 10:00');

  const amended = notified.amend('2024-06-18 10:00', knownOn('2024-06-07'));

  expect(all(amended, 'objection').at(-1)).toBe('Wed 2024-06-19 00:00:00 open, receipt-of-notice');
});

test('of 17 June loaded on the 18th: a notice sent on the 19th leaves the result its three working days', () => {
  const amended = proposed.amend('2024-06-18 10:00', knownOn('2024-06-07'));

  const sent = amended.approve('2024-06-19 12:00');

  expect(all(sent, 'result').at(-1)).toBe('Mon 2024-06-24 18:30:00 open, notice');
  expect(inAstana(sent.state.gates.lapseAt)).toBe('Tue 2024-06-25 00:00:00');
});
