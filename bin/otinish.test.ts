import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { loopback, type Loopback } from '../client/loopback.fake.ts';

const launcher = fileURLToPath(new URL('otinish.mjs', import.meta.url));

let server: Loopback | undefined;
let launched: ChildProcess | undefined;
afterEach(async () => {
  launched?.kill('SIGKILL');
  await server?.close();
});

function launch(...words: readonly string[]) {
  const started = spawn(process.execPath, [launcher, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  launched = started;
  return started;
}

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'officers who are told to stop by %s to their launcher are gone with it',
  async (signal) => {
    server = await loopback(() => ({ body: { items: [] } }));
    const desks = ['--head-token', 'h', '--executor-token', 'e', '--notifier-token', 'n'];
    const started = launch('officers', server.url, ...desks, '--executor-id', 'executor-1');
    const [line] = (await once(createInterface(started.stdout), 'line')) as [string];
    expect(line).toContain('at their desks');

    started.kill(signal);
    // Closed is an output that nobody holds any more, whoever inherited it.
    const ended: unknown = await once(started, 'close');

    expect(ended).toEqual(signal === 'SIGHUP' ? [null, 'SIGHUP'] : [0, null]);
  },
  20_000,
);

test('a command that was asked wrongly ends as it says', async () => {
  const started = launch('no-such-command');

  expect(await once(started, 'close')).toEqual([2, null]);
}, 20_000);
