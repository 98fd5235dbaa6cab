// `npm start`: the whole stack on this machine, in sandbox mode, kept under .otinish/ from one start to the next.
import './setup/require-node.mjs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import {
  defaultDataDir,
  forgetRunningStack,
  noteRunningStack,
  readRunningStack,
} from '../operations/running-stack.ts';
import { seedApplications } from './application-seed.ts';
import { startApplication } from './stack/application.ts';
import { requireFreePort } from './stack/ports.ts';
import { startServers } from './stack/stack.ts';
import { logFolder, StackProblem } from './stack/tools.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const undo: (() => Promise<void>)[] = [];
const asked = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      resolve();
    });
});

try {
  await Promise.race([start(), asked]);
  await asked;
  say('Stopping …');
} catch (error) {
  process.exitCode = 1;
  const known = error instanceof StackProblem;
  process.stderr.write(
    `\n${known ? error.message : `npm start failed unexpectedly: ${String(error instanceof Error ? error.stack : error)}`}\n`,
  );
} finally {
  // The API first, so that nothing new comes in; the databases last, when nobody writes any more.
  for (const stop of undo.reverse()) await stop();
}
process.exit();

async function start(): Promise<void> {
  takesNoWords();
  const port = Number(process.env['PORT'] ?? 3000);
  const host = process.env['HOST'] ?? '127.0.0.1';
  const dataDir = resolve(process.env['OTINISH_DATA_DIR'] ?? defaultDataDir);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StackProblem(`PORT is ${process.env['PORT'] ?? ''}, but must be a number from 1 to 65535.`);
  }
  claim(dataDir, port);
  await requireFreePort(
    port,
    host,
    `stop that one, or choose another port: PORT=${String(port + 1)} npm start`,
  );
  const {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    OIDC_ISSUERS: issuers,
  } = process.env;
  const servers = await startServers({
    dataDir,
    host,
    port,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(temporalAddress === undefined ? {} : { temporalAddress }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(issuers === undefined ? {} : { issuers }),
  });
  undo.push(() => servers.stop());
  for (const name of servers.migrationsApplied) say(`applied migration ${name}`);
  undo.push(await startApplication(servers, say));
  noteRunningStack(dataDir, servers.env);
  // The samples are made by callers of our own provider.
  for (const id of servers.identity ? await seedApplications(servers.apiUrl, dataDir) : []) {
    say(`sample application ${servers.apiUrl}/v1/applications/${id}`);
  }
  if (servers.identity) say(`OpenID provider ${servers.identity.issuer} (npm run --silent token -- portal)`);
  say(`ready ${servers.apiUrl}`);
  if (servers.temporal?.workflowsUrl !== undefined) say(`Temporal UI ${servers.temporal.workflowsUrl}`);
  say(`logs ${logFolder}`);
  say('Ctrl-C stops everything; the data stays.');
}

function takesNoWords(): void {
  try {
    parseArgs({ args: process.argv.slice(2), options: {} });
  } catch (error) {
    throw new StackProblem(
      `npm start takes no words: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** One stack per data folder: two of them would corrupt Temporal's file. */
function claim(dataDir: string, port: number): void {
  const other = readRunningStack(dataDir);
  if (other !== null) {
    throw new StackProblem(
      `Otinish already runs on ${dataDir} (process ${String(other.pid)}): stop that one first, or start another beside it ` +
        `with data and a port of its own: OTINISH_DATA_DIR=.otinish/other PORT=${String(port + 1)} npm start`,
    );
  }
  noteRunningStack(dataDir, null);
  undo.push(() => Promise.resolve(forgetRunningStack(dataDir)));
}
