import { expect, test } from 'vitest';
import { dateIn } from './text.ts';

test('a day is written with points in Kazakh and Russian, by ISO 8601 in English', () => {
  expect((['kk', 'ru', 'en'] as const).map((language) => dateIn('2026-12-18', language))).toEqual([
    '18.12.2026',
    '18.12.2026',
    '2026-12-18',
  ]);
});
