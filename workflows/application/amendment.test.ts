import { expect, test } from 'vitest';
import type { Instant } from '../../calendars/instant.ts';
import { amendedBasis } from '../../test/amended-calendar.ts';
import { inAstana } from '../../test/builders.ts';
import type { Deadline } from './deadlines.ts';
import { calendarWith } from '../../test/model/amended-days.ts';
import {
  completenessCheck,
  conformityCheck,
  issued,
  notified,
  proposed,
  received,
  registered,
} from '../../test/model/openings.ts';
import type { Story } from '../../test/model/story.ts';

// R Thu 26.11.2026, D2 Mon 30.11, D4 Wed 2.12, D5 Thu 3.12, D7 Mon 7.12, D8 Tue 8.12.
const told = (at: Instant | null) => at && inAstana(at);
const instant = (story: Story, term: Deadline['term']) => inAstana(story.deadline(term).at);
const all = (story: Story, term: Deadline['term']) =>
  story.state.deadlines.filter((each) => each.term === term).map((each) => [inAstana(each.at), each.status]);

test('a new holiday moves every open term behind it by a working day, and its old instant stays visible', () => {
  const amended = registered.amend('2026-11-27 10:00', amendedBasis({ '2026-12-04': false }));

  expect(all(amended, 'result')).toEqual([
    ['Tue 2026-12-08 18:30:00', 'moved'],
    ['Wed 2026-12-09 18:30:00', 'open'],
  ]);
  expect(all(amended, 'preliminary-refusal-notice')).toEqual([['Thu 2026-12-03 18:30:00', 'open']]);
  expect(inAstana(amended.state.gates.lapseAt)).toBe('Thu 2026-12-10 00:00:00');
});

test('a worked Saturday moves every open term behind it forward by a working day', () => {
  const amended = registered.amend('2026-11-27 10:00', amendedBasis({ '2026-12-05': true }));

  expect(instant(amended, 'conformity-check')).toBe('Sat 2026-12-05 18:30:00');
  expect(instant(amended, 'result')).toBe('Mon 2026-12-07 18:30:00');
});

test('a moved term says what moved it: the edition, the same anchor, the same budget', () => {
  const after = amendedBasis({ '2026-12-04': false });

  const { anchor, workingDays, cause, calendarEdition } = registered
    .amend('2026-11-27 10:00', after)
    .deadline('result');

  expect({ anchor, workingDays, cause, calendarEdition }).toEqual({
    anchor: '2026-11-26',
    workingDays: 8,
    cause: 'registration',
    calendarEdition: after.calendar.days.edition,
  });
});

test('what lies open beyond the last day of the calendar follows another edition all the same', () => {
  const after = amendedBasis({ '2026-12-04': false });
  const overdue = [registered, proposed, notified].map((story) => story.pass('2945-11-07 11:15'));

  const amended = overdue.map((story) => story.amend('2945-11-07 11:15', after));

  expect(amended.map(({ state }) => state.calendarEdition)).toEqual(
    Array(3).fill(after.calendar.days.edition),
  );
  expect(amended.map(({ state }) => state.deadlines)).toEqual(overdue.map(({ state }) => state.deadlines));
});

test('a term whose instant stays follows the new edition without being told', () => {
  const after = amendedBasis({ '2026-12-23': false });

  const followed = registered.amend('2026-11-27 10:00', after);

  expect(followed.events.at(-1)).toBe('calendar-followed');
  expect(all(followed, 'result')).toEqual([['Tue 2026-12-08 18:30:00', 'open']]);
  expect(followed.deadline('result').calendarEdition).toBe(after.calendar.days.edition);
  expect(followed.state.calendarEdition).toBe(after.calendar.days.edition);
});

test('a term met before the amendment stays met by the calendar of its day', () => {
  const amended = conformityCheck.amend('2026-11-30 10:00', amendedBasis({ '2026-11-30': false }));

  expect(all(amended, 'completeness-check')).toEqual([['Mon 2026-11-30 18:30:00', 'met']]);
  expect(amended.deadline('completeness-check').calendarEdition).toBe('kz-2026-03-18');
});

