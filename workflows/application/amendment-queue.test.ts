import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { amendedBasis } from '../../test/amended-calendar.ts';
import { at, commandId, inAstana, kz } from '../../test/builders.ts';
import type { Basis } from '../case/basis.ts';
import { receive } from './intake.ts';
import { commandTurn, firstTurn, evidenceTurn, timeTurn } from './queue.ts';
import type { Snapshot, Turn } from './queue.ts';
import { amendCalendarTo } from '../case/messages.ts';
import { registered } from '../../test/model/openings.ts';
import type { Line } from '../../test/model/line.ts';
import { play, plotsAmended, starts } from '../../test/model/plays.ts';
import { tell } from '../../test/model/telling.ts';
import type { ApplicationEvent } from './events.ts';

// Many random stories on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 });

const clock = { kind: 'real' } as const;

/** A queue processed as the workflow does after an outage: first all commands and evidence, then time. */
function processLate({ intake, turns, now }: Line): {
  snapshot: Snapshot;
  trail: readonly ApplicationEvent[];
} {
  const first = firstTurn(receive(intake, kz), clock, commandId(1), kz);
  let [snapshot, trail, basis] = [first.snapshot, [...first.events], kz];
  const add = (turn: Turn) => {
    snapshot = turn.snapshot;
    trail.push(...turn.events);
  };
  for (const { input, basis: after } of turns) {
    const before: Basis = basis;
    basis = after;
    const seq = snapshot.place.command + 1;
    if (input.kind === 'request') {
      const { id, at: receivedAt, ...request } = input.request;
      add(commandTurn(snapshot, { id, seq, receivedAt, ...request }, before, after));
    }
    if (input.kind === 'evidence') add(evidenceTurn(snapshot, input.evidence, before));
    if (input.kind === 'amendment')
      add(commandTurn(snapshot, amendment(seq, input.at, after), before, after));
  }
  add(timeTurn(snapshot, now, basis));
  return { snapshot, trail };
}

function amendment(seq: number, receivedAt: Line['now'], after: Basis) {
  const { edition } = after.calendar.days;
  return {
    id: commandId(500 + seq),
    seq,
    receivedAt,
    actor: { role: 'calendar', edition },
    command: amendCalendarTo(edition),
  } as const;
}

test('the line processed late, each command by the calendar before it or after it, comes to the same', () => {
  fc.assert(
    fc.property(starts, plotsAmended, (start, plot) => {
      const { line } = play(start, plot);

      const { snapshot, trail } = processLate(line);

      expect(snapshot.state, tell(line)).toEqual(line.state);
      expect(trail.map(({ type, at: instant, data }) => ({ type, at: instant, data }))).toEqual(
        line.trail.map(({ type, at: instant, data }) => ({ type, at: instant, data })),
      );
    }),
    { numRuns: 500 },
  );
});

const place = { command: 1, revision: 1, event: 2 };
const snapshot: Snapshot = { state: registered.state, clock, place };
const after = amendedBasis({ '2026-12-08': false });

test('processed after an outage over D8, an amendment of the day before still saves the term', () => {
  const turn = commandTurn(snapshot, amendment(2, at('2026-12-07 10:00'), after), kz, after);

  const { state } = timeTurn(turn.snapshot, at('2026-12-31 12:00'), after).snapshot;

  expect(inAstana(state.overdueSince ?? state.receivedAt)).toBe('Wed 2026-12-09 18:30:00');
});

test('an amendment of the instant of D8 18:30 comes after it: the term was judged by the old calendar', () => {
  const turn = commandTurn(snapshot, amendment(2, at('2026-12-08 18:30'), after), kz, after);

  expect(inAstana(turn.snapshot.state.overdueSince ?? turn.snapshot.state.receivedAt)).toBe(
    'Tue 2026-12-08 18:30:00',
  );
});

test('an amendment is accepted with the version it leaves, and the same one again with the same', () => {
  const once = commandTurn(snapshot, amendment(2, at('2026-12-01 10:00'), after), kz, after);
  const twice = commandTurn(once.snapshot, amendment(3, at('2026-12-02 10:00'), after), after, after);

  expect(once.decided?.outcome).toEqual({ kind: 'accepted', version: registered.state.version + 1 });
  expect(twice.decided?.outcome).toEqual(once.decided?.outcome);
  expect(twice.events.map(({ type }) => type)).toEqual([]);
});

test('every line of the trail that an amendment leaves stands under its command', () => {
  const turn = commandTurn(snapshot, amendment(2, at('2026-11-27 10:00'), after), kz, after);

  expect(turn.events).toEqual([
    expect.objectContaining({ type: 'deadlines-moved', commandId: commandId(502), seq: 3 }),
  ]);
});
