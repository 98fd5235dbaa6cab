// The floor's worker: a process of its own, with the SDK's defaults, as ours has them.
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pg from 'pg';
import { readConfig } from '../config.ts';
import { floorTaskQueue } from './floor-messages.ts';
import type { FloorPort } from './floor-messages.ts';

const { databaseUrl, temporal } = readConfig(process.env);
const logger = new DefaultLogger('WARN');
Runtime.install({ logger, shutdownSignals: ['SIGTERM', 'SIGINT'] });
// As many connections as our worker has.
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });

const activities: FloorPort = {
  writeRow: async ({ caseId, step }) => {
    const text = 'INSERT INTO bench.floor_rows (case_id, step) VALUES ($1, $2) ON CONFLICT DO NOTHING';
    await pool.query({ name: 'write-row', text, values: [caseId, step] });
  },
};

const connection = await NativeConnection.connect({ address: temporal.address });
const worker = await Worker.create({
  connection,
  namespace: temporal.namespace,
  taskQueue: floorTaskQueue,
  workflowBundle: await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('floor-workflow.ts', import.meta.url)),
    logger,
  }),
  activities: { ...activities },
});
await worker.run();
await connection.close();
await pool.end();
