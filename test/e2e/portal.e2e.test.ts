import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

import { tokenFor } from '../../scripts/http/tokens.ts';
import { eventually } from './patience.ts';
import { begin, calmStack, castOf, inAstana } from './story.ts';

const launcher = fileURLToPath(new URL('../../bin/otinish.mjs', import.meta.url));
const portal = fileURLToPath(new URL('../../client/examples/portal.ts', import.meta.url));

let officers: ChildProcess | undefined;
afterEach(() => {
  officers?.kill();
});

/** Officers at their desks, who end after one decision. */
async function startOfficers(...further: readonly string[]): Promise<void> {
  const { apiUrl, dataDir } = calmStack();
  const tokens = await Promise.all(
    ['executor', 'head', 'notifier'].map(async (role) => [`--${role}-token`, await tokenFor(role, dataDir)]),
  );
  const words = [launcher, 'officers', apiUrl, ...tokens.flat(), '--count', '1', ...further];
  const started = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  officers = started;
  await once(createInterface(started.stdout), 'line');
}

async function runPortal(
  ...further: readonly string[]
): Promise<{ code: number | null; lines: readonly string[] }> {
  const { apiUrl, dataDir } = calmStack();
  const token = await tokenFor('portal', dataDir, `portal-example-${further.length}`);
  return new Promise((resolve) => {
    const words = [portal, '--url', apiUrl, '--token', token, ...further];
    const child = execFile(process.execPath, words, (_error, stdout) =>
      resolve({ code: child.exitCode, lines: stdout.trimEnd().split('\n') }),
    );
  });
}

/** What was told of each event, without its text. */
function facts(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/[:,;] .*$/, '').replace(/ as 219-\d{4}-\d+$/, ''));
}

const heardAndRefused = [
  '2026-12-04 19:10  submitted',
  '2026-12-04 19:10  received',
  '2026-12-07 09:00  registered',
  '2026-12-07 09:00  executor-appointed',
  '2026-12-07 09:00  completeness-confirmed',
  '2026-12-07 09:00  notice-sent',
  '2026-12-07 09:00  objected',
  '2026-12-07 09:00  notice-received',
  '2026-12-07 09:00  objection-recorded',
  '2026-12-07 09:00  hearing-recorded',
  '2026-12-10 00:00  hearing-closed',
  '2026-12-10 09:00  refused',
];

test('the example portal hears by webhook, answers the hearing, and follows to the end', async () => {
  await startOfficers();
  const { code, lines } = await runPortal();

  expect(facts(lines).toSorted()).toEqual(heardAndRefused.toSorted());
  expect(code).toBe(0);
});

test('the example portal does the same by asking for changes', async () => {
  await startOfficers();
  const { code, lines } = await runPortal('--poll');

  expect(facts(lines).toSorted()).toEqual(heardAndRefused.toSorted());
  expect(code).toBe(0);
});

test('the officers of a sandbox hold the oral hearing that a portal asks for', async () => {
  await startOfficers('--answer-within', '600');
  const story = await begin(await castOf(calmStack(), 'portal-orally'), 'inward', {
    startsAt: '2026-12-04T19:10:00+05:00',
  });
  await eventually('a notice', story.shown, ({ stage }) => stage === 'hearing');
  await story.does('portal', '/oral-hearing-request', {});
  await eventually('a decision', story.shown, ({ stage }) => stage === 'refused');

  const heard = (await story.trail()).filter(({ type }) => /hearing|^refused/.test(type));
  expect(heard.map(({ at, type, data }) => [inAstana(at), type, data['form']])).toEqual([
    ['2026-12-07 09:00', 'oral-hearing-requested', undefined],
    ['2026-12-08 15:00', 'hearing-recorded', 'oral'],
    ['2026-12-10 00:00', 'hearing-closed', 'oral'],
    ['2026-12-10 09:00', 'refused', undefined],
  ]);
});

test('the officers of a sandbox can come to the document, too', async () => {
  await startOfficers('--decide', 'issue');
  const { lines } = await runPortal('--poll');

  expect(facts(lines).at(-1)).toBe('2026-12-07 09:00  issued');
});
