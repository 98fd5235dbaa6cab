import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Policy } from '../../regulation/policy.ts';
import { at, intake, kz } from '../../test/builders.ts';
import { finish } from './model/finishing.ts';
import { breachesOf } from './model/laws.ts';
import { openLine, pass } from './model/line.ts';
import type { Line } from './model/line.ts';
import { deedOf, happen, landing, moves } from './model/moves.ts';
import type { Deed, Move } from './model/moves.ts';
import { tell } from './model/telling.ts';

/** Beginnings that meet holidays, worked weekends, nights and days off. */
const beginnings = fc.constantFrom(
  '2026-11-26 17:00',
  '2026-12-04 19:10',
  '2026-12-14 08:00',
  '2026-04-29 18:29:59.999',
  '2024-04-26 12:00',
  '2024-12-31 18:30',
  '2025-04-27 03:00',
);
const policies = fc.constantFrom('hearing', 'hearing', 'direct-refusal');

const starts = fc.record({ receivedAt: beginnings, incompletePackage: policies });
/** A story that fails is shrunk before it is told, and that takes a while. */
const timeout = 120_000;
const plots = fc.array(moves, { maxLength: 40, size: 'max' });

interface Start {
  readonly receivedAt: string;
  readonly incompletePackage: Policy['incompletePackage'];
}

interface Played {
  readonly line: Line;
  readonly deeds: readonly Deed[];
  readonly waypoints: readonly Line[];
}

function begin({ receivedAt, incompletePackage }: Start): Line {
  const policy = { incompletePackage, extension: 'off' } as const;
  return openLine(intake({ receivedAt: at(receivedAt), policy }), kz);
}

function play(start: Start, plot: readonly Move[]): Played {
  const opened = begin(start);
  let line = pass(opened, opened.now);
  const deeds: Deed[] = [];
  const waypoints: Line[] = [];
  for (const move of plot) {
    line = pass(line, landing(line, move.jump));
    const deed = deedOf(line, move);
    if (deed !== null) {
      deeds.push(deed);
      line = happen(line, deed);
    }
    waypoints.push(line);
  }
  return { line, deeds, waypoints };
}

/** Looks for a story that breaks a law; the shortest one found is the whole message. */
function check(numRuns: number, breaches: (start: Start, plot: readonly Move[]) => Story | null): void {
  const property = fc.property(starts, plots, (start, plot) => {
    const broken = breaches(start, plot);
    if (broken !== null) throw new Error(`${broken.why.join('\n')}\n\n${tell(broken.line)}`);
  });
  fc.assert(property, {
    numRuns,
    reporter({ failed, errorInstance, seed }) {
      if (!failed) return;
      const story = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
      throw new Error(`${story}\n\nagain with { seed: ${seed} }`);
    },
  });
}

interface Story {
  readonly line: Line;
  readonly why: readonly string[];
}

test(
  'in whatever order people act and time passes, no law is broken',
  () => {
    const reached = new Set<string>();

    check(1500, (start, plot) => {
      const { line } = play(start, plot);
      reached.add(line.state.stage);
      const why = breachesOf(line);
      return why.length > 0 ? { line, why } : null;
    });

    expect([...reached]).toEqual(expect.arrayContaining(['issued', 'refused', 'terminated', 'hearing']));
  },
  timeout,
);

test(
  'from wherever it has come, every application can still be brought to each end',
  () => {
    check(400, (start, plot) => {
      for (const line of play(start, plot).waypoints) {
        if (line.state.result !== null) return null;
        for (const goal of ['issued', 'refused'] as const) {
          const finished = finish(line, goal);
          if (finished === null) return { line, why: [`no way leads to ${goal} from here`] };
          const why = breachesOf(finished);
          if (why.length > 0) return { line: finished, why };
        }
      }
      return null;
    });
  },
  timeout,
);

test(
  'the same deeds processed in one go after an outage give the same state and trail',
  () => {
    check(300, (start, plot) => {
      const { line, deeds } = play(start, plot);

      const afterOutage = pass(deeds.reduce(happen, begin(start)), line.now);

      expect(afterOutage.state).toEqual(line.state);
      expect(afterOutage.trail).toEqual(line.trail);
      return null;
    });
  },
  timeout,
);
