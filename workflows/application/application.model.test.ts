import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { finish } from '../../test/model/finishing.ts';
import { breachesOf } from '../../test/model/laws.ts';
import { pass } from '../../test/model/line.ts';
import type { Line } from '../../test/model/line.ts';
import { happen } from '../../test/model/moves.ts';
import type { Move } from '../../test/model/moves.ts';
import { begin, play, plotsAmended, starts } from '../../test/model/plays.ts';
import type { Start } from '../../test/model/plays.ts';
import { search } from '../../test/model/search.ts';
import { tell } from '../../test/model/telling.ts';

// A story that fails is shrunk before it is printed, and that takes a while.
vi.setConfig({ testTimeout: 120_000 });

/** Looks for a story that breaks a law; the shortest one found is the whole message. */
function check(numRuns: number, breaches: (start: Start, plot: readonly Move[]) => Story | null): void {
  const property = fc.property(starts, plotsAmended, (start, plot) => {
    const broken = breaches(start, plot);
    if (broken !== null) throw new Error(`${broken.why.join('\n')}\n\n${tell(broken.line)}`);
  });
  search(property, numRuns);
}

interface Story {
  readonly line: Line;
  readonly why: readonly string[];
}

test('in whatever order people act and time passes, no law is broken', () => {
  const reached = new Set<string>();

  check(3000, (start, plot) => {
    const { line } = play(start, plot);
    reached.add(line.state.stage);
    const why = breachesOf(line);
    return why.length > 0 ? { line, why } : null;
  });

  expect([...reached]).toEqual(expect.arrayContaining(['issued', 'refused', 'terminated', 'hearing']));
});

test('from wherever it has come, every application can still be brought to each end', () => {
  let endings = 0;
  check(600, (start, plot) => {
    for (const line of play(start, plot).waypoints) {
      if (line.state.result !== null) return null;
      for (const goal of ['issued', 'refused'] as const) {
        const finished = finish(line, goal);
        if (finished === null) return { line, why: [`no way leads to ${goal} from here`] };
        endings += 1;
        const why = breachesOf(finished);
        if (why.length > 0) return { line: finished, why };
      }
    }
    return null;
  });

  expect(endings).toBeGreaterThan(1000);
});

test('the same deeds processed in one go after an outage give the same state and trail', () => {
  check(300, (start, plot) => {
    const { line, deeds } = play(start, plot);

    const afterOutage = pass(deeds.reduce(happen, begin(start)), line.now);

    expect(afterOutage.state).toEqual(line.state);
    expect(afterOutage.trail).toEqual(line.trail);
    return null;
  });
});
