import { expect, test } from 'vitest';
import { inAstana, yerlan } from '../../test/builders.ts';
import {
  conforming,
  conformityCheck,
  documentDrafted,
  hearing,
  issued,
  notified,
  proposed,
  registered,
} from '../../test/model/openings.ts';
import { calendarWith } from '../../test/model/amended-days.ts';
import type { Story } from '../../test/model/story.ts';
import type { Deadline } from './deadlines.ts';

// R Thu 26.11.2026, D5 Thu 3.12; N Tue 1.12, received the same day: N + 2 and the end of the window are Thu 3.12.

function told({ state }: Story, term: Deadline['term']) {
  return state.deadlines
    .filter((each) => each.term === term)
    .map(({ at, status }) => `${inAstana(at)} ${status}`);
}

function status(story: Story, term: Deadline['term']) {
  return story.deadline(term).status;
}

function missedIn({ line }: Story) {
  return line.trail.filter(({ type }) => type === 'term-missed').map(({ data }) => data['term']);
}

test('a favourable finding makes the notice needless, and the check taken up again makes it needed', () => {
  const again = documentDrafted.returnDraft('2026-12-01 16:00', 'conformity-check');

  expect(status(conforming, 'preliminary-refusal-notice')).toBe('not-needed');
  expect(status(again, 'preliminary-refusal-notice')).toBe('open');
});

test('a refusal proposed after a favourable finding has the term of its notice: met by it, or missed at the gate', () => {
  const taken = conforming.doesNotConform('2026-12-02 10:00');

  expect(told(taken, 'preliminary-refusal-notice')).toEqual(['Thu 2026-12-03 18:30:00 open']);
  expect(status(taken.approve('2026-12-03 10:00'), 'preliminary-refusal-notice')).toBe('met');
  expect(status(taken.pass('2026-12-03 18:30'), 'preliminary-refusal-notice')).toBe('missed');
});

test('a notice that was needless follows the calendar, since it may be needed again', () => {
  const moved = conforming.amend('2026-12-01 12:00', calendarWith({ '2026-12-02': false }));

  expect(told(moved, 'preliminary-refusal-notice')).toEqual([
    'Thu 2026-12-03 18:30:00 moved',
    'Fri 2026-12-04 18:30:00 not-needed',
  ]);
  expect(moved.line.trail.at(-1)?.data['terms']).toEqual(['result']);
  const taken = moved.doesNotConform('2026-12-04 10:00');
  expect(told(taken, 'preliminary-refusal-notice').at(-1)).toBe('Fri 2026-12-04 18:30:00 open');
});

test('the window of objections is closed at its end, though the record of what was said is not made', () => {
  const objected = notified.object('2026-12-03 10:00');

  expect(status(objected, 'objection')).toBe('open');
  expect(status(objected.pass('2026-12-04 00:00'), 'objection')).toBe('met');
  expect(status(notified.supply('2026-12-03 10:00').pass('2026-12-04 00:00'), 'objection')).toBe('missed');
});

test('a cure ends the hearing and not the window: it is open until its own end', () => {
  const cured = notified.supply('2026-12-01 13:00').record('2026-12-01 14:00', { outcome: 'cured' });

  expect(status(cured, 'objection')).toBe('open');
  expect(status(cured.pass('2026-12-04 00:00'), 'objection')).toBe('missed');
});

test('another finding puts the hearing aside, and its terms end all the same', () => {
  const cured = notified.supply('2026-12-01 13:00').record('2026-12-01 14:00', { outcome: 'cured' });
  const found = cured.foundIncomplete('2026-12-01 15:00').pass('2026-12-04 00:00');

  expect(found.state.hearing).toBeNull();
  expect(status(found, 'objection')).toBe('missed');
});

test('a waiver and its withdrawal leave one opening of the refusal and one window', () => {
  const waived = notified.waive('2026-12-02 10:00');
  const revoked = waived.object('2026-12-02 11:00');

  expect(status(waived, 'objection')).toBe('met');
  expect(told(revoked, 'earliest-refusal')).toEqual([
    'Fri 2026-12-04 09:00:00 moved',
    'Wed 2026-12-02 10:00:00 moved',
    'Fri 2026-12-04 09:00:00 open',
  ]);
  expect(told(revoked, 'objection')).toEqual(['Fri 2026-12-04 00:00:00 open']);
});

