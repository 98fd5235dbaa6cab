import { expect, test } from 'vitest';
import { amendedBasis } from '../../test/amended-calendar.ts';
import { at, inAstana } from '../../test/builders.ts';
import { conforming, documentDrafted, proposed, received } from '../../test/model/openings.ts';
import type { Story } from '../../test/model/story.ts';

function resultDue(story: Story): string {
  return inAstana(story.deadline('result').at);
}

const thursdayOff = amendedBasis({ '2026-11-26': false });

test('an amendment one millisecond before 09:00 of the registration day moves the registration', () => {
  const amended = received.amend('2026-11-26 08:59:59.999', thursdayOff).pass('2026-11-27 09:00');

  expect(amended.state.registeredAt).toBe(at('2026-11-27 09:00'));
  expect(resultDue(amended)).toBe('Wed 2026-12-09 18:30:00');
});

test('an amendment at 09:00 of the registration day finds the application registered on that day', () => {
  const amended = received.amend('2026-11-26 09:00', thursdayOff);

  expect(amended.state.registeredAt).toBe(at('2026-11-26 09:00'));
  expect(resultDue(amended)).toBe('Tue 2026-12-08 18:30:00');
});

const lastDayOff = amendedBasis({ '2026-12-08': false });

test('a signature at 18:30 of D8 is in time when the amendment came a millisecond before, and late when it came with it', () => {
  const saved = documentDrafted.amend('2026-12-08 18:29:59.999', lastDayOff).sign('2026-12-08 18:30');
  const judged = conforming.amend('2026-12-08 18:30', lastDayOff);

  expect(saved.state.result).toMatchObject({ kind: 'issued', late: false });
  expect(saved.state.overdueSince).toBeNull();
  expect(judged.state.overdueSince).toBe(at('2026-12-08 18:30'));
});

test('an amendment after the signature moves nothing: the procedure is over', () => {
  const signed = documentDrafted.sign('2026-12-08 18:29:59.999');

  const amended = signed.amend('2026-12-08 18:29:59.999', lastDayOff);

  expect(amended.state).toEqual(signed.state);
});

const noticeDayOff = amendedBasis({ '2026-12-03': false });

test('an amendment a millisecond before 18:30 of D5 moves the gate, and a notice goes out a day later', () => {
  const amended = proposed.amend('2026-12-03 18:29:59.999', noticeDayOff);

  expect(inAstana(amended.state.gates.refusalGateAt)).toBe('Fri 2026-12-04 18:30:00');
  expect(amended.approve('2026-12-04 18:29').state.stage).toBe('hearing');
});

test('an amendment at 18:30 of D5 finds the gate closed, and it stays closed', () => {
  const amended = proposed.amend('2026-12-03 18:30', noticeDayOff);

  expect(amended.state.gates.refusalGateAt).toBe(at('2026-12-03 18:30'));
  expect(() => amended.approve('2026-12-04 10:00')).toThrow('refusal-gate-closed');
});
