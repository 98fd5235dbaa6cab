import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { instantOfMs, msOf } from '../../calendars/instant.ts';
import { at, inAstana, intake, kz, portal } from '../../test/builders.ts';
import { decide } from './decide.ts';
import { receive } from './intake.ts';
import { isWorked } from '../../test/model/almanac.ts';
import { play, plots, starts } from '../../test/model/plays.ts';
import { openLine, pass } from '../../test/model/line.ts';
import { storyOf } from '../../test/model/story.ts';
import { previewTerms } from './outlook.ts';
import { stageToldTo } from './portal-view.ts';

// Many random stories on a busy machine take longer than one test usually may.
vi.setConfig({ testTimeout: 60_000 });

const firstMs = msOf(at('2016-01-05 09:00'));
const lastMs = msOf(at('2027-11-30 18:00'));
const instants = fc.integer({ min: firstMs, max: lastMs }).map(instantOfMs);
const applicants = ['object', 'supply-documents', 'record-receipt'];

test('every term of every application ends on a working day', () => {
  fc.assert(
    fc.property(instants, (receivedAt) => {
      for (const { term, on, at: instant } of previewTerms(receivedAt, kz)) {
        expect(isWorked(on), `${term} of what was received ${inAstana(receivedAt)}: ${on}`).toBe(true);
        expect(instant > receivedAt || term === 'registration').toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test('what is received later is never due earlier', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 0, max: 10 * 24 * 3_600_000 }), (receivedAt, laterByMs) => {
      const earlier = previewTerms(receivedAt, kz);
      const later = previewTerms(instantOfMs(msOf(receivedAt) + laterByMs), kz);

      expect(later.map((each, index) => each.at >= (earlier[index]?.at ?? each.at))).not.toContain(false);
    }),
    { numRuns: 2000 },
  );
});

test('what the preview promised is what the application then shows, in both branches', () => {
  fc.assert(
    fc.property(instants, (receivedAt) => {
      const promised = previewTerms(receivedAt, kz);
      const opened = openLine(intake({ receivedAt }), kz);
      const registered = storyOf(pass(opened, opened.state.registersAt));
      const gate = opened.state.gates.refusalGateAt;
      const lastMoment = inAstana(instantOfMs(msOf(gate) - 1)).slice(4);
      const start = inAstana(registered.line.now).slice(4);

      const shown = registered
        .appoint(start)
        .complete(start)
        .doesNotConform(lastMoment)
        .approve(lastMoment)
        .receive(lastMoment);

      const plain = ({ term, on, at: instant }: (typeof promised)[number]) => ({ term, on, at: instant });
      expect(promised.map(plain)).toEqual(promised.map(({ term }) => plain(shown.deadline(term))));
      expect(receive(intake({ receivedAt }), kz).state.deadlines.map(plain)).toEqual(
        registered.state.deadlines.map(plain),
      );
    }),
    { numRuns: 300 },
  );
});

test('deciding changes nothing it is given, and the same question gets the same answer', () => {
  fc.assert(
    fc.property(starts, plots, (start, plot) => {
      for (const { before, input, outcome } of play(start, plot).line.turns) {
        expect(decide(deepFreeze(structuredClone(before)), deepFreeze(input), kz)).toEqual(outcome);
      }
    }),
    { numRuns: 150 },
  );
});

test('a state that went through JSON decides the same', () => {
  fc.assert(
    fc.property(starts, plots, (start, plot) => {
      for (const { before, input, outcome } of play(start, plot).line.turns) {
        const thawed: typeof before = JSON.parse(JSON.stringify(before));
        expect(thawed).toEqual(before);
        expect(decide(thawed, input, kz)).toEqual(outcome);
      }
    }),
    { numRuns: 150 },
  );
});

test('the same command again is refused, or leaves the application at the same stage', () => {
  fc.assert(
    fc.property(starts, plots, (start, plot) => {
      for (const { before, input, outcome } of play(start, plot).line.turns) {
        if (input.kind !== 'request' || outcome.kind === 'refused') continue;
        const again = decide(outcome.state, input, kz);
        const isOfficer = 'person' in input.request.actor;
        const { name } = input.request.command;

        if (again.kind === 'refused') continue;
        expect(isOfficer && outcome.state.version > before.version, `${name} came again`).toBe(false);
        expect(applicants).toContain(name);
        expect(again.state.stage).toBe(outcome.state.stage);
      }
    }),
    { numRuns: 300 },
  );
});

test('a refused command leaves no trace but a line in the trail', () => {
  fc.assert(
    fc.property(starts, plots, (start, plot) => {
      for (const [index, { before, outcome }] of play(start, plot).line.turns.entries()) {
        if (outcome.kind === 'step') continue;
        expect(outcome.event.type).toBe('command-refused');
        const stage = stageToldTo(outcome.event.actor ?? portal, before);
        expect(outcome.refusal.stage, `turn ${index}`).toBe(stage);
      }
    }),
    { numRuns: 150 },
  );
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
