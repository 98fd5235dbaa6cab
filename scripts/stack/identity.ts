import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { freePort } from './ports.ts';
import { startProcess, type ManagedProcess } from './process.ts';
import { StackProblem } from './tools.ts';
import { answersOk, waitUntilReady } from './wait.ts';

const program = fileURLToPath(new URL('../identity/provider.ts', import.meta.url));

/** Where the provider keeps its keys, and where scripts find its address. */
export interface IdentityOptions {
  readonly dataDir: string;
  /** Preferred port; that of the last time comes before it, so that tokens stay good. Any free one without it. */
  readonly port?: number;
  readonly logFolder?: string;
}

/** The stack's own OpenID provider. */
export interface Identity {
  /** Its address, as tokens name it. */
  readonly issuer: string;
  readonly process: ManagedProcess;
  /** Starts it again on the same port, after it died. */
  startAgain(): Promise<ManagedProcess>;
}

/** Starts the provider on 127.0.0.1. */
export async function startIdentity({
  dataDir,
  logFolder,
  port: wish = 0,
}: IdentityOptions): Promise<Identity> {
  const last = existsSync(addressFile(dataDir)) ? Number(URL.parse(readIssuer(dataDir))?.port) : 0;
  const port = await freePort(last > 0 ? last : wish);
  const issuer = `http://127.0.0.1:${String(port)}`;
  const startAgain = async (): Promise<ManagedProcess> => {
    const child = await startProcess({
      name: 'identity',
      command: process.execPath,
      args: [program, '--port', String(port), '--data', join(dataDir, 'identity')],
      ...(logFolder === undefined ? {} : { logFolder }),
    });
    await waitUntilReady(child, answersOk(`${issuer}/.well-known/openid-configuration`));
    return child;
  };
  const child = await startAgain();
  mkdirSync(dirname(addressFile(dataDir)), { recursive: true });
  writeFileSync(addressFile(dataDir), `${issuer}\n`);
  return { issuer, process: child, startAgain };
}

/** The address of the provider whose stack keeps its data here. Throws `StackProblem` when none ever ran. */
export function readIssuer(dataDir: string): string {
  try {
    return readFileSync(addressFile(dataDir), 'utf8').trim();
  } catch (cause) {
    throw new StackProblem(noStack(dataDir), { cause });
  }
}

/** What to say when there is no provider to ask. */
export function noStack(dataDir: string): string {
  return (
    `No stack runs on ${dataDir}, so nobody gives tokens: start one with "npm start", in another terminal. ` +
    'A stack elsewhere is named by OTINISH_DATA_DIR.'
  );
}

function addressFile(dataDir: string): string {
  return join(dataDir, 'identity', 'issuer');
}
