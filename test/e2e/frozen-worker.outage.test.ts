import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Cast } from '../../scripts/http/cast.ts';
import { eventually } from './patience.ts';
import { appointment } from './procedure.ts';
import { callerAs, openStack, type Stack } from './stack.ts';
import { begin, castOf } from './story.ts';

const minute = 60_000;
let stack: Stack;
let cast: Cast;
beforeAll(async () => {
  stack = await openStack();
  cast = await castOf(stack);
});
afterAll(() => stack.close());

interface ShownAlarm {
  readonly code: string;
  readonly about: readonly string[];
}

/** The codes that `/readyz` shows to everybody. */
async function alarms(): Promise<readonly string[]> {
  const reply = await fetch(`${stack.apiUrl}/readyz`);
  return ((await reply.json()) as { alarms: readonly ShownAlarm[] }).alarms.map(({ code }) => code);
}

/** What the agenda tells operators. */
async function standstill(): Promise<readonly ShownAlarm[]> {
  const operator = await callerAs(stack, 'ops');
  return (await operator.get<{ standstill: readonly ShownAlarm[] }>('/v1/agenda')).body.standstill;
}

test('a worker that is frozen is told within a minute, and so is the calendar that waits for it; thawed, everything goes on', async () => {
  const story = await begin(cast, 'inward', { startsAt: '2026-12-01T10:00:00+05:00' });
  await eventually('nothing is wrong', async () => (await alarms()).length === 0, 2 * minute);

  stack.worker.freeze();
  const told = eventually('it is told', async () => (await alarms()).includes('worker-away'), minute);
  const { etag } = await cast.head.get(story.path);
  const appointed = await story.tries('head', '/executor', appointment, { ifMatch: etag });
  const edition = await amendCalendar();
  await told;
  await eventually(
    'the re-planning is told',
    async () => (await alarms()).includes('replanning-stands-still'),
    2 * minute,
  );
  const shown = await standstill();
  stack.worker.thaw();

  expect(appointed.status).toBe(202);
  expect(shown).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ code: 'worker-away' }),
      expect.objectContaining({ code: 'replanning-stands-still', about: [edition] }),
    ]),
  );
  await eventually(
    'the appointment',
    async () => (await story.shown()).stage === 'completeness-check',
    minute,
  );
  await eventually('all is well', async () => (await alarms()).length === 0, 2 * minute);
}, 480_000);

/** A day off that somebody proposes and another one approves. */
async function amendCalendar(): Promise<string> {
  const path = '/v1/calendars/kz/amendments';
  const link = 'https://adilet.zan.kz/rus/docs/G26G0000401';
  const proposal = {
    act: { name: 'Order on a day off', number: '401', date: '2026-11-20', link },
    days: [{ date: '2026-12-04', working: false }],
  };
  const editor = await callerAs(stack, 'calendar-editor');
  const other = await callerAs(stack, 'calendar-editor', 'calendar-editor-2');
  const { hash } = (await editor.post<{ hash: string }>(`${path}/preview`, proposal)).body;
  const { edition } = (await editor.post<{ edition: string }>(path, { proposal, hash })).body;
  expect((await other.post(`${path}/${edition}/approval`, { hash })).status).toBe(200);
  return edition;
}
