// `npm run capture-history -- <workflow id> <end> [label]`: puts the history of a workflow into the replay corpus.
// `<end>` is how the application ended: issued, refused, terminated or lapsed. Done once for each released version.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';

import { readConfig } from '../config.ts';
import { root } from './stack/tools.ts';

const ends = ['issued', 'refused', 'terminated', 'lapsed'];

const [workflowId, end, label = 'first'] = process.argv.slice(2);
if (workflowId === undefined || end === undefined || !ends.includes(end)) {
  process.stderr.write(`usage: npm run capture-history -- <workflow id> <${ends.join('|')}> [label]\n`);
  process.exit(1);
}
const { temporal } = readConfig({ DATABASE_URL: 'none', ...process.env });
const connection = await Connection.connect({ address: temporal.address });
const client = new Client({ connection, namespace: temporal.namespace });
const history = await client.workflow.getHandle(workflowId).fetchHistory();
const folder = join(root, 'test', 'histories');
mkdirSync(folder, { recursive: true });
const file = join(folder, `${end}.${label}.json`);
writeFileSync(file, `${historyToJSON(history)}\n`);
process.stdout.write(`${file}: ${String(history.events?.length ?? 0)} events\n`);
await connection.close();
