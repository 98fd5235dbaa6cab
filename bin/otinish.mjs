#!/usr/bin/env node
// The commands are TypeScript and need the Node of this checkout, which npm installs beside this file's packages.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { projectNode, refuseOldNode } from '../scripts/setup/node-version.mjs';

const own = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
const installed = existsSync(own);
if (!installed) refuseOldNode(projectNode);
const node = installed ? own : process.execPath;
const command = fileURLToPath(new URL('./otinish.ts', import.meta.url));
const child = spawn(node, [command, ...process.argv.slice(2)], { stdio: 'inherit' });

// Whoever stops this process means the command. Ctrl-C is different: the terminal says it to both, and twice is once too much.
const forward = (signal) => {
  if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
};
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of signals) process.on(signal, forward);

child.once('error', (error) => {
  process.stderr.write(`otinish: ${error.message}\n`);
  process.exitCode = 2;
});
child.once('exit', (code, signal) => {
  process.exitCode = code ?? 2;
  if (signal === null) return;
  // Ended as the command was, so that a shell sees what happened.
  for (const each of signals) process.off(each, forward);
  process.kill(process.pid, signal);
});