test('a waived window of a hearing that was put aside was used', () => {
  // Documents keep the hearing open; a favourable draft is made meanwhile and returned.
  const open = notified
    .supply('2026-12-02 10:00')
    .waive('2026-12-02 11:00')
    .draft('2026-12-02 12:00', 'issue');
  const waived = open.returnDraft('2026-12-02 13:00', 'conformity-check').foundIncomplete('2026-12-02 14:00');

  expect(waived.state.hearing).toBeNull();
  expect(status(waived.pass('2026-12-04 00:00'), 'objection')).toBe('met');
});

test('an objection after N + 2 gives the hearing until the next working day, and blames nobody before', () => {
  // Received on Thu 3.12, two days after N: the window lasts until the end of Mon 7.12.
  const silent = hearing.receive('2026-12-03 10:00').pass('2026-12-04 09:00');
  const objected = silent.object('2026-12-04 10:00');

  expect(told(silent, 'hearing')).toEqual(['Thu 2026-12-03 18:30:00 not-needed']);
  expect(told(objected, 'hearing')).toEqual([
    'Thu 2026-12-03 18:30:00 moved',
    'Mon 2026-12-07 18:30:00 open',
  ]);
  expect(objected.deadline('hearing')).toMatchObject({
    cause: 'objection',
    anchor: '2026-12-04',
    workingDays: 1,
  });
  expect(missedIn(objected)).toEqual([]);
  expect(status(objected.record('2026-12-07 18:29'), 'hearing')).toBe('met');
  expect(missedIn(objected.pass('2026-12-07 18:30'))).toContain('hearing');
});

test('the last of several objections counts', () => {
  const objected = hearing.receive('2026-12-03 10:00').object('2026-12-03 11:00').object('2026-12-07 09:00');

  expect(told(objected, 'hearing')).toEqual([
    'Thu 2026-12-03 18:30:00 moved',
    'Fri 2026-12-04 18:30:00 moved',
    'Tue 2026-12-08 18:30:00 open',
  ]);
});

test('an objection before the last day leaves the hearing its two days', () => {
  expect(told(notified.object('2026-12-02 10:00'), 'hearing')).toEqual(['Thu 2026-12-03 18:30:00 open']);
});

test('a hearing at which nobody spoke needs no record: its term ends needless', () => {
  expect(status(notified.pass('2026-12-03 18:30'), 'hearing')).toBe('not-needed');
  expect(missedIn(notified.pass('2026-12-03 18:30'))).toEqual([]);
});

test.each(['05:00', '08:59', '18:30', '19:53'])('an oral hearing is not held at %s', (time) => {
  const asked = notified.askOral('2026-12-01 13:00');
  const record = (heldAt: string) => (next: Story) => next.record('2026-12-03 09:00', { heldAt });

  expect(asked.refusalOf(record(`2026-12-02 ${time}`)).code).toBe('hearing-held-outside-its-time');
  expect(record('2026-12-02 09:00')(asked).state.hearing?.record?.form).toBe('oral');
});

test('an oral hearing is not held on a day off', () => {
  // N Fri 27.11.
  const asked = conformityCheck
    .doesNotConform('2026-11-27 16:00')
    .approve('2026-11-27 16:00')
    .askOral('2026-11-27 17:00');
  const record = (next: Story) => next.record('2026-11-30 10:00', { heldAt: '2026-11-28 10:00' });

  expect(asked.refusalOf(record).code).toBe('hearing-held-outside-its-time');
});

test('a draft that was signed is a draft no more', () => {
  expect(issued.state.draft).toBeNull();
  expect(issued.state.result?.draftId).toBe(documentDrafted.state.draft?.id);
});

test('after a withdrawal an executor who fell ill is replaced, and where there was none nobody is named', () => {
  const withdrawn = conforming.withdraw('2026-12-01 12:00');

  const replaced = withdrawn.appoint('2026-12-01 13:00', { executor: yerlan, reason: 'ill' });

  expect(replaced.state).toMatchObject({ stage: 'signing', executor: { staff: yerlan.staff } });
  expect(replaced.draft('2026-12-01 14:00', 'terminate').sign('2026-12-01 15:00').state.stage).toBe(
    'terminated',
  );
  const alone = registered.withdraw('2026-11-27 09:00');
  expect(alone.refusalOf((next) => next.appoint('2026-11-27 10:00')).code).toBe('withdrawn-only-termination');
});

test('a refusal proposed and never announced in time leaves its notice missed, whoever looks later', () => {
  expect(status(proposed.pass('2026-12-08 12:00'), 'preliminary-refusal-notice')).toBe('missed');
});
