import { expect, test } from 'vitest';

import { placesOf } from './publishing.ts';

const waiting = (trailSeq: number) => ({ id: `event-${String(trailSeq)}`, applicationId: 'a', trailSeq });

test('events are counted on from those that were told', () => {
  const trail = { applicationId: 'a', published: 1, lines: [1, 2, 3, 4] };

  expect(placesOf([waiting(2), waiting(4)], [trail])).toEqual([
    { id: 'event-2', sequence: 2 },
    { id: 'event-4', sequence: 3 },
  ]);
});

test('an event waits for the lines before it', () => {
  expect(placesOf([waiting(3)], [{ applicationId: 'a', published: 1, lines: [1, 3] }])).toEqual([]);
});
