import { expect, test } from 'vitest';

import { placesOf } from './publishing.ts';

const line = (seq: number, type: 'received' | 'registered' | 'executor-appointed') => ({
  seq,
  type,
  data: {},
});
const waiting = (trailSeq: number) => ({ id: `event-${String(trailSeq)}`, applicationId: 'a', trailSeq });

test('events are counted on from those that were told, each with the stage it leads to', () => {
  const trail = {
    applicationId: 'a',
    published: 1,
    lines: [line(1, 'received'), line(2, 'registered'), line(3, 'executor-appointed')],
  };

  expect(placesOf([waiting(2), waiting(3)], [trail])).toEqual([
    { id: 'event-2', sequence: 2, stage: 'registered' },
    { id: 'event-3', sequence: 3, stage: 'completeness-check' },
  ]);
});

test('an event waits for the lines before it', () => {
  const trail = {
    applicationId: 'a',
    published: 1,
    lines: [line(1, 'received'), line(3, 'executor-appointed')],
  };

  expect(placesOf([waiting(3)], [trail])).toEqual([]);
});