test('a term missed before the amendment stays missed, though the new calendar would have saved it', () => {
  const amended = completenessCheck.amend('2026-11-30 19:00', amendedBasis({ '2026-11-30': false }));

  expect(all(amended, 'completeness-check')).toEqual([['Mon 2026-11-30 18:30:00', 'missed']]);
});

test('recorded overdue is never undone, and the deemed refusal comes at the end of that very day', () => {
  const amended = conformityCheck.amend('2026-12-08 18:30', amendedBasis({ '2026-12-04': false }));

  expect(told(amended.state.overdueSince)).toBe('Tue 2026-12-08 18:30:00');
  expect(all(amended, 'result')).toEqual([['Tue 2026-12-08 18:30:00', 'missed']]);
  expect(told(amended.pass('2026-12-15 12:00').state.deemedRefusedAt)).toBe('Wed 2026-12-09 00:00:00');
});

test('a recorded deemed refusal is never undone', () => {
  const amended = conformityCheck.amend('2026-12-09 00:00', amendedBasis({ '2026-12-04': false }));
  const later = amended.pass('2026-12-31 12:00');

  expect(told(later.state.deemedRefusedAt)).toBe('Wed 2026-12-09 00:00:00');
  expect(later.events.filter((type) => type === 'overdue' || type === 'deemed-refused')).toHaveLength(2);
});

test('a gate that has closed stays closed, though by the new calendar it would still be open', () => {
  const after = amendedBasis({ '2026-12-03': false });

  const amended = proposed.amend('2026-12-03 18:30', after);

  expect(inAstana(amended.state.gates.refusalGateAt)).toBe('Thu 2026-12-03 18:30:00');
  expect(amended.refusalOf((next) => next.approve('2026-12-04 10:00')).code).toBe('refusal-gate-closed');
});

test('a gate still open moves with its term', () => {
  const amended = proposed.amend('2026-12-03 18:29:59.999', amendedBasis({ '2026-12-03': false }));

  expect(inAstana(amended.state.gates.refusalGateAt)).toBe('Fri 2026-12-04 18:30:00');
  expect(amended.approve('2026-12-04 10:00').state.stage).toBe('hearing');
});

test('officers have until 18:30 of the first working day after loading for what would lie in the past', () => {
  const amended = completenessCheck.amend('2026-11-30 10:00', amendedBasis({ '2026-11-28': true }));

  expect(instant(amended, 'completeness-check')).toBe('Tue 2026-12-01 18:30:00');
  expect(amended.deadline('completeness-check')).toMatchObject({ cause: 'amendment', anchor: '2026-11-30' });
});

test('a term that falls on the very instant of loading counts as past, a millisecond later as ahead', () => {
  const after = amendedBasis({ '2026-11-28': true, '2026-11-30': false, '2026-12-01': true });
  const onTheInstant = completenessCheck.amend('2026-11-28 18:30', after);
  const before = completenessCheck.amend('2026-11-28 18:29:59.999', after);

  expect(instant(onTheInstant, 'completeness-check')).toBe('Tue 2026-12-01 18:30:00');
  expect(instant(before, 'completeness-check')).toBe('Sat 2026-11-28 18:30:00');
});

test('the result gets the first working day after loading as well, and its lapse the end of that day', () => {
  const after = amendedBasis({ '2026-11-28': true });

  const amended = conformityCheck.amend('2026-12-08 10:00', after);

  expect(instant(amended, 'result')).toBe('Wed 2026-12-09 18:30:00');
  expect(inAstana(amended.state.gates.lapseAt)).toBe('Thu 2026-12-10 00:00:00');
});

test('a registration still to come is counted anew, with every term behind it', () => {
  const amended = received.amend('2026-11-25 20:00', amendedBasis({ '2026-11-26': false }));
  const registered = amended.pass('2026-11-27 09:00');

  expect(inAstana(amended.state.registersAt)).toBe('Fri 2026-11-27 09:00:00');
  expect(instant(amended, 'result')).toBe('Wed 2026-12-09 18:30:00');
  expect(inAstana(amended.state.gates.refusalGateAt)).toBe('Fri 2026-12-04 18:30:00');
  expect(registered.state.stage).toBe('registered');
  expect(registered.deadline('registration')).toMatchObject({ on: '2026-11-27', status: 'met' });
});

