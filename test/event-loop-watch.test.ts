import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';

/** A process that is watched with a patience of 2 s and does this. */
function watched(program: string) {
  const watch = new URL('../event-loop-watch.ts', import.meta.url).href;
  const source = `import { endWhenHanging } from '${watch}';
    endWhenHanging('trial', { patienceMs: 2_000 });
    ${program}`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  return { child, said: () => said };
}

test('a process whose event loop hangs is ended, and says why', { timeout: 60_000 }, async () => {
  const { child, said } = watched('setTimeout(() => { for (;;); }, 100);');

  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];

  expect([code, signal]).toEqual([null, 'SIGKILL']);
  expect(said()).toContain('trial: the event loop has not turned for 2 s');
});

test('a process that ends by itself is not held by its watch', { timeout: 60_000 }, async () => {
  const { child, said } = watched('setTimeout(() => undefined, 100);');

  const [code] = (await once(child, 'exit')) as [number | null];

  expect([code, said()]).toEqual([0, '']);
});

test('a process that was stopped for longer than the patience goes on', { timeout: 60_000 }, async () => {
  const { child, said } = watched(`setInterval(() => console.log('turns'), 100);`);
  await once(child.stdout, 'data');

  child.kill('SIGSTOP');
  await sleep(4_000);
  child.kill('SIGCONT');
  for (let turns = 0; turns < 20; turns += 1) await once(child.stdout, 'data');

  expect([child.exitCode, child.signalCode, said()]).toEqual([null, null, '']);
});
