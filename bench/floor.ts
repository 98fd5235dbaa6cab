import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import type { PrismaClient } from '../prisma/client.ts';
import type { Case, Contender } from './contender.ts';
import { floorTaskQueue, floorWorkflow, stepsOfCase, stepUpdate } from './floor-messages.ts';

/** A raw Temporal workflow: one update with start and five updates, each with a row in PostgreSQL and a timer anew. */
export function floorContender(client: Client): Contender {
  return { name: 'floor', prepare: async (count) => Array.from({ length: count }, floorCase) };

  function floorCase(): Case {
    const workflowId = `floor/${randomUUID()}`;
    return async (timed) => {
      await timed(() =>
        client.workflow.executeUpdateWithStart(stepUpdate, {
          args: [1],
          startWorkflowOperation: new WithStartWorkflowOperation(floorWorkflow, {
            workflowId,
            taskQueue: floorTaskQueue,
            args: [workflowId],
            workflowIdConflictPolicy: 'USE_EXISTING',
          }),
        }),
      );
      const handle = client.workflow.getHandle(workflowId);
      for (let step = 2; step <= stepsOfCase; step += 1)
        await timed(() => handle.executeUpdate(stepUpdate, { args: [step] }));
      return workflowId;
    };
  }
}

/** The floor's table, in a schema of its own. */
export async function createFloorTable(db: PrismaClient): Promise<void> {
  await db.$executeRaw`CREATE SCHEMA IF NOT EXISTS bench`;
  await db.$executeRaw`
    CREATE TABLE IF NOT EXISTS bench.floor_rows (
      case_id text NOT NULL, step int NOT NULL, written_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (case_id, step))`;
}
