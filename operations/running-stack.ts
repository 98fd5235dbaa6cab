import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { variables } from '../config.ts';

/** Where `npm start` keeps a stack's data unless `OTINISH_DATA_DIR` says otherwise, wherever in the checkout one stands. */
export const defaultDataDir = fileURLToPath(new URL('../.otinish/data', import.meta.url));

/** What a stack of `npm start` leaves in its data folder while it runs. */
export interface RunningStack {
  readonly pid: number;
  /** What API and worker are told; null while they are still to be started. */
  readonly env: Readonly<Record<string, string>> | null;
}

/** The stack that runs on this data folder, or null. */
export function readRunningStack(dataDir: string): RunningStack | null {
  if (!existsSync(fileIn(dataDir))) return null;
  try {
    const stack = JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as RunningStack;
    return process.kill(stack.pid, 0) ? stack : null;
  } catch {
    // Killed, so that its file stayed, or it is being written in this moment.
    return null;
  }
}

/** Says that a stack of this process runs on the data folder; only its owner may read with which passwords. */
export function noteRunningStack(dataDir: string, env: NodeJS.ProcessEnv | null): void {
  const told = env && Object.fromEntries(variables.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(fileIn(dataDir), `${JSON.stringify({ pid: process.pid, env: told })}\n`, { mode: 0o600 });
}

/** It runs no more. */
export function forgetRunningStack(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'running.json');
}
