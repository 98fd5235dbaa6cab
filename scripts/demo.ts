// `npm run demo`: four applications through the whole procedure on real servers, in sandbox time; `-- --keep` leaves
// everything running afterwards.
import './setup/require-node.mjs';
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { narrator } from './demo/narrator.ts';
import { issued, missed, refused, withdrawn } from './demo/stories.ts';
import { caller } from './http/caller.ts';
import { castWith } from './http/cast.ts';
import { tokenFor } from './http/tokens.ts';
import { startApplication } from './stack/application.ts';
import { temporaryFolder } from './stack/process.ts';
import { startServers } from './stack/stack.ts';
import { StackProblem } from './stack/tools.ts';
import { applicationWorkflowId } from '../workflows/case/ids.ts';

const dataDir = temporaryFolder('otinish-demo-');
const undo: (() => Promise<void>)[] = [];
const asked = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
});

try {
  await Promise.race([run(), asked]);
} catch (error) {
  process.exitCode = 1;
  const known = error instanceof StackProblem;
  process.stderr.write(
    `\nnpm run demo: ${known ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
  );
} finally {
  for (const stop of undo.reverse()) await stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit();

async function run(): Promise<void> {
  const keep = wantsToKeep();
  const startedAt = Date.now();
  narrator.say('Starting PostgreSQL, Temporal, the worker and the API …');
  const servers = await startServers({ appDataDir: dataDir });
  undo.push(() => servers.stop());
  undo.push(await startApplication(servers, narrator.say));
  const workflowsUrl = servers.temporal?.workflowsUrl;
  narrator.link('API', `${servers.apiUrl}/docs`);
  if (workflowsUrl !== undefined) narrator.link('Temporal UI', workflowsUrl);

  const cast = await castWith(async (role) => caller(servers.apiUrl, await tokenFor(role, dataDir)));
  for (const story of [issued, refused, withdrawn, missed]) {
    const { id, number } = await story(cast);
    narrator.link('application', `${servers.apiUrl}/v1/applications/${id}`);
    if (workflowsUrl !== undefined) {
      narrator.link('workflow', `${workflowsUrl}/${encodeURIComponent(applicationWorkflowId(number))}`);
    }
  }

  narrator.say(`\nFour applications decided in ${((Date.now() - startedAt) / 1_000).toFixed(0)} s.`);
  if (!keep) {
    narrator.say('The links work while it runs: `npm run demo -- --keep` leaves everything running.');
    return;
  }
  narrator.say('Everything keeps running; Ctrl-C stops it and throws the data away.');
  await asked;
}

function wantsToKeep(): boolean {
  try {
    const { values } = parseArgs({
      args: process.argv.slice(2),
      options: { keep: { type: 'boolean', default: false } },
    });
    return values.keep;
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new StackProblem(`${what}. It takes one word: npm run demo -- --keep`);
  }
}