test('a registration never lies in the past: a day given back to work at noon registers at noon', () => {
  const dayOff = received.amend('2026-11-25 19:30', amendedBasis({ '2026-11-26': false }));

  const during = dayOff.amend('2026-11-26 12:00', calendarWith({}));

  expect(inAstana(during.state.registersAt)).toBe('Thu 2026-11-26 12:00:00');
  expect(during.pass('2026-11-26 12:00').state.stage).toBe('registered');
});

test('a soft gate that has passed does not come again', () => {
  const amended = conformityCheck
    .pass('2026-12-02 18:30')
    .amend('2026-12-03 10:00', amendedBasis({ '2026-12-03': false }));
  const later = amended.pass('2026-12-31 12:00');

  expect(later.events.filter((type) => type === 'refusal-gate-near')).toHaveLength(1);
});

test('a soft gate that the new calendar has overtaken comes at the moment of loading', () => {
  const amended = conformityCheck
    .amend('2026-12-02 10:00', amendedBasis({ '2026-11-28': true }))
    .pass('2026-12-02 10:00');

  expect(amended.line.trail.slice(-2).map(({ type, at }) => [type, inAstana(at)])).toEqual([
    ['deadlines-moved', 'Wed 2026-12-02 10:00:00'],
    ['refusal-gate-near', 'Wed 2026-12-02 10:00:00'],
  ]);
});

test('the applicant is told once, with every move, and nothing but terms that moved', () => {
  const amended = registered.amend('2026-11-27 10:00', amendedBasis({ '2026-12-04': false }));

  expect(amended.line.trail.filter(({ type }) => type === 'deadlines-moved')).toEqual([
    expect.objectContaining({
      actor: null,
      data: {
        edition: 'kz-2026-11-25',
        terms: ['conformity-check', 'result'],
        from: ['2026-12-07T13:30:00.000Z', '2026-12-08T13:30:00.000Z'],
        to: ['2026-12-08T13:30:00.000Z', '2026-12-09T13:30:00.000Z'],
      },
    }),
  ]);
});

test('the version rises with a move and only with a move', () => {
  const { version } = registered.state;

  expect(registered.amend('2026-11-27 10:00', amendedBasis({ '2026-12-04': false })).state.version).toBe(
    version + 1,
  );
  expect(registered.amend('2026-11-27 10:00', amendedBasis({ '2026-12-23': false })).state.version).toBe(
    version,
  );
});

test('the same edition twice is the same as once', () => {
  const after = amendedBasis({ '2026-12-04': false });
  const once = registered.amend('2026-11-27 10:00', after);

  const twice = once.amend('2026-11-27 10:00', after).amend('2026-11-30 10:00', after);

  expect(twice.state).toEqual(once.state);
  expect(twice.events).toEqual(once.events);
});

test('an act that takes back the one before brings the old instants back, and both moves stay visible', () => {
  const amended = registered
    .amend('2026-11-27 10:00', amendedBasis({ '2026-12-04': false }))
    .amend('2026-11-27 11:00', calendarWith({ '2026-12-23': false }));

  expect(all(amended, 'result')).toEqual([
    ['Tue 2026-12-08 18:30:00', 'moved'],
    ['Wed 2026-12-09 18:30:00', 'moved'],
    ['Tue 2026-12-08 18:30:00', 'open'],
  ]);
  expect(amended.events.filter((type) => type === 'deadlines-moved')).toHaveLength(2);
});

test('what is over does not follow: no event, no version', () => {
  const amended = issued.amend('2026-12-02 10:00', amendedBasis({ '2026-12-04': false }));

  expect(amended.state).toBe(issued.state);
});

test('a withdrawn application follows with its result alone', () => {
  const withdrawn = notified.waive('2026-12-02 10:00').withdraw('2026-12-02 11:00');

  const amended = withdrawn.amend('2026-12-02 12:00', amendedBasis({ '2026-12-03': false }));

  expect(amended.line.trail.at(-1)).toMatchObject({ data: { terms: ['result'] } });
});

test('a milestone of the same instant comes first, and is judged by the old calendar', () => {
  const after = amendedBasis({ '2026-12-08': false });

  expect(conformityCheck.amend('2026-12-08 18:30', after).state.overdueSince).not.toBeNull();
  expect(conformityCheck.amend('2026-12-08 18:29:59.999', after).state.overdueSince).toBeNull();
});
