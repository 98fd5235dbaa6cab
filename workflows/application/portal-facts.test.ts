import { expect, test } from 'vitest';
import { eventRules } from './events.ts';
import type { ApplicationEvent, EventType } from './events.ts';
import { hearing, heardInSilence, notified, proposed, refused } from './model/openings.ts';
import { portalFacts, tellings, toldAs } from './portal-facts.ts';
import { portalSees } from './portal-view.ts';

const toldOf = (trail: readonly ApplicationEvent[]) =>
  trail.flatMap((line) => toldAs({ ...line, commandId: null }, '2026-12-08') ?? []);
const factsOf = (trail: readonly ApplicationEvent[]) => toldOf(trail).map(({ fact }) => fact);

test('what happens in the house before a notice goes out is not told', () => {
  expect(factsOf(proposed.line.trail)).toEqual([
    'received',
    'registered',
    'executor-appointed',
    'completeness-confirmed',
  ]);
  expect(proposed.state.stage).toBe('preliminary-refusal');
});

test('a finding is learnt of with the notice that was sent, a refusal with its signature', () => {
  expect(factsOf(hearing.line.trail).at(-1)).toBe('notice-sent');
  expect(factsOf(heardInSilence.line.trail).slice(-2)).toEqual(['notice-received', 'hearing-closed']);
  expect(factsOf(refused.line.trail).slice(-2)).toEqual(['hearing-closed', 'refused']);
});

test('members of an event are ids, codes and dates: nobody’s name and no ground', () => {
  const members = new Set(toldOf(refused.line.trail).flatMap(({ data }) => Object.keys(data)));
  expect([...members].toSorted()).toEqual([
    'channel',
    'documentId',
    'form',
    'late',
    'noticeId',
    'receivedAt',
    'registeredOn',
    'resultDueOn',
    'sentOn',
  ]);
  const [notice] = notified.state.notices;
  expect(toldOf(notified.line.trail).find(({ fact }) => fact === 'notice-sent')?.data).toEqual({
    noticeId: notice?.id,
    sentOn: notice?.sentOn,
  });
});

test('moved deadlines say which, from when to when, and why', () => {
  const line = {
    type: 'deadlines-moved',
    commandId: null,
    data: { edition: 'kz-2026-2', terms: ['result'], from: ['a'], to: ['b'] },
  } as const;
  const moves = [{ term: 'result', from: 'a', to: 'b' }];

  expect(toldAs(line, '2026-12-09')).toEqual({
    fact: 'deadlines-moved',
    data: { cause: 'notice', calendarEdition: 'kz-2026-2', moves, resultDueOn: '2026-12-09' },
  });
});

test('every fact that gets a letter in the cabinet is told', () => {
  const lettered = Object.entries(eventRules).flatMap(([type, { tells }]) =>
    tells ? [type as EventType] : [],
  );
  for (const type of lettered) expect([type, 'fact' in tellings[type]]).toEqual([type, true]);
  expect(portalFacts).toHaveLength(new Set(portalFacts).size);
});

test('no more is told than the trail shows, and what it shows beside is no news or a reminder', () => {
  for (const [type, telling] of Object.entries(tellings) as [EventType, (typeof tellings)[EventType]][]) {
    const seen = portalSees({ type, data: {} });
    if ('fact' in telling) expect([type, seen]).toEqual([type, true]);
    else if (seen)
      expect([type, ['unchanged', 'reminder']]).toEqual([type, expect.arrayContaining([telling.hidden])]);
    else expect([type, telling.hidden]).not.toEqual([type, 'unchanged']);
  }
});
