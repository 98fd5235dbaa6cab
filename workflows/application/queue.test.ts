import { expect, test } from 'vitest';

import { defaultPolicy } from '../../regulation/policy.ts';
import { at, kz } from '../../test/builders.ts';
import type { ApplicationId, CommandId, NoticeId, PersonId, StaffId } from '../case/ids.ts';
import { receive } from './intake.ts';
import { commandTurn, firstTurn, resumingTurn, timeTurn } from './queue.ts';
import type { CommandEnvelope } from './messages.ts';

const receivedAt = at('2026-11-26 17:00');
const intake = {
  id: '00000000-0000-4000-8000-000000000001' as ApplicationId,
  number: '219-2026-000001',
  subtype: 'inward',
  receivedAt,
  policy: defaultPolicy,
} as const;
const submission = '00000000-0000-4000-8000-000000000002' as CommandId;
const started = firstTurn(receive(intake, kz), { kind: 'real' }, submission, kz).snapshot;

const appointment: CommandEnvelope = {
  id: '00000000-0000-4000-8000-000000000003' as CommandId,
  seq: 2,
  receivedAt: at('2026-12-02 19:00'),
  actor: { role: 'head', staff: 'head-1' as StaffId, person: 'person-1' as PersonId },
  command: {
    name: 'appoint-executor',
    staff: 'executor-1' as StaffId,
    person: 'person-2' as PersonId,
    heads: ['person-1' as PersonId],
  },
};

test('a turn lost in a crash and taken again with more of the line has the higher number', () => {
  const lost = timeTurn(started, at('2026-12-02 18:30'), kz).snapshot;
  const separately = commandTurn(lost, appointment, kz).snapshot;

  const together = commandTurn(started, appointment, kz).snapshot;

  expect(together).toEqual(separately);
  expect(together.place.revision).toBeGreaterThan(lost.place.revision);
});

test('every turn that changes something has a higher number than the one before', () => {
  const first = timeTurn(started, at('2026-11-30 18:30'), kz).snapshot;
  const second = timeTurn(first, at('2026-12-08 18:30'), kz).snapshot;

  expect(first.place.revision).toBeGreaterThan(started.place.revision);
  expect(second.place.revision).toBeGreaterThan(first.place.revision);
});

test('the trail is numbered without gaps, whatever the turns', () => {
  const time = timeTurn(started, at('2026-12-02 18:30'), kz);
  const turn = commandTurn(time.snapshot, appointment, kz);

  const numbers = [...time.events, ...turn.events].map(({ seq }) => seq);

  expect(numbers).toEqual(numbers.map((_, index) => started.place.event + index + 1));
});

test('an execution that goes on from the record changes nothing of the procedure, says so in the trail, and posts what nobody proved', () => {
  const notice = '00000000-0000-4000-8000-000000000004' as NoticeId;
  const resumed = {
    cause: 'execution-ended',
    at: at('2026-12-02 18:30'),
    resumedAt: at('2026-12-03 09:12'),
    unproved: [{ kind: 'post-notice', noticeId: notice }],
  } as const;

  const turn = resumingTurn(started, resumed);

  expect(turn.snapshot.state).toEqual(started.state);
  expect(turn.snapshot.place.revision).toBe(started.place.revision + 1);
  expect(turn.events).toMatchObject([
    {
      type: 'execution-resumed',
      at: resumed.at,
      seq: started.place.event + 1,
      data: { cause: 'execution-ended', resumedAt: resumed.resumedAt },
    },
  ]);
  expect(turn.effects).toEqual([{ kind: 'post-notice', noticeId: notice }]);
});

test('a record that was set back gives no version again, and the portal is told', () => {
  const resumed = {
    cause: 'record-set-back',
    at: receivedAt,
    resumedAt: at('2026-12-03 09:12'),
    unproved: [],
  } as const;

  const { snapshot, events } = resumingTurn(started, resumed);

  expect(snapshot.state).toEqual({ ...started.state, version: started.state.version + 1_000 });
  expect(events).toMatchObject([{ type: 'record-set-back', version: snapshot.state.version }]);
});
