import { expect, test } from 'vitest';
import { events } from './events.ts';
import type { ApplicationEvent, EventType } from './events.ts';
import { hearing, heardInSilence, notified, proposed, refused } from '../../test/model/openings.ts';
import { portalFacts, tellings, toldAs, untoldEvents } from './portal-facts.ts';
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
  const lettered = Object.entries(events).flatMap(([type, { letter }]) =>
    letter ? [type as EventType] : [],
  );
  for (const type of lettered) expect([type, 'fact' in tellings[type]]).toEqual([type, true]);
  expect(portalFacts).toHaveLength(new Set(portalFacts).size);
});

test('the trail shows portals every fact, and these beside', () => {
  const types = Object.keys(tellings) as EventType[];
  const shown = types.filter((type) => portalSees({ type, data: {} }));

  expect(types.filter((type) => 'fact' in tellings[type] && !shown.includes(type))).toEqual([]);
  expect(shown.filter((type) => !('fact' in tellings[type]))).toEqual([
    'receipt-evidence-kept',
    'calendar-followed',
    'term-missed',
    'receipt-unproved',
    'refusal-opened',
    'execution-resumed',
  ]);
});

test('these stay in the house', () => {
  expect(untoldEvents).toEqual([
    'package-incomplete',
    'non-conformity-found',
    'refusal-approved',
    'refusal-returned',
    'approval-recalled',
    'draft-handed-over',
    'draft-returned',
    'draft-voided',
    'direct-refusal-lapsed',
    'refusal-gate-near',
    'refusal-gate-closed',
    'command-refused',
  ]);
});
