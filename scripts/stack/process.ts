import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { logFolder, root, StackProblem } from './tools.ts';

const startMark = '── started ';

/** What to run, and how to end it. */
export interface ProcessOptions {
  readonly name: string;
  readonly command: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly logFolder?: string;
  /** What asks the process to finish its work and leave; SIGTERM unless the program wants another. */
  readonly stopSignal?: NodeJS.Signals;
  readonly stopGraceMs?: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** A running child process. */
export interface ManagedProcess {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Resolves, never rejects, when the process is gone. */
  readonly exited: Promise<string>;
  /** True until the process is gone. */
  isRunning(): boolean;
  /** Asks politely, then kills; resolves when the process is gone. */
  stop(): Promise<void>;
  /** Kills at once, as a power cut would: for tests. */
  kill(): Promise<void>;
}

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches only us and we can stop the stack in order,
 * and on a leash, so that nothing is left when we are killed. Its output is appended to `<name>.log`.
 */
export async function startProcess(options: ProcessOptions): Promise<ManagedProcess> {
  const folder = options.logFolder ?? logFolder;
  mkdirSync(folder, { recursive: true });
  const logFile = join(folder, `${options.name}.log`);
  const log = openSync(logFile, 'a');
  writeSync(log, `${startMark}${new Date().toISOString()}\n`);
  const { stopSignal = 'SIGTERM', stopGraceMs = 30_000, uid, gid } = options;
  const child = spawn(options.command, options.args ?? [], {
    cwd: root,
    detached: true,
    stdio: ['ignore', log, log],
    env: options.env ?? process.env,
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  });
  closeSync(log);
  const pid = await spawned(child, options.name);
  leash().write(`+${String(pid)} ${stopSignal}\n`);
  let running = true;
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      running = false;
      leash().write(`-${String(pid)}\n`);
      resolve(signal ?? `exit code ${String(code)}`);
    });
  });
  const signal = (target: number, name: NodeJS.Signals): void => {
    try {
      if (running) process.kill(target, name);
    } catch {
      // Gone in this very moment: `exited` tells.
    }
  };
  const kill = async (): Promise<void> => {
    signal(-pid, 'SIGKILL');
    await exited;
  };
  const stop = async (): Promise<void> => {
    signal(pid, stopSignal);
    const timer = setTimeout(() => void kill(), stopGraceMs);
    await exited;
    clearTimeout(timer);
  };
  return { name: options.name, pid, logFile, exited, isRunning: () => running, stop, kill };
}

/** Whether a process runs that another one may have started. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The last lines of a log since its process was last started, for an error message. */
export function tailOf(logFile: string, lines = 15): string {
  const sinceStart = readFileSync(logFile, 'utf8').split(startMark).at(-1) ?? '';
  const said = sinceStart.trimEnd().split('\n').slice(1); // The first is the time of the start.
  return said
    .slice(-lines)
    .map((line) => `  ${line}`)
    .join('\n');
}

function spawned(child: ChildProcess, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => {
      reject(new StackProblem(`${name} could not be started: ${cause.message}`, { cause }));
    });
    child.once('spawn', () => {
      resolve(child.pid ?? -1);
    });
  });
}

/** Makes a folder of our own under the system's temporary one. Whoever makes it removes it; the leash does when we are killed. */
export function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  leash().write(`=${folder}\n`);
  return folder;
}

let leashInput: Socket | undefined;

function leash(): Socket {
  if (leashInput) return leashInput;
  const script = fileURLToPath(new URL('leash.mjs', import.meta.url));
  const child = spawn(process.execPath, [script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.unref();
  leashInput = child.stdin as Socket;
  leashInput.unref();
  // A leash that was killed is no reason for the stack to fall.
  leashInput.on('error', () => undefined);
  return leashInput;
}
