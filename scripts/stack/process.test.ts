import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { isAlive, startProcess } from './process.ts';
import { keepRunning } from './supervise.ts';
import { waitUntilReady } from './wait.ts';

const logFolder = mkdtempSync(join(tmpdir(), 'otinish-process-'));
afterAll(() => rmSync(logFolder, { recursive: true }));
const sleeper = { name: 'sleeper', command: 'sleep', args: ['60'], logFolder };

test('stopping asks first and kills when the grace is over', async () => {
  const stubborn = await startProcess({
    name: 'stubborn',
    command: 'sh',
    args: ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.1; done'],
    logFolder,
    stopGraceMs: 200,
  });
  await expect.poll(() => readFileSync(stubborn.logFile, 'utf8')).toContain('ready');

  await stubborn.stop();

  expect(await stubborn.exited).toBe('SIGKILL');
});

test('what a killed parent leaves behind is stopped, and its temporary folders are removed', async () => {
  const script = `
    import { isAlive, startProcess, temporaryFolder } from ${JSON.stringify(join(import.meta.dirname, 'process.ts'))};
    const folder = temporaryFolder('otinish-orphan-');
    const child = await startProcess(${JSON.stringify(sleeper)});
    console.log(child.pid + ' ' + folder);
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const [pid = '', folder = ''] = String(line).trim().split(' ');
  const orphan = Number(pid);
  expect([isAlive(orphan), existsSync(folder)]).toEqual([true, true]);

  parent.kill('SIGKILL');

  await expect.poll(() => [isAlive(orphan), existsSync(folder)]).toEqual([false, false]);
});

test('a process that dies while starting is reported with the end of its log', async () => {
  const broken = await startProcess({
    name: 'broken',
    command: 'sh',
    args: ['-c', 'echo no database; exit 3'],
    logFolder,
  });

  await expect(waitUntilReady(broken, () => Promise.resolve(false))).rejects.toThrow(
    /broken stopped while starting \(exit code 3\)[^]*no database/,
  );
});

test('a process that does not get ready is not left running', async () => {
  const slow = await startProcess({ ...sleeper, name: 'slow' });

  await expect(waitUntilReady(slow, () => Promise.resolve(false), 10)).rejects.toThrow('slow is not ready');

  expect(slow.isRunning()).toBe(false);
});

test('a program that is not there is named', async () => {
  await expect(startProcess({ ...sleeper, command: '/nowhere/temporal' })).rejects.toThrow(
    /sleeper could not be started/,
  );
});

test('a crashed process is started again, and not any more after stop', async () => {
  const reports: string[] = [];
  const supervised = keepRunning(
    await startProcess(sleeper),
    () => startProcess(sleeper),
    (line) => reports.push(line),
  );
  const first = supervised.current();

  await first.kill();
  await expect.poll(() => supervised.current().pid).not.toBe(first.pid);
  await supervised.stop();

  expect(reports).toEqual([
    expect.stringContaining('sleeper stopped (SIGKILL); starting it again in 1 s'),
    'sleeper runs again',
  ]);
  expect(supervised.current().isRunning()).toBe(false);
});

test('a start that fails is tried again', async () => {
  const reports: string[] = [];
  let starts = 0;
  const supervised = keepRunning(
    await startProcess(sleeper),
    () => ((starts += 1) === 1 ? Promise.reject(new Error('its port is taken')) : startProcess(sleeper)),
    (line) => reports.push(line),
  );

  await supervised.current().kill();
  await expect.poll(() => reports.at(-1)).toBe('sleeper runs again');
  await supervised.stop();

  expect(reports[1]).toBe(
    'sleeper could not be started again; the next attempt is in 2 s: its port is taken',
  );
});
