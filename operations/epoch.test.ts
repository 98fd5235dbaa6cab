import { expect, test } from 'vitest';
import { wasSetBack } from './epoch.ts';
import type { Mark } from './record-note.ts';

const mark: Mark = {
  epoch: 1,
  cluster: '7/1/5',
  beat: '600',
  wal: '9000000000000000000',
  position: '40',
  number: '12',
};

test('a record that went on since the note was not set back', () => {
  expect(wasSetBack(mark, mark)).toBe(false);
  expect(wasSetBack(mark, { ...mark, wal: '9000000000000000001', position: '41', number: '13' })).toBe(false);
});

test.each([
  ['fewer comparisons', { beat: '599' }],
  ['a shorter log', { wal: '8999999999999999999' }],
  ['an earlier position', { position: '39' }],
  ['an earlier number', { number: '9' }],
  ['another cluster', { cluster: '8/1/5' }],
  ['another timeline', { cluster: '7/2/5' }],
])('a record with %s than its note was set back', (_what, other) => {
  expect(wasSetBack(mark, { ...mark, ...other })).toBe(true);
});

test('a note of an earlier epoch says only what was numbered, one of a later epoch that the record lost it', () => {
  const earlier = { ...mark, wal: '1' };

  expect(wasSetBack(mark, { ...earlier, epoch: 2 })).toBe(false);
  expect(wasSetBack(mark, { ...earlier, epoch: 2, number: '11' })).toBe(true);
  expect(wasSetBack({ ...mark, epoch: 3 }, { ...mark, epoch: 2 })).toBe(true);
});
