// Makes a bare clone ready to run. Plain JavaScript without dependencies, because it runs before there are any,
// on whatever Node (20 or later) the machine has; everything after it runs on the Node of node_modules.
//
//   node scripts/setup.mjs            dependencies, Prisma client, typed client, Temporal server
//   node scripts/setup.mjs --tests    the same, and the time-skipping test server
//   node scripts/setup.mjs --check    dependencies and generated code only
import { installDependencies } from './setup/dependencies.mjs';
import { refuseOldNode, setupNode } from './setup/node-version.mjs';
import { explain } from './setup/problem.mjs';
import { generatePrismaClient } from './setup/prisma-client.mjs';
import { findTemporalServer } from './setup/temporal-server.mjs';
import { findTestServer } from './setup/test-server.mjs';
import { rememberTools } from './setup/tools-file.mjs';
import { generateTypedClient } from './setup/typed-client.mjs';

async function main(flags) {
  refuseOldNode(setupNode);
  await installDependencies();
  await generatePrismaClient();
  await generateTypedClient();
  if (flags.has('--check')) return;
  rememberTools({
    temporal: await findTemporalServer(),
    ...(flags.has('--tests') ? { testServer: await findTestServer() } : {}),
  });
}

try {
  await main(new Set(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exit(1);
}
