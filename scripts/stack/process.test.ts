import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test, vi } from 'vitest';

import { startProcess } from './process.ts';
import { keepRunning } from './supervise.ts';
import { waitUntilReady } from './wait.ts';

const logFolder = mkdtempSync(join(tmpdir(), 'otinish-process-'));
const sleeper = { name: 'sleeper', command: 'sleep', args: ['60'], logFolder };

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('stopping asks first and kills when the grace is over', async () => {
  const stubborn = await startProcess({
    name: 'stubborn',
    command: 'sh',
    args: ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.1; done'],
    logFolder,
    stopGraceMs: 200,
  });
  await vi.waitFor(() => {
    expect(readFileSync(stubborn.logFile, 'utf8')).toContain('ready');
  });

  await stubborn.stop();

  expect(await stubborn.exited).toBe('SIGKILL');
});

test('what a killed parent leaves behind is stopped', async () => {
  const script = `
    import { startProcess } from ${JSON.stringify(join(import.meta.dirname, 'process.ts'))};
    const child = await startProcess(${JSON.stringify(sleeper)});
    console.log(child.pid);
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const orphan = Number(line);
  expect(isAlive(orphan)).toBe(true);

  parent.kill('SIGKILL');

  await vi.waitFor(() => {
    expect(isAlive(orphan)).toBe(false);
  }, 5_000);
});

test('a process that dies while starting is reported with the end of its log', async () => {
  const broken = await startProcess({
    name: 'broken',
    command: 'sh',
    args: ['-c', 'echo no database; exit 3'],
    logFolder,
  });

  await expect(waitUntilReady(broken, () => Promise.resolve(false), 5_000)).rejects.toThrow(
    /broken stopped while starting \(exit code 3\)[^]*no database/,
  );
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
  await vi.waitFor(() => {
    expect(supervised.current().pid).not.toBe(first.pid);
  }, 5_000);
  await supervised.stop();

  expect(reports).toEqual([expect.stringContaining('sleeper stopped (SIGKILL); starting it again in 1 s')]);
  expect(supervised.current().isRunning()).toBe(false);
});
