import { expect, test } from 'vitest';
import { amendedBasis } from '../../test/amended-calendar.ts';
import { inAstana } from '../../test/builders.ts';
import type { Deadline } from './deadlines.ts';
import {
  conforming,
  hearing,
  heardInSilence,
  notified,
  proposed,
  refusalDrafted,
} from '../../test/model/openings.ts';
import type { Story } from '../../test/model/story.ts';

// R Thu 26.11.2026, D5 Thu 3.12, D8 Tue 8.12. In `hearing` N is Tue 1.12, in `notified` the notice came the same day.
const instant = (story: Story, term: Deadline['term']) => inAstana(story.deadline(term).at);
const all = (story: Story, term: Deadline['term']) =>
  story.state.deadlines.filter((each) => each.term === term).map((each) => [inAstana(each.at), each.status]);

test('an applicant has until the end of the first working day after loading to speak', () => {
  const received = hearing.receive('2026-12-04 10:00');
  expect(instant(received, 'objection')).toBe('Wed 2026-12-09 00:00:00');

  const amended = received.amend('2026-12-08 12:00', amendedBasis({ '2026-12-05': true }));

  expect(instant(amended, 'objection')).toBe('Thu 2026-12-10 00:00:00');
  expect(amended.object('2026-12-09 23:59:59.999').events).toContain('objected');
  expect(amended.refusalOf((next) => next.object('2026-12-10 00:00')).code).toBe('objection-window-closed');
});

test('a window still open moves with its days off, and the opening behind it', () => {
  const amended = notified.amend('2026-12-02 10:00', amendedBasis({ '2026-12-03': false }));

  expect(instant(amended, 'objection')).toBe('Sat 2026-12-05 00:00:00');
  expect(instant(amended, 'hearing')).toBe('Fri 2026-12-04 18:30:00');
  expect(instant(amended, 'earliest-refusal')).toBe('Mon 2026-12-07 09:00:00');
});

test('a window that has ended stays ended, though its hearing waits for the record', () => {
  const waiting = notified.object('2026-12-02 10:00').pass('2026-12-04 00:00');

  const amended = waiting.amend('2026-12-04 12:00', amendedBasis({ '2026-12-03': false }));

  expect(all(amended, 'objection')).toEqual([['Fri 2026-12-04 00:00:00', 'met']]);
  expect(amended.refusalOf((next) => next.askOral('2026-12-04 12:30')).code).toBe('objection-window-closed');
});

test('the day of a silent hearing that has passed does not come again', () => {
  const silent = hearing.receive('2026-12-03 10:00').pass('2026-12-03 18:30');

  const amended = silent.amend('2026-12-04 10:00', amendedBasis({ '2026-12-03': false }));

  expect(all(amended, 'hearing')).toEqual([['Thu 2026-12-03 18:30:00', 'not-needed']]);
});

test('an opening that would lie in the past comes at 09:00 of the first working day after loading', () => {
  // N Thu 3.12: a refusal opens on Tue 8.12; with both days of the weekend worked on Sun 6.12 at 09:00.
  const after = amendedBasis({ '2026-12-05': true, '2026-12-06': true });

  const amended = proposed.approve('2026-12-03 12:00').amend('2026-12-06 12:00', after);

  expect(all(amended, 'earliest-refusal')).toEqual([
    ['Tue 2026-12-08 09:00:00', 'moved'],
    ['Mon 2026-12-07 09:00:00', 'open'],
  ]);
  expect(amended.deadline('earliest-refusal').cause).toBe('amendment');
});

test('an opening that has been reached stays reached', () => {
  const opened = refusalDrafted.pass('2026-12-04 09:00');

  const amended = opened.amend('2026-12-04 09:30', amendedBasis({ '2026-12-03': false }));

  expect(all(amended, 'earliest-refusal')).toEqual([['Fri 2026-12-04 09:00:00', 'met']]);
  expect(amended.sign('2026-12-04 10:00').state.stage).toBe('refused');
});

test('a refusal drafted but not yet open waits for the opening of the new calendar', () => {
  const amended = refusalDrafted.amend('2026-12-04 08:30', amendedBasis({ '2026-12-04': false }));

  expect(amended.refusalOf((next) => next.sign('2026-12-04 10:00')).code).toBe('refusal-not-open-yet');
  expect(amended.sign('2026-12-07 09:00').state.stage).toBe('refused');
});

test('after a waiver nothing holds a refusal back, by whatever calendar', () => {
  const waived = notified.waive('2026-12-02 10:00').draft('2026-12-02 11:00', 'refuse');

  const amended = waived.amend('2026-12-02 12:00', amendedBasis({ '2026-12-03': false }));

  expect(all(amended, 'earliest-refusal').at(-1)).toEqual(['Wed 2026-12-02 10:00:00', 'met']);
  expect(amended.sign('2026-12-02 12:30').state.stage).toBe('refused');
});

test('a waiver may be revoked until the end of the moved window, and the applicant is told of that end', () => {
  const waived = notified.waive('2026-12-02 10:00');

  const amended = waived.amend('2026-12-02 12:00', amendedBasis({ '2026-12-03': false }));

  expect(all(amended, 'objection')).toEqual([
    ['Fri 2026-12-04 00:00:00', 'moved'],
    ['Sat 2026-12-05 00:00:00', 'met'],
  ]);
  expect(amended.line.trail.at(-1)).toMatchObject({
    type: 'deadlines-moved',
    data: { terms: expect.arrayContaining(['objection']) },
  });
  expect(amended.object('2026-12-04 10:00').state.stage).toBe('hearing');
});

