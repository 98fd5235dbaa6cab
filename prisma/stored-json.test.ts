import { expect, test } from 'vitest';
import * as openings from '../test/model/openings.ts';
import { BrokenRecord, readable, readState } from './stored-json.ts';

const { openStates: _all, ...stories } = openings;

test('what the procedure writes in any stage is read back as it is', () => {
  for (const [name, story] of Object.entries(stories)) {
    if (!('line' in story)) continue;
    const stored: unknown = JSON.parse(JSON.stringify(story.line.state));
    expect(readState('a', stored), name).toEqual(stored);
  }
});

/** Facts of before these were kept are read without them. */
const later = ['decidedOnVersion', 'saidVersion', 'waiting'];

test('each part that rules go by is missed when it is gone or of another kind', () => {
  const whole = JSON.parse(JSON.stringify(openings.refused.line.state)) as Record<string, unknown>;
  for (const name of Object.keys(whole)) {
    const { [name]: _gone, ...rest } = whole;
    if (!later.includes(name)) expect(() => readState('a', rest), name).toThrow(BrokenRecord);
    expect(() => readState('a', { ...whole, [name]: { odd: true } }), name).toThrow(BrokenRecord);
  }
});

test('whatever reading a row fails with is the fault of the row', () => {
  const record = { table: 'applications', id: 'a' } as const;
  const read = () =>
    readable(record, () => {
      throw new RangeError('too far');
    });
  expect(read).toThrow(BrokenRecord);
  expect(read).toThrow('applications a');
});
