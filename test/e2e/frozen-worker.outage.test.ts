import { beforeAll, expect, test } from 'vitest';

import type { Cast } from '../../scripts/http/cast.ts';
import { ownStack } from './own-stack.ts';
import { usualPatienceMs } from '../../scripts/stack/patience.ts';
import { allOver, eventually } from './patience.ts';
import { appointment } from './procedure.ts';
import { callerAs } from './stack.ts';
import { begin, castOf } from './story.ts';

// What is looked at now and then is told a minute later.
const byTheWatch = { patienceMs: 2 * usualPatienceMs };
const stack = ownStack();
let cast: Cast;
beforeAll(async () => {
  cast = await castOf(stack);
});

interface ShownAlarm {
  readonly code: string;
  readonly about: readonly string[];
}

const isEmpty = ({ length }: readonly unknown[]): boolean => length === 0;

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
  await eventually('nothing is wrong', alarms, isEmpty, byTheWatch);

  stack.worker.freeze();
  const acting = async () => {
    const { etag } = await cast.head.get(story.path);
    const answer = await story.tries('head', '/executor', appointment, { ifMatch: etag });
    return [answer, await amendCalendar()] as const;
  };
  const told = (code: string) => eventually(code, alarms, (codes) => codes.includes(code), byTheWatch);
  const [[appointed, edition]] = await allOver([acting(), told('worker-away')]);
  await told('replanning-stands-still');
  const shown = await standstill();
  stack.worker.thaw();

  expect(appointed.status).toBe(202);
  expect(shown).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ code: 'worker-away' }),
      expect.objectContaining({ code: 'replanning-stands-still', about: [edition] }),
    ]),
  );
  await eventually('the appointment', story.shown, ({ stage }) => stage === 'completeness-check');
  await eventually('all is well', alarms, isEmpty, byTheWatch);
});

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
