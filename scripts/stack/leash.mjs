// The last line of defence against orphans: outlives the process that started a stack, however that died, and then
// stops what it left behind and removes its temporary folders. It is told of processes on stdin, "+<pid> <signal>" and
// "-<pid>", and of folders, "=<path>"; the end of stdin is the death of the parent. Runs on plain Node, without dependencies.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const graceMs = 15_000;
const processes = new Map();
const folders = [];

for await (const line of createInterface({ input: process.stdin })) {
  const [, sign, pid, signal] = /^([+-])(\d+) ?(\w*)$/.exec(line) ?? [];
  if (sign === '+') processes.set(Number(pid), signal);
  if (sign === '-') processes.delete(Number(pid));
  if (line.startsWith('=')) folders.push(line.slice(1));
}

const kill = (pid, signal) => {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
};

// Youngest first: the API and the worker before the servers they talk to.
for (const [pid, signal] of [...processes].reverse()) kill(pid, signal);
const deadline = Date.now() + graceMs;
while (Date.now() < deadline && [...processes.keys()].some((pid) => kill(pid, 0))) {
  await new Promise((resolve) => setTimeout(resolve, 100));
}
for (const pid of processes.keys()) kill(-pid, 'SIGKILL');
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
