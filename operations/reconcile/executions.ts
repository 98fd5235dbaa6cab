import { Client, Connection, type WorkflowExecutionInfo } from '@temporalio/client';
import type { SearchAttributePair } from '@temporalio/common';
import type { Config } from '../../config.ts';
import { attributeKeys } from '../../workflows/application/search-attributes.ts';
import {
  applicationWorkflow,
  summaryOf,
  type ApplicationInput,
} from '../../workflows/application/messages.ts';
import { queueGrewSignal, placeQuery, type Place } from '../../workflows/case/messages.ts';
import type { Execution, RecordedCase } from './comparison.ts';

const patienceMs = 10_000;
const ofApplications = `WorkflowType = "${applicationWorkflow}"`;
const running = `${ofApplications} AND ExecutionStatus = "Running"`;
const pageSize = 1_000;

/** What Temporal knows of the executions of applications, and what a repair does to them. Every call is bounded in time. */
export interface Executions {
  countRunning(): Promise<number>;
  /** The newest execution of each of these workflow ids: the running one, else the one that was started last. */
  newestOf(workflowIds: readonly string[]): Promise<ReadonlyMap<string, Execution>>;
  /** Those that run, at most `limit` of them, a page at a time. */
  runningOnes(limit: number): AsyncIterable<readonly Execution[]>;
  /** Where a running one stands in its queue; null when it has not come anywhere. It needs a worker. */
  placeOf(workflowId: string): Promise<Place | null>;
  /** Tells it to read its queue. */
  wake(workflowId: string): Promise<void>;
  end(workflowId: string, reason: string): Promise<void>;
  /** Starts a new execution that shows what its record does, and has it read its queue. */
  start(workflowId: string, input: ApplicationInput, record: RecordedCase): Promise<void>;
  close(): Promise<void>;
}

export function openExecutions({
  temporal: { address, namespace, taskQueue },
}: Pick<Config, 'temporal'>): Executions {
  const connection = Connection.lazy({ address, connectTimeout: patienceMs });
  const { workflow } = new Client({ connection, namespace });
  const within = <T>(work: () => Promise<T>) => connection.withDeadline(Date.now() + patienceMs, work);

  return {
    countRunning: async () => (await within(() => workflow.count(running))).count,
    newestOf: (workflowIds) =>
      within(async () => {
        const newest = new Map<string, WorkflowExecutionInfo>();
        if (workflowIds.length === 0) return new Map();
        const ids = workflowIds.map((id) => `"${id}"`).join(', ');
        for await (const info of workflow.list({
          query: `${ofApplications} AND WorkflowId IN (${ids})`,
          pageSize,
        })) {
          const known = newest.get(info.workflowId);
          if (known === undefined || isNewer(info, known)) newest.set(info.workflowId, info);
        }
        return new Map([...newest].map(([id, info]) => [id, executionOf(info)]));
      }),
    runningOnes: async function* (limit) {
      let page: Execution[] = [];
      let left = limit;
      for await (const info of workflow.list({ query: running, pageSize })) {
        page.push(executionOf(info));
        left -= 1;
        if (left === 0) break;
        if (page.length < pageSize) continue;
        yield page;
        page = [];
      }
      if (page.length > 0) yield page;
    },
    placeOf: (workflowId) => within(() => workflow.getHandle(workflowId).query(placeQuery)),
    wake: (workflowId) => within(() => workflow.getHandle(workflowId).signal(queueGrewSignal)),
    end: async (workflowId, reason) => {
      await within(() => workflow.getHandle(workflowId).terminate(reason));
    },
    start: async (workflowId, input, record) => {
      await within(() =>
        workflow.signalWithStart(applicationWorkflow, {
          workflowId,
          taskQueue,
          args: [input],
          signal: queueGrewSignal,
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          staticSummary: summaryOf(input),
          typedSearchAttributes: attributesOf(record),
        }),
      );
    },
    close: () => connection.close(),
  };
}

function isNewer(one: WorkflowExecutionInfo, other: WorkflowExecutionInfo): boolean {
  if (other.status.name === 'RUNNING') return false;
  return one.status.name === 'RUNNING' || one.startTime > other.startTime;
}

function executionOf({ workflowId, status, typedSearchAttributes }: WorkflowExecutionInfo): Execution {
  const { stage, executor, calendarEdition, resultDueAt, nextMilestoneAt, overdue, number } = attributeKeys;
  return {
    workflowId,
    status: status.name,
    number: typedSearchAttributes.get(number) ?? null,
    shown: {
      stage: typedSearchAttributes.get(stage) ?? null,
      executor: typedSearchAttributes.get(executor) ?? null,
      calendarEdition: typedSearchAttributes.get(calendarEdition) ?? null,
      resultDueAt: typedSearchAttributes.get(resultDueAt)?.getTime() ?? null,
      nextMilestoneAt: typedSearchAttributes.get(nextMilestoneAt)?.getTime() ?? null,
      overdue: typedSearchAttributes.get(overdue) ?? false,
    },
  };
}

/** What a new execution shows before its worker comes to it, so that both stores agree at once, however many are started. */
export function attributesOf({ number, shown }: RecordedCase): SearchAttributePair[] {
  const at = (ms: number | null) => ms && new Date(ms);
  const pairs = [
    [attributeKeys.number, number],
    [attributeKeys.stage, shown.stage],
    [attributeKeys.executor, shown.executor],
    [attributeKeys.calendarEdition, shown.calendarEdition],
    [attributeKeys.resultDueAt, at(shown.resultDueAt)],
    [attributeKeys.nextMilestoneAt, at(shown.nextMilestoneAt)],
    [attributeKeys.overdue, shown.overdue],
  ] as const;
  return pairs.flatMap(([key, value]) => (value === null ? [] : [{ key, value } as SearchAttributePair]));
}
