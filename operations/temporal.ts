import { Client, Connection } from '@temporalio/client';
import type { Config } from '../config.ts';
import type { Alarm } from './alarms.ts';

const patienceMs = 5_000;
/** A worker that lives asks again after 60 s at the latest, which is how long Temporal lets it wait for a task. */
const longestPollMs = 75_000;
/** So many are named; the list in the UI has all (docs/operations.md). */
const mostNamed = 20;

/**
 * Workflows of ours whose task failed or timed out several times in a row. Temporal sets the mark itself, and removes it when a
 * task succeeds: on one that was ended meanwhile it stays for ever.
 */
const failing =
  'ExecutionStatus = "Running" AND TemporalReportedProblems IN ("category=WorkflowTaskFailed", "category=WorkflowTaskTimedOut")';

/** What Temporal knows of our workers and workflows. */
export interface TemporalSight {
  /** `worker-away` when no worker has asked for a task lately. One that is frozen is seen sooner in PostgreSQL (workers.ts). */
  worker(): Promise<readonly Alarm[]>;
  /** `workflow-task-fails` with the workflows that stand still because of a fault of ours. */
  tasks(): Promise<readonly Alarm[]>;
  close(): Promise<void>;
}

/** Opens the sight without waiting for Temporal. */
export function openTemporalSight({
  temporal: { address, namespace, taskQueue },
}: Pick<Config, 'temporal'>): TemporalSight {
  const connection = Connection.lazy({ address, connectTimeout: patienceMs });
  const { workflow } = new Client({ connection, namespace });
  const within = <T>(work: () => Promise<T>) => connection.withDeadline(Date.now() + patienceMs, work);

  return {
    worker: async () => {
      const { pollers } = await within(() =>
        connection.workflowService.describeTaskQueue({
          namespace,
          taskQueue: { name: taskQueue },
          taskQueueType: 1, // Of workflow tasks; the enum's package is CommonJS and not to be imported by name.
        }),
      );
      const asked = pollers.map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000);
      const lives = asked.some((at) => at > Date.now() - longestPollMs);
      return lives ? [] : [{ code: 'worker-away', count: 1, about: [taskQueue] }];
    },
    tasks: () =>
      within(async () => {
        const { count } = await workflow.count(failing);
        if (count === 0) return [];
        const about: string[] = [];
        for await (const { workflowId } of workflow.list({ query: failing, pageSize: mostNamed })) {
          about.push(workflowId);
          if (about.length === mostNamed) break;
        }
        return [{ code: 'workflow-task-fails', count, about: about.toSorted() }];
      }),
    close: () => connection.close(),
  };
}
