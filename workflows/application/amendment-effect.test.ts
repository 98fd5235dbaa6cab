import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { instantOfMs, msOf } from '../../calendars/instant.ts';
import { amendedBasis } from '../../test/amended-calendar.ts';
import { at, commandId, inAstana, kz } from '../../test/builders.ts';
import { effectOfAmendment } from './amendment-effect.ts';
import type { TermMove } from './amendment-effect.ts';
import { deadlineOf } from '../case/deadlines.ts';
import type { ApplicationEvent } from './events.ts';
import { commandTurn, timeTurn } from './queue.ts';
import type { Snapshot } from './queue.ts';
import { amendCalendarTo } from '../case/messages.ts';
import { play, plots, starts } from '../../test/model/plays.ts';
import {
  completenessCheck,
  heardInSilence,
  notified,
  received,
  registered,
} from '../../test/model/openings.ts';
import type { Story } from '../../test/model/story.ts';
import { isKeptUntold } from './portal-view.ts';

// Many random stories on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 });

const place = { command: 4, revision: 7, event: 20 };
const snapshotOf = ({ line }: Pick<Story, 'line'>): Snapshot => ({
  state: line.state,
  clock: { kind: 'real' },
  place,
});

function foresee(story: Story, loadedAt: string, days: Readonly<Record<string, boolean>>) {
  const effect = effectOfAmendment(snapshotOf(story), at(loadedAt), kz, amendedBasis(days));
  return (effect?.moves ?? []).map(({ term, from, to, overdue }) =>
    [term, inAstana(from), '→', inAstana(to), ...(overdue ? ['overdue'] : [])].join(' '),
  );
}

test('a day off inside the term moves every term that lies behind it, by one working day', () => {
  expect(foresee(registered, '2026-11-27 10:00', { '2026-12-02': false })).toEqual([
    'conformity-check Mon 2026-12-07 18:30:00 → Tue 2026-12-08 18:30:00',
    'preliminary-refusal-notice Thu 2026-12-03 18:30:00 → Fri 2026-12-04 18:30:00',
    'result Tue 2026-12-08 18:30:00 → Wed 2026-12-09 18:30:00',
  ]);
});

test('a worked Saturday that has passed already puts a term into the past: told as overdue, due on the next working day', () => {
  expect(foresee(completenessCheck, '2026-11-30 10:00', { '2026-11-28': true })).toEqual([
    'completeness-check Mon 2026-11-30 18:30:00 → Tue 2026-12-01 18:30:00 overdue',
    'conformity-check Mon 2026-12-07 18:30:00 → Fri 2026-12-04 18:30:00',
    'preliminary-refusal-notice Thu 2026-12-03 18:30:00 → Wed 2026-12-02 18:30:00',
    'result Tue 2026-12-08 18:30:00 → Mon 2026-12-07 18:30:00',
  ]);
});

test('what fell due before loading is settled by the old calendar and does not move', () => {
  const moves = foresee(completenessCheck, '2026-11-30 18:30', { '2026-11-30': false });

  expect(moves.join()).not.toContain('completeness-check');
});

test('reminders whose new instant has passed are told as settled at once', () => {
  const effect = effectOfAmendment(
    snapshotOf(registered),
    at('2026-12-02 10:00'),
    kz,
    amendedBasis({ '2026-11-28': true }),
  );

  expect(effect?.atOnce).toEqual(['soft-gate']);
  expect(effect?.gates.map(({ gate }) => gate)).toEqual(['soft-gate', 'refusal-gate', 'term-lapse']);
});

test('days outside every term move nothing', () => {
  const after = amendedBasis({ '2026-12-23': false });

  for (const story of [received, registered, notified, heardInSilence])
    expect(effectOfAmendment(snapshotOf(story), at('2026-12-03 10:00'), kz, after)).toBeNull();
});

const flips = fc
  .dictionary(
    fc.integer({ min: 0, max: 60 }).map((days) => dayAfter('2026-11-20', days)),
    fc.boolean(),
    { minKeys: 1, maxKeys: 4 },
  )
  .map(amendedBasis);

test('the dry run foresees exactly what the line then does with the amendment', () => {
  fc.assert(
    fc.property(
      starts,
      plots,
      fc.integer({ min: 0, max: 6 * 24 * 60 }),
      flips,
      (start, plot, minutes, after) => {
        for (const line of play(start, plot).waypoints) {
          if (line.state.result !== null) return;
          const before = snapshotOf({ line });
          const loadedAt = instantOfMs(msOf(line.now) + minutes * 60_000);

          const foreseen = effectOfAmendment(before, loadedAt, kz, after);
          const turn = commandTurn(
            before,
            {
              id: commandId(5),
              seq: 5,
              receivedAt: loadedAt,
              actor: { role: 'calendar', edition: after.calendar.days.edition },
              command: amendCalendarTo(after.calendar.days.edition),
            },
            kz,
            after,
          );

          expect(toldOf(foreseen?.moves ?? [])).toEqual(recordedOf(turn.events));
          const { state } = turn.snapshot;
          for (const { term, to } of foreseen?.moves ?? []) {
            const stands = deadlineOf(state.deadlines, term);
            expect(stands).toMatchObject({ at: to, calendarEdition: after.calendar.days.edition });
            // A waiver closed the window, and it may be revoked until the moved end.
            const waived = stands?.term === 'objection' && state.hearing?.waivedAt != null;
            expect(stands && (stands.status === 'open' || waived || isKeptUntold(stands, state))).toBe(true);
          }
          const settledNext = timeTurn(turn.snapshot, loadedAt, after).snapshot.state.settled.length;
          expect(settledNext - state.settled.length).toBe(foreseen?.atOnce.length ?? 0);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('an application that follows the edition already has nothing left to move', () => {
  fc.assert(
    fc.property(starts, plots, flips, (start, plot, after) => {
      const { line } = play(start, plot);
      if (line.state.result !== null) return;
      const command = amendCalendarTo(after.calendar.days.edition);
      const actor = { role: 'calendar', edition: command.edition } as const;
      const receivedAt = line.now;
      const { snapshot: amended } = commandTurn(
        snapshotOf({ line }),
        { id: commandId(5), seq: 5, receivedAt, actor, command },
        kz,
        after,
      );

      const again = commandTurn(
        amended,
        { id: commandId(6), seq: 6, receivedAt, actor, command },
        after,
        after,
      );

      expect(recordedOf(again.events)).toEqual([]);
      expect(effectOfAmendment(amended, receivedAt, after, after)?.moves ?? []).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

function toldOf(moves: readonly TermMove[]) {
  return moves.map(({ term, from, to }) => [term, from, to]);
}

function recordedOf(events: readonly ApplicationEvent[]) {
  const data = events.find(({ type }) => type === 'deadlines-moved')?.data;
  const list = (key: string): readonly string[] => (data?.[key] ?? []) as readonly string[];
  return list('terms').map((term, index) => [term, list('from')[index], list('to')[index]]);
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