test('an oral hearing moves with the days of the new calendar', () => {
  const asked = notified.askOral('2026-12-03 10:00');
  expect(instant(asked, 'hearing')).toBe('Fri 2026-12-04 18:30:00');

  const amended = asked.amend('2026-12-03 12:00', amendedBasis({ '2026-12-04': false }));

  expect(instant(amended, 'hearing')).toBe('Mon 2026-12-07 18:30:00');
});

// N Thu 3.12. A worked weekend pulls D8 to Fri 4.12; with Mon 7.12 off N + 3 falls on Wed 9.12.
const pulled = amendedBasis({ '2026-11-28': true, '2026-11-29': true, '2026-12-07': false });

test('the result is never due before the third working day after a notice that went out in time', () => {
  const amended = proposed.approve('2026-12-03 18:00').amend('2026-12-03 19:00', pulled);

  expect(all(amended, 'result')).toEqual([
    ['Tue 2026-12-08 18:30:00', 'moved'],
    ['Wed 2026-12-09 18:30:00', 'open'],
  ]);
  expect(amended.deadline('result')).toMatchObject({ cause: 'notice', anchor: '2026-12-03', workingDays: 3 });
  expect(inAstana(amended.state.gates.lapseAt)).toBe('Thu 2026-12-10 00:00:00');
});

test('of two notices the last one served gives the result its room', () => {
  const again = hearing.approve('2026-12-03 18:00');

  expect(instant(again.amend('2026-12-03 19:00', pulled), 'result')).toBe('Wed 2026-12-09 18:30:00');
});

test('a second notice that nobody has evidence of leaves the first one its room', () => {
  // N Wed 2.12: N + 3 falls on Tue 8.12.
  const again = proposed.approve('2026-12-02 12:00').approve('2026-12-03 18:00', { posted: null });

  expect(instant(again.amend('2026-12-03 18:10', pulled), 'result')).toBe('Tue 2026-12-08 18:30:00');
});

test('a result that lies behind the third working day after the notice stays where the registration puts it', () => {
  const amended = hearing.amend('2026-12-03 19:00', amendedBasis({ '2026-12-07': false }));

  expect(amended.deadline('result')).toMatchObject({ on: '2026-12-09', cause: 'registration' });
});

test('without a notice the result follows its registration alone', () => {
  expect(instant(proposed.amend('2026-12-03 19:00', pulled), 'result')).toBe('Fri 2026-12-04 18:30:00');
});

test('an approved notice that nobody has evidence of gives the result no room', () => {
  const approved = proposed.approve('2026-12-03 18:00', { posted: null });

  expect(instant(approved.amend('2026-12-03 18:10', pulled), 'result')).toBe('Fri 2026-12-04 18:30:00');
});

test('a notice sent after D8 18:30 gives no room: what is overdue stays overdue', () => {
  const late = proposed.approve('2026-12-09 10:00');

  const amended = late.amend('2026-12-09 12:00', amendedBasis({ '2026-12-10': false }));

  expect(all(amended, 'result')).toEqual([['Tue 2026-12-08 18:30:00', 'missed']]);
});

test('an alarm of an unproved receipt that rang before the amendment does not ring again', () => {
  const rang = hearing.amend('2026-12-02 10:00', amendedBasis({ '2026-12-02': false }));

  expect(rang.pass('2026-12-31 12:00').events.filter((type) => type === 'receipt-unproved')).toHaveLength(1);
});

test('an alarm of an unproved receipt that the new calendar has overtaken rings at loading, once', () => {
  // N Fri 11.12, after the lapse: the alarm stands on Mon 14.12; with a worked Saturday it was on Sat 12.12 at 09:00.
  const late = proposed.approve('2026-12-11 10:00').pass('2026-12-11 19:00');

  const amended = late
    .amend('2026-12-13 12:00', amendedBasis({ '2026-12-12': true }))
    .pass('2026-12-31 12:00');

  const alarms = amended.line.trail.filter(({ type }) => type === 'receipt-unproved');
  expect(alarms.map(({ at }) => inAstana(at))).toEqual(['Sun 2026-12-13 12:00:00']);
});

test('a finding of the same instant counts by the calendar in force when its turn came', () => {
  const after = amendedBasis({ '2026-12-03': false });
  const first = proposed.approve('2026-12-03 18:29:59.999').amend('2026-12-03 18:29:59.999', after);
  const second = proposed.amend('2026-12-03 18:29:59.999', after);

  expect(all(first, 'preliminary-refusal-notice')).toEqual([['Thu 2026-12-03 18:30:00', 'met']]);
  expect(second.approve('2026-12-04 18:29:59.999').deadline('preliminary-refusal-notice')).toMatchObject({
    on: '2026-12-04',
    status: 'met',
  });
});

test('silence closed a hearing before the amendment: it stays closed', () => {
  const amended = heardInSilence.amend('2026-12-04 08:00', amendedBasis({ '2026-12-03': false }));

  expect(amended.state).toMatchObject({ stage: 'drafting' });
  expect(all(amended, 'objection')).toEqual([['Fri 2026-12-04 00:00:00', 'missed']]);
});

test('while a moved gate is open, what conformed may still be found against, with a hearing after the moved D5', () => {
  const amended = conforming.amend(
    '2026-12-01 12:00',
    amendedBasis({ '2026-12-02': false, '2026-12-03': false }),
  );

  expect(inAstana(amended.state.gates.refusalGateAt)).toBe('Mon 2026-12-07 18:30:00');
  expect(amended.doesNotConform('2026-12-07 18:00').state.stage).toBe('preliminary-refusal');
});
