// `npm run capture-history -- <workflow id> <story> [label]`: puts the history of a workflow into the replay corpus.
// `<story>` is how the application ended, `amended` for one that met an amendment while it was open, or
// `calendar-amendment` for a re-planning. Done once for each released version.
import './setup/require-node.mjs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';

import { readConfig } from '../config.ts';
import { root } from './stack/tools.ts';

const stories = ['issued', 'refused', 'terminated', 'lapsed', 'amended', 'calendar-amendment'];

const [workflowId, story, label = 'first'] = process.argv.slice(2);
if (workflowId === undefined || story === undefined || !stories.includes(story)) {
  process.stderr.write(`usage: npm run capture-history -- <workflow id> <${stories.join('|')}> [label]\n`);
  process.exit(1);
}
const { temporal } = readConfig({ DATABASE_URL: 'postgresql://nobody@127.0.0.1/none', ...process.env });
const connection = await Connection.connect({ address: temporal.address });
const client = new Client({ connection, namespace: temporal.namespace });
const history = await client.workflow.getHandle(workflowId).fetchHistory();
const folder = join(root, 'test', 'histories');
mkdirSync(folder, { recursive: true });
const file = join(folder, `${story}.${label}.json`);
writeFileSync(file, `${historyToJSON(history)}\n`);
process.stdout.write(`${file}: ${String(history.events?.length ?? 0)} events\n`);
await connection.close();
