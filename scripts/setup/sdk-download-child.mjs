// Runs on the project's Node. The SDK downloads a server only in order to start it, so it is started once and stopped.
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { TestWorkflowEnvironment } from '@temporalio/testing';

const stalledMs = 10_000;
const [kind, downloadDir] = process.argv.slice(2);
mkdirSync(downloadDir, { recursive: true });

// A network that swallows packets must not hold up the build from source: no new bytes for ten seconds ends the try.
let bytes = 0;
setInterval(() => {
  const now = readdirSync(downloadDir).reduce((sum, file) => sum + statSync(join(downloadDir, file)).size, 0);
  if (now === bytes) {
    process.stderr.write('the download stalled\n');
    process.exit(1);
  }
  bytes = now;
}, stalledMs).unref();

const server = { executable: { type: 'cached-download', downloadDir, ttl: '10 years' } };
const env =
  kind === 'dev-server'
    ? await TestWorkflowEnvironment.createLocal({ server })
    : await TestWorkflowEnvironment.createTimeSkipping({ server });
await env.teardown();
process.exit(0);
