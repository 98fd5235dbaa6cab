import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { instantOfMs, msOf } from '../../calendars/instant.ts';
import { at, inAstana, intake, kz } from '../../test/builders.ts';
import { deadlineOf } from '../case/deadlines.ts';
import type { Deadline } from './deadlines.ts';
import { decide } from './decide.ts';
import { changes, dayTurned } from '../../test/model/amended-days.ts';
import { amend, openLine, pass } from '../../test/model/line.ts';
import type { Line } from '../../test/model/line.ts';
import { play, plots, plotsAmended, starts } from '../../test/model/plays.ts';
import { tell } from '../../test/model/telling.ts';
import { previewTerms } from './outlook.ts';
import { isKeptUntold } from './portal-view.ts';
import { isFinal } from './stages.ts';
import type { ApplicationState } from './state.ts';

// Many random stories on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 });

/** Plays a story, then changes one day of the calendar: one more holiday, or one more working day. */
function amended(line: Line, change: { daysOn: number; loadedMs: number }, worked: boolean) {
  const loadedAt = instantOfMs(msOf(line.now) + change.loadedMs);
  const { basis, changed } = dayTurned(line, change.daysOn, worked);
  const before = pass(line, loadedAt).state;
  const story = amend(line, loadedAt, basis, changed);
  // What the amendment itself left, before anything else of the same instant.
  const turn = story.turns.findLast(({ input }) => input.kind === 'amendment');
  const after = turn?.outcome.kind === 'step' ? turn.outcome.state : before;
  return { before, after, story, loadedAt };
}

/** The current terms that follow the calendar: open ones, and met ones of checks that the applicant still sees as open. */
function movesOf(before: ApplicationState, after: ApplicationState) {
  return after.deadlines
    .filter((each) => each.status === 'open' || isKeptUntold(each, after))
    .map((fresh) => ({ fresh, old: deadlineOf(before.deadlines, fresh.term) }));
}

