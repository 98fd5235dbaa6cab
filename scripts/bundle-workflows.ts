// Bundles the workflows into the file that is named: a worker that finds it at `dist/workflows.js` starts without bundling.
import './setup/require-node.mjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

import { workflowSource } from '../workflows/source.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('usage: node scripts/bundle-workflows.ts FILE\n');
  process.exit(1);
}
const { code } = await bundleWorkflowCode({
  ...workflowSource,
  logger: new DefaultLogger('WARN'),
});
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, code);
