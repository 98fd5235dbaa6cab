import { expect, test } from 'vitest';
import type { Alarm } from './alarms.ts';
import { openWatch, type AlarmLog } from './watch.ts';

const away: Alarm = { code: 'worker-away', count: 1, about: [] };
const failing = (...about: readonly string[]): Alarm => ({
  code: 'workflow-task-fails',
  count: about.length,
  about,
});

function kept() {
  const lines: string[] = [];
  const line = (level: string) => (fields: object, message: string) =>
    void lines.push(`${level} ${'alarm' in fields ? String(fields.alarm) : message}`);
  const log: AlarmLog = { error: line('error'), warn: line('warn'), info: line('info') };
  return { lines, log };
}

test('an alarm is logged when it begins, when it is about another case, and when it is over, not at each look', async () => {
  const { lines, log } = kept();
  let now: readonly Alarm[] = [];
  const watch = openWatch({ tasks: () => Promise.resolve(now) }, log);

  await watch.look();
  now = [failing('219-2026-000001')];
  await watch.look();
  await watch.look();
  now = [failing('219-2026-000001', '219-2026-000002')];
  await watch.look();
  now = [];
  await watch.look();

  expect(lines).toEqual([
    'error workflow-task-fails',
    'error workflow-task-fails',
    'info workflow-task-fails',
  ]);
});

test('who cannot look knows nothing new, and keeps nobody else from looking', async () => {
  const { lines, log } = kept();
  let canLook = true;
  const worker = () => (canLook ? Promise.resolve([away]) : Promise.reject(new Error('Temporal is away')));
  const watch = openWatch({ worker, tasks: () => Promise.resolve([failing('219-2026-000001')]) }, log);

  await watch.look();
  canLook = false;
  await watch.look();

  expect(watch.alarms().map(({ code }) => code)).toEqual(['worker-away', 'workflow-task-fails']);
  expect(lines.at(-1)).toBe('warn nobody could look whether something stands still');
});
