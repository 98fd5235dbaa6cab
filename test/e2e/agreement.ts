import { expect } from 'vitest';

import { events, type EventType } from '../../workflows/application/events.ts';
import { eventually } from './patience.ts';
import type { Story, TrailLine } from './story.ts';

/** The stage that an event brings, where it alone decides: read from the table of stages, not from the code. */
const stageAfter: Readonly<Record<string, string>> = {
  received: 'received',
  registered: 'registered',
  'executor-appointed': 'completeness-check',
  'package-complete': 'conformity-check',
  'conformity-confirmed': 'drafting',
  'non-conformity-found': 'preliminary-refusal',
  'notice-posted': 'hearing',
  'hearing-closed': 'drafting',
  'draft-handed-over': 'signing',
  'draft-returned': 'drafting',
  'direct-refusal-lapsed': 'preliminary-refusal',
  withdrawn: 'signing',
  issued: 'issued',
  refused: 'refused',
  terminated: 'terminated',
};

/** The letters that the lines of a trail call for. */
export function lettersOf(trail: readonly TrailLine[]): string[] {
  return trail.filter(({ type }) => events[type as EventType].letter).map(({ type }) => type);
}

/**
 * Read model, trail and cabinet say the same: the trail has no gap and no repeat, no command decided twice, its last
 * version is the application's, `overdue` is shown exactly when it is written, and every letter it calls for is there once.
 */
export async function expectAgreement(story: Story): Promise<void> {
  const [shown, trail] = [await story.shown(), await story.trail()];
  expect(trail.map(({ seq }) => seq)).toEqual(trail.map((_line, index) => index + 1));
  const versions = trail.map(({ version }) => version);
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  expect(shown.version).toBe(versions.at(-1));
  expect(shown.overdue).toBe(trail.some(({ type }) => type === 'overdue'));

  const once = ['received', 'registered', 'issued', 'refused', 'terminated', 'overdue', 'deemed-refused'];
  for (const type of once) expect(trail.filter((line) => line.type === type).length).toBeLessThan(2);
  // By time, but for evidence, which counts from when it speaks of.
  const instants = trail.filter(({ type }) => type !== 'notice-received').map(({ at }) => at);
  expect(instants).toEqual(instants.toSorted());

  const stages = trail.flatMap(({ type, data }) => data['to'] ?? stageAfter[type] ?? []);
  expect(shown.stage, JSON.stringify(trail.map(({ type }) => type))).toBe(stages.at(-1));

  const letters = lettersOf(trail).toSorted();
  const kindsOfLetters = async () =>
    (await story.documents()).filter(({ source }) => source === 'letter').map(({ kind }) => kind);
  const posted = await eventually(
    `the letters ${letters.join(', ')}`,
    kindsOfLetters,
    ({ length }) => length >= letters.length + noticesOf(trail),
  );
  expect(posted.filter((kind) => kind in events).toSorted()).toEqual(letters);
}

function noticesOf(trail: readonly TrailLine[]): number {
  return trail.filter(({ type }) => type === 'notice-posted').length;
}
