import fc from 'fast-check';
import type { Policy } from '../../regulation/policy.ts';
import { at, intake, kz } from '../builders.ts';
import { openLine, pass } from './line.ts';
import type { Line } from './line.ts';
import { deedOf, happen, landing, moves, movesAmended } from './moves.ts';
import type { Deed, Move } from './moves.ts';

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

/** All beginnings under all policies. */
export const starts = fc.record({ receivedAt: beginnings, incompletePackage: policies });
/** Up to forty moves. */
export const plots = fc.array(moves, { maxLength: 40, size: 'max' });
/** The same, with calendar amendments among the moves. */
export const plotsAmended = fc.array(movesAmended, { maxLength: 40, size: 'max' });

/** How a random story begins. */
export interface Start {
  readonly receivedAt: string;
  readonly incompletePackage: Policy['incompletePackage'];
}

/** A random story as it was played: where it led, what was done, and where it stood after each move. */
export interface Played {
  readonly line: Line;
  readonly deeds: readonly Deed[];
  readonly waypoints: readonly Line[];
}

/** The line of a story before anything was done. */
export function begin({ receivedAt, incompletePackage }: Start): Line {
  const policy = { incompletePackage, extension: 'off' } as const;
  return openLine(intake({ receivedAt: at(receivedAt), policy }), kz);
}

/** Plays a story move by move, as it would happen live. */
export function play(start: Start, plot: readonly Move[]): Played {
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
