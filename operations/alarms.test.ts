import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { alarmTexts } from './alarms.ts';

const guide = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8');

test('the guide of operators has a row for each alarm, and for no other', () => {
  const [table = ''] = /^\| alarm .*?(?=\n\n)/ms.exec(guide) ?? [];
  const codes = [...table.matchAll(/^\| `([a-z-]+)` /gm)].map(([, code]) => code);

  expect(new Set(codes)).toEqual(new Set(Object.keys(alarmTexts)));
});
