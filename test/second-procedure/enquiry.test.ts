import { expect, test } from 'vitest';

import type { Actor } from '../../workflows/case/actor.ts';
import { allowedCommands, commandsOf } from '../../workflows/case/decide.ts';
import { amendCalendarTo, type CommandEnvelope } from '../../workflows/case/messages.ts';
import { commandTurn, firstTurn, timeTurn, type Snapshot } from '../../workflows/case/queue.ts';
import { amendedBasis } from '../amended-calendar.ts';
import { aigerim, at, commandId, head, inAstana, kz, portal, saule } from '../builders.ts';
import { enquiryId, enquiryProcedure, receive, type EnquiryTypes } from './enquiry.ts';

const submission = { clock: { kind: 'real' }, submission: commandId(1) } as const;
const asked = firstTurn(
  enquiryProcedure,
  receive({ id: enquiryId, number: 'E-1', receivedAt: at('2026-11-26 10:00') }, kz),
  submission,
  kz,
).snapshot;
const takeUp = { name: 'take-up', staff: aigerim.staff, person: aigerim.person } as const;
const answer = { name: 'answer', sha256: 'a'.repeat(64) } as const;

function give(
  from: Snapshot<EnquiryTypes>,
  day: string,
  actor: Actor,
  command: CommandEnvelope<EnquiryTypes['command']>['command'],
  after = kz,
) {
  const seq = from.place.command + 1;
  const envelope = { id: commandId(seq), seq, receivedAt: at(day), actor, command };
  return commandTurn(enquiryProcedure, from, envelope, kz, after);
}

const taken = give(asked, '2026-11-26 11:00', saule, takeUp).snapshot;

test('a milestone is settled at its own instant, before a command of a later one', () => {
  const late = give(taken, '2026-12-02 09:00', aigerim, answer);

  expect(late.events.map(({ type, at: when }) => [type, inAstana(when)])).toEqual([
    ['overdue', 'Tue 2026-12-01 18:30:00'],
    ['answered', 'Wed 2026-12-02 09:00:00'],
  ]);
  expect(late.snapshot.state.deadlines.map(({ term, status }) => [term, status])).toEqual([
    ['taking-up', 'met'],
    ['answer', 'missed'],
  ]);
});

test('a command is judged by stage, person and powers from its row alone', () => {
  const substitute = head('saule', { delegation: 'order 17', deeds: { signing: 'order 17' } });
  const codeOf = (turn: ReturnType<typeof give>) =>
    turn.decided?.outcome.kind === 'refused' ? turn.decided.outcome.refusal.code : null;

  expect(codeOf(give(asked, '2026-11-26 11:00', aigerim, answer))).toBe('wrong-stage');
  expect(codeOf(give(taken, '2026-11-26 12:00', saule, answer))).toBe('not-the-appointed-executor');
  expect(codeOf(give(asked, '2026-11-26 11:00', substitute, takeUp))).toBe('outside-the-delegation');
  expect(commandsOf(enquiryProcedure, portal)).toEqual(['retract']);
  expect(allowedCommands(enquiryProcedure, taken.state, aigerim, at('2026-11-26 12:00'))).toEqual(['answer']);
});

test('an amendment of the calendar moves what is open, and the version counts legal facts alone', () => {
  const after = amendedBasis({ '2026-12-01': false });

  const amended = give(
    taken,
    '2026-11-27 10:00',
    portal,
    amendCalendarTo(after.calendar.days.edition),
    after,
  );

  const { state } = timeTurn(enquiryProcedure, amended.snapshot, at('2026-12-31 12:00'), after).snapshot;
  expect(state.overdueSince && inAstana(state.overdueSince)).toBe('Wed 2026-12-02 18:30:00');
  expect([asked, taken, amended.snapshot].map((each) => each.state.version)).toEqual([1, 2, 3]);
});
