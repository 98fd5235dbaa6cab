import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { home, root } from './paths.mjs';
import { throwIfDiskFull } from './problem.mjs';

/**
 * Runs a program quietly, its output kept in `.otinish/logs/setup-<name>.log`.
 * Gives `{ ok, output, log }`, `output` being the last lines; throws only when the disk is full.
 */
export async function run(name, command, args, { cwd = root, env = process.env, timeoutMs } = {}) {
  mkdirSync(join(home, 'logs'), { recursive: true });
  const log = join(home, 'logs', `setup-${name}.log`);
  const file = createWriteStream(log);
  let output = '';
  const keep = (chunk) => {
    output = (output + chunk).slice(-8_000);
    file.write(chunk);
  };
  const code = await new Promise((resolve, reject) => {
    file.on('error', reject);
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = timeoutMs && setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      keep(`${error.message}\n`);
      resolve(-1);
    });
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      resolve(exitCode ?? -1);
    });
  });
  file.end();
  if (code !== 0) throwIfDiskFull(output);
  return { ok: code === 0, output, log };
}

/** The last few lines of a program's output, indented, for an error message. */
export function lastLines(output, count = 5) {
  const lines = output.split('\n').filter((line) => line.trim());
  return lines
    .slice(-count)
    .map((line) => `  ${line}`)
    .join('\n');
}
