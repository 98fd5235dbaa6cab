import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantOfMs, msOf } from '../../calendars/instant.ts';
import { amendedBasis } from '../../test/amended-calendar.ts';
import { at, commandId, inAstana, kz } from '../../test/builders.ts';
import type { Deadline } from './deadlines.ts';
import { commandTurn } from './queue.ts';
import { amendCalendarTo } from '../case/messages.ts';
import type { AmendCalendar } from '../case/messages.ts';
import { basisWith, changes, dayTurned } from '../../test/model/amended-days.ts';
import { amend, pass } from '../../test/model/line.ts';
import { breachesOf } from '../../test/model/laws.ts';
import {
  conforming,
  conformityCheck,
  hearing,
  notified,
  proposed,
  refusalDrafted,
} from '../../test/model/openings.ts';
import { search } from '../../test/model/search.ts';
import { story, storyOf } from '../../test/model/story.ts';
import type { Story } from '../../test/model/story.ts';
import { tell } from '../../test/model/telling.ts';
import { dataForPortal, portalSees, portalView } from './portal-view.ts';

// R Thu 26.11.2026, D2 Mon 30.11, D5 Thu 3.12, D7 Mon 7.12, D8 Tue 8.12. A negative finding is made on Tue 1.12.
const place = { command: 8, revision: 20, event: 9 };
const fridayOff = amendedBasis({ '2026-12-04': false });
const all = (application: Story, term: Deadline['term']) =>
  application.state.deadlines
    .filter((each) => each.term === term)
    .map((each) => [inAstana(each.at), each.status]);
const instant = (application: Story, term: Deadline['term']) => inAstana(application.deadline(term).at);
const seen = (application: Story) =>
  application.line.trail.filter(portalSees).map((each) => ({ ...each, data: dataForPortal(each.data) }));

test('while a refusal is prepared, the kept term of its check moves like an open one, and stays kept', () => {
  const amended = proposed.amend('2026-12-01 12:00', fridayOff);
  const idle = conformityCheck.amend('2026-12-01 12:00', fridayOff);

  expect(all(amended, 'conformity-check')).toEqual([
    ['Mon 2026-12-07 18:30:00', 'moved'],
    ['Tue 2026-12-08 18:30:00', 'met'],
  ]);
  expect(portalView(amended.state).deadlines).toEqual(portalView(idle.state).deadlines);
  expect(seen(amended)).toEqual(seen(idle));
});

test('a kept term whose instant stays is counted by the new edition from then on, and stays kept', () => {
  const after = amendedBasis({ '2026-12-23': false });

  const amended = proposed.amend('2026-12-01 12:00', after);

  expect(all(amended, 'conformity-check')).toEqual([['Mon 2026-12-07 18:30:00', 'met']]);
  expect(amended.deadline('conformity-check').calendarEdition).toBe(after.calendar.days.edition);
});

test('a kept term that would lie in the past ends with the first working day after loading, like any other', () => {
  const kept = proposed.returnProposal('2026-12-02 10:00');

  const amended = kept.amend('2026-12-07 12:00', amendedBasis({ '2026-12-05': true }));

  expect(amended.deadline('conformity-check')).toMatchObject({ cause: 'amendment', status: 'met' });
  expect(instant(amended, 'conformity-check')).toBe('Tue 2026-12-08 18:30:00');
});

test('a kept term that has run out before the loading stands, and so does one whose finding was told', () => {
  const passed = proposed.amend('2026-12-07 18:30', amendedBasis({ '2026-12-07': false }));
  const told = conforming.amend('2026-12-01 12:00', fridayOff);

  for (const judged of [passed, told])
    expect(all(judged, 'conformity-check')).toEqual([['Mon 2026-12-07 18:30:00', 'met']]);
});

test('told by its notice, the kept term is shown where it had moved to', () => {
  const heard = proposed.amend('2026-12-01 12:00', fridayOff).approve('2026-12-01 13:00');

  expect(portalView(heard.state).deadlines.filter(({ term }) => term === 'conformity-check')).toMatchObject([
    { on: '2026-12-07', status: 'moved' },
    { on: '2026-12-08', status: 'met' },
  ]);
});

