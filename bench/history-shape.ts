import type { Client } from '@temporalio/client';

/** What one application left in Temporal. */
export interface HistoryShape {
  readonly events: number;
  readonly workflowTasks: number;
  readonly kilobytes: number;
  readonly timersStarted: number;
  readonly upserts: number;
}

/** Reads the history of a workflow and measures it. */
export async function historyShapeOf(client: Client, workflowId: string): Promise<HistoryShape> {
  const handle = client.workflow.getHandle(workflowId);
  const { events } = await handle.fetchHistory();
  const { historySize } = await handle.describe();
  const list = events ?? [];
  return {
    events: list.length,
    workflowTasks: list.filter((event) => event.workflowTaskCompletedEventAttributes).length,
    kilobytes: (historySize ?? 0) / 1_024,
    timersStarted: list.filter((event) => event.timerStartedEventAttributes).length,
    upserts: list.filter((event) => event.upsertWorkflowSearchAttributesEventAttributes).length,
  };
}
