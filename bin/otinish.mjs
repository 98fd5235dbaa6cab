#!/usr/bin/env node
// The commands are TypeScript and need the Node of this checkout, which npm installs beside this file's packages.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const own = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));
const node = existsSync(own) ? own : process.execPath;
const command = fileURLToPath(new URL('./otinish.ts', import.meta.url));
const { status, error } = spawnSync(node, [command, ...process.argv.slice(2)], { stdio: 'inherit' });
if (error) process.stderr.write(`otinish: ${error.message}\n`);
process.exitCode = status ?? 2;