test('a check taken up again is late by its moved term', () => {
  const again = proposed.returnProposal('2026-12-01 12:00').amend('2026-12-02 10:00', fridayOff);
  const late = (found: Story) => found.line.trail.at(-1)?.data['late'];

  expect(late(again.conforms('2026-12-08 18:29'))).toBe(false);
  expect(late(again.conforms('2026-12-08 18:30'))).toBe(true);
});

test('the direct way to refuse ends with D2 of the calendar of its last day, not of the finding', () => {
  const policy = { incompletePackage: 'direct-refusal', extension: 'off' } as const;
  const found = story('2026-11-26 17:00', { policy })
    .appoint('2026-11-26 17:10')
    .incomplete('2026-11-27 10:00');
  const mondayOff = new Map([[conformityCheck.deadline('completeness-check').on, false]]);
  const amended = storyOf(amend(found.line, at('2026-11-27 12:00'), basisWith(mondayOff), mondayOff));

  const drafted = amended.draft('2026-11-30 19:00', 'refuse', { grounds: ['incomplete-package'] });

  const signed = drafted.sign('2026-12-01 18:29');
  expect(signed.state.stage).toBe('refused');
  expect(breachesOf(signed.line)).toEqual([]);
  expect(drafted.pass('2026-12-01 18:30').state.stage).toBe('preliminary-refusal');
});

test('the terms of a notice follow although another finding has put its hearing aside', () => {
  const thursdayOff = amendedBasis({ '2026-12-03': false });
  const cured = notified.supply('2026-12-01 13:00').record('2026-12-01 14:00', { outcome: 'cured' });
  const again = cured.foundIncomplete('2026-12-01 15:00');
  expect(again.state.hearing).toBeNull();

  const idle = cured.amend('2026-12-02 10:00', thursdayOff);
  const found = again.amend('2026-12-02 10:00', thursdayOff);

  expect(all(found, 'objection').at(-1)).toEqual(['Sat 2026-12-05 00:00:00', 'open']);
  expect(instant(found, 'earliest-refusal')).toBe('Mon 2026-12-07 09:00:00');
  expect(portalView(found.state).deadlines).toEqual(portalView(idle.state).deadlines);
  expect(idle.state.hearing?.windowEndsAt).toBe(at('2026-12-05 00:00'));
});

test('an oral hearing asked for before its last day keeps the day after the request, whatever day is worked by now', () => {
  // N Fri 27.11. Asked on Monday, the first working day, it is due on Tuesday; with Saturday worked Monday was the last day.
  const asked = conformityCheck
    .doesNotConform('2026-11-27 16:00')
    .approve('2026-11-27 16:00')
    .askOral('2026-11-30 10:00');
  const checked = asked
    .draft('2026-11-30 11:00', 'issue')
    .returnDraft('2026-11-30 11:30', 'conformity-check');
  const saturdayWorked = amendedBasis({ '2026-11-28': true });

  for (const each of [asked, checked, checked.foundIncomplete('2026-11-30 11:40')])
    expect(instant(each.amend('2026-11-30 12:00', saturdayWorked), 'hearing')).toBe(
      'Tue 2026-12-01 18:30:00',
    );
});

test('facts of before know of the oral request by the hearing alone, and keep its day all the same', () => {
  const asked = notified.askOral('2026-12-03 10:00');
  const notices = asked.state.notices.map(({ oralRequestedAt: _since, ...notice }) => notice);
  const ofBefore = storyOf({ ...asked.line, state: { ...asked.state, notices } });

  expect(instant(ofBefore.amend('2026-12-03 12:00', fridayOff), 'hearing')).toBe('Mon 2026-12-07 18:30:00');
});

test('a window of the notice before holds back no refusal on the last one', () => {
  // Received on Wed 2.12, the first notice leaves until the end of Fri 4.12. The second one is sent on Thu 3.12: N + 3 is Tue 8.12.
  const second = hearing
    .receive('2026-12-02 10:00')
    .draft('2026-12-02 11:00', 'issue')
    .returnDraft('2026-12-02 12:00', 'conformity-check')
    .foundIncomplete('2026-12-02 13:00')
    .approve('2026-12-03 10:00');

  const amended = second.amend(
    '2026-12-03 12:00',
    amendedBasis({ '2026-12-04': false, '2026-12-07': false }),
  );

  expect(instant(amended, 'earliest-refusal')).toBe('Thu 2026-12-10 09:00:00');
  expect(all(amended, 'objection')).toEqual([['Sat 2026-12-05 00:00:00', 'not-needed']]);
});

