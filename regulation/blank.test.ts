import { expect, test } from 'vitest';
import { isBlank } from './blank.ts';

test.each([
  ['nothing', ''],
  ['spaces of every kind', ' \t\n\u00a0\u2003\u3000'],
  ['characters without a width', '\u200b\u200c\u200d\u2060\ufeff'],
  ['soft hyphens and marks of direction', '\u00ad\u200e\u202e\u2066'],
  ['fillers that fonts show as nothing', '\u115f\u3164\uffa0\u034f\ufe0f'],
])('%s is blank', (_what, text) => {
  expect(isBlank(text)).toBe(true);
});

test.each([
  ['a letter between them', '\u200bә\u200b'],
  ['a dash', '—'],
  ['an emoji of several characters', '👩‍💻'],
])('%s is not', (_what, text) => {
  expect(isBlank(text)).toBe(false);
});