test('a holiday more never makes an open term end earlier', () => {
  fc.assert(
    fc.property(starts, plots, changes, (start, plot, change) => {
      const { before, after, story } = amended(play(start, plot).line, change, false);

      for (const { fresh, old } of movesOf(before, after))
        expect(fresh.at >= (old?.at ?? ''), `${fresh.term}\n${tell(story)}`).toBe(true);
      expect(after.gates.lapseAt >= before.gates.lapseAt).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a working day more never makes an open term end later, unless it is protected', () => {
  fc.assert(
    fc.property(starts, plots, changes, (start, plot, change) => {
      const { before, after, story } = amended(play(start, plot).line, change, true);

      for (const { fresh, old } of movesOf(before, after)) {
        const isProtected = fresh.cause === 'amendment' || fresh.at === after.hearing?.windowEndsAt;
        expect(isProtected || fresh.at <= (old?.at ?? ''), `${fresh.term}\n${tell(story)}`).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('the same calendar loaded twice gives the same state as once, at whatever instants', () => {
  fc.assert(
    fc.property(starts, plotsAmended, changes, fc.boolean(), (start, plot, change, worked) => {
      const { after, story, loadedAt } = amended(play(start, plot).line, change, worked);

      const again = decide(after, { kind: 'amendment', at: loadedAt }, story.basis);

      expect(again).toMatchObject({ events: [], effects: [] });
      expect(again.kind === 'step' && again.state).toBe(after);
    }),
    { numRuns: 300 },
  );
});

test('no term that was ahead comes to lie at or before the instant of loading', () => {
  fc.assert(
    fc.property(starts, plotsAmended, changes, fc.boolean(), (start, plot, change, worked) => {
      const { before, after, story, loadedAt } = amended(play(start, plot).line, change, worked);
      if (isFinal(after.stage)) return;

      for (const { fresh, old } of movesOf(before, after))
        expect(fresh.at > loadedAt || fresh.at === old?.at, `${fresh.term}\n${tell(story)}`).toBe(true);
      const due = after.deadlines.filter((each) => each.status === 'open' && each.edge === 'due');
      const counted = ['completeness-check', 'conformity-check', 'preliminary-refusal-notice', 'result'];
      for (const each of due.filter(({ term }) => counted.includes(term)))
        expect(each.at > loadedAt, `${each.term}\n${tell(story)}`).toBe(true);
      for (const gate of ['refusalGateAt', 'lapseAt'] as const)
        expect(after.gates[gate] > loadedAt || after.gates[gate] === before.gates[gate]).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('what was met, missed, recorded or moved before is left as it was judged, and the kept term of an untold check stays kept', () => {
  fc.assert(
    fc.property(starts, plotsAmended, changes, fc.boolean(), (start, plot, change, worked) => {
      const { before, after, story, loadedAt } = amended(play(start, plot).line, change, worked);
      const follows = (each: Deadline) => isKeptUntold(each, before) && each.at > loadedAt;
      // Terms that were not needed may be needed again, and a window closed by a waiver may open again: they follow too.
      const mayOpenAgain = ({ term, status, at: ends }: Deadline) =>
        ends > loadedAt && (status === 'not-needed' || (term === 'objection' && status === 'met'));
      const judged = before.deadlines.filter(
        (each) => each.status !== 'open' && !follows(each) && !mayOpenAgain(each),
      );

      expect(after.deadlines).toEqual(expect.arrayContaining(judged));
      for (const kept of before.deadlines.filter(follows)) {
        const ofTerm = (state: ApplicationState) => state.deadlines.filter(({ term }) => term === kept.term);
        const stands = deadlineOf(after.deadlines, kept.term);
        const former = stands?.at === kept.at ? [] : [{ ...kept, status: 'moved' }];
        expect(stands?.status, tell(story)).toBe('met');
        expect(ofTerm(after), tell(story)).toEqual(expect.arrayContaining(former));
        expect(ofTerm(after)).toHaveLength(ofTerm(before).length + former.length);
      }
      const blank = {
        deadlines: [],
        gates: {},
        hearing: null,
        calendarEdition: '',
        version: 0,
        decidedOnVersion: 0,
        waiting: [],
      };
      const { registersAt, settled } = after;
      expect({ ...after, ...blank }).toEqual({ ...before, ...blank, registersAt, settled });
    }),
    { numRuns: 300 },
  );
});

const instants = fc
  .integer({ min: msOf(at('2024-03-04 09:00')), max: msOf(at('2027-11-01 18:00')) })
  .map(instantOfMs);

test('after an amendment an application shows what the preview counts by that calendar, unless protected', () => {
  fc.assert(
    fc.property(instants, changes, fc.boolean(), (receivedAt, change, worked) => {
      const opened = openLine(intake({ receivedAt }), kz);
      const registered = pass(opened, opened.state.registersAt);
      const { after, story, loadedAt } = amended(registered, change, worked);
      const promised = previewTerms(after.registeredAt ?? receivedAt, story.basis);
      // A registration that took place is not taken back, even where its day is a day off by now.
      if (promised[0]?.on !== after.deadlines[0]?.on) return;

      for (const each of after.deadlines.filter(({ status }) => status === 'open')) {
        if (each.at <= loadedAt || each.cause === 'amendment') continue;
        const { on, at: due } = promised.find(({ term }) => term === each.term) ?? {};
        expect([each.on, each.at], `received ${inAstana(receivedAt)}\n${tell(story)}`).toEqual([on, due]);
      }
    }),
    { numRuns: 500 },
  );
});

test('an application received by one calendar and amended before registration shows the preview of the other', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 14 }), fc.boolean(), (receivedAt, daysOn, worked) => {
      const opened = openLine(intake({ receivedAt }), kz);
      if (opened.state.registersAt === receivedAt) return;
      const { after: state, story } = amended(opened, { daysOn, loadedMs: 0 }, worked);
      if (state.registersAt === receivedAt) return;

      const promised = previewTerms(receivedAt, story.basis)
        .slice(0, 4)
        .map((each) => [each.term, each.at]);
      const shown = promised.map(([term]) => {
        const each = state.deadlines.findLast((deadline) => deadline.term === term);
        return [term, each?.at];
      });
      expect(shown, tell(story)).toEqual(promised);
    }),
    { numRuns: 300 },
  );
});