test('an amendment of before they followed leaves untold terms where they stood, in history and records alike', () => {
  const { edition } = fridayOff.calendar.days;
  const { untoldTerms: _later, ...ofBefore } = amendCalendarTo(edition);
  const moved = ({ state, line: { now } }: Story, command: AmendCalendar) => {
    const standing = { state, clock: { kind: 'real' }, place } as const;
    const actor = { role: 'calendar', edition } as const;
    const envelope = { id: commandId(9), seq: 9, receivedAt: now, actor, command };
    return commandTurn(standing, envelope, kz, fridayOff).events[0]?.data['terms'];
  };
  const again = hearing
    .receive('2026-12-03 10:00')
    .draft('2026-12-03 11:00', 'issue')
    .returnDraft('2026-12-03 12:00', 'conformity-check')
    .foundIncomplete('2026-12-03 13:00');

  expect(moved(proposed, ofBefore)).toEqual(['result']);
  expect(moved(proposed, amendCalendarTo(edition))).toEqual(['conformity-check', 'result']);
  expect(moved(again, ofBefore)).toEqual(['result']);
  expect(moved(again, amendCalendarTo(edition))).toEqual([
    'conformity-check',
    'result',
    'earliest-refusal',
    'objection',
  ]);
});

/** Checks that were taken up again after a notice, by every way that leads there. */
const takenUpAgain = {
  unreceived: hearing.draft('2026-12-01 12:10', 'issue').returnDraft('2026-12-01 12:20', 'conformity-check'),
  received: notified.draft('2026-12-01 12:10', 'issue').returnDraft('2026-12-01 12:20', 'conformity-check'),
  objected: notified.object('2026-12-01 12:10').record('2026-12-01 12:20', { outcome: 'cured' }),
  supplied: notified.supply('2026-12-01 12:10').record('2026-12-01 12:20', { outcome: 'cured' }),
  asked: notified
    .askOral('2026-12-01 12:10')
    .draft('2026-12-01 12:11', 'issue')
    .returnDraft('2026-12-01 12:20', 'conformity-check'),
  waived: notified
    .waive('2026-12-01 12:10')
    .draft('2026-12-01 12:11', 'refuse')
    .returnDraft('2026-12-01 12:20', 'conformity-check'),
  silent: refusalDrafted.returnDraft('2026-12-04 08:20', 'conformity-check'),
};
const waysBack = fc.constantFrom(...(Object.keys(takenUpAgain) as (keyof typeof takenUpAgain)[]));

test('whether a check taken up again has found something else, no calendar tells, however long it waits', () => {
  const property = fc.property(
    waysBack,
    fc.boolean(),
    changes,
    fc.boolean(),
    (way, returned, { daysOn, loadedMs }, worked) => {
      const idle = takenUpAgain[way];
      const minutesOn = (minutes: number) => instantOfMs(msOf(idle.line.now) + minutes * 60_000);
      const found = idle.foundIncomplete(inAstana(minutesOn(10)).slice(4));
      const other = returned ? found.returnProposal(inAstana(minutesOn(20)).slice(4)) : found;
      const loadedAt = instantOfMs(msOf(minutesOn(20)) + loadedMs);
      const { basis, changed } = dayTurned(idle.line, daysOn, worked);

      const amended = (story: Story) => storyOf(amend(story.line, loadedAt, basis, changed));

      const [real, twin] = [amended(other), amended(idle)];
      const { deadlines } = portalView(real.state);
      expect(deadlines, tell(real.line)).toEqual(portalView(twin.state).deadlines);
      expect(seen(real), tell(real.line)).toEqual(seen(twin));

      const later = instantOfMs(msOf(loadedAt) + 3 * 24 * 3_600_000);
      const [realLater, twinLater] = [real, twin].map(
        ({ line }) => portalView(pass(line, later).state).deadlines,
      );
      expect(realLater, tell(real.line)).toEqual(twinLater);
    },
  );
  search(property, 1000);
});
