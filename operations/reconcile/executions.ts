import { Client, Connection, type WorkflowExecutionInfo } from '@temporalio/client';
import {
  defaultPayloadConverter,
  defineSearchAttributeKey,
  type SearchAttributePair,
} from '@temporalio/common';
import type { Config } from '../../config.ts';
import { attributeKeys } from '../../workflows/application/search-attributes.ts';
import {
  applicationWorkflow,
  summaryOf,
  type ApplicationInput,
} from '../../workflows/application/messages.ts';
import { applicationWorkflowIds } from '../../workflows/case/ids.ts';
import { queueGrewSignal, placeQuery, type Place } from '../../workflows/case/messages.ts';
import type { Execution, RecordedCase } from './comparison.ts';

const patienceMs = 10_000;
/** By id too: under the id of an application anything may have been started. */
const running = `(WorkflowType = "${applicationWorkflow}" OR WorkflowId STARTS_WITH "${applicationWorkflowIds}") AND ExecutionStatus = "Running"`;
const pageSize = 1_000;
/** A task that fails again and again is written once: nothing but messages comes after it. */
const newestEvents = 200;
/** Temporal's own mark. */
const reportedProblems = defineSearchAttributeKey('TemporalReportedProblems', 'KEYWORD_LIST');

/** What Temporal knows of the executions of applications, and what a repair does to them. Every call is bounded in time. */
export interface Executions {
  countRunning(): Promise<number>;
  /** The newest execution of each of these workflow ids: the running one, else the one that was started last. */
  newestOf(workflowIds: readonly string[]): Promise<ReadonlyMap<string, Execution>>;
  /** Those that run, at most `limit` of them, a page at a time. */
  runningOnes(limit: number): AsyncIterable<readonly Execution[]>;
  /** Where a running one stands in its queue; null when it has not come anywhere. It needs a worker. */
  placeOf(workflowId: string): Promise<Place | null>;
  /** What the running one was started with; undefined when that cannot be read. */
  inputOf(workflowId: string): Promise<unknown>;
  /** Why its task failed last, as its history says; null when it does not. */
  lastFailureOf(workflowId: string): Promise<string | null>;
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
          query: `WorkflowId IN (${ids})`,
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
    inputOf: async (workflowId) => {
      const { history } = await within(() =>
        connection.workflowService.getWorkflowExecutionHistory({
          namespace,
          execution: { workflowId },
          maximumPageSize: 1,
        }),
      );
      const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes;
      const [payload] = started?.input?.payloads ?? [];
      try {
        return payload && defaultPayloadConverter.fromPayload(payload);
      } catch {
        return undefined;
      }
    },
    lastFailureOf: async (workflowId) => {
      const { history } = await within(() =>
        connection.workflowService.getWorkflowExecutionHistoryReverse({
          namespace,
          execution: { workflowId },
          maximumPageSize: newestEvents,
        }),
      );
      const failed = history?.events?.find((event) => event.workflowTaskFailedEventAttributes);
      return failed?.workflowTaskFailedEventAttributes?.failure?.message ?? null;
    },
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

function executionOf({ workflowId, type, status, typedSearchAttributes }: WorkflowExecutionInfo): Execution {
  const { stage, executor, calendarEdition, resultDueAt, nextMilestoneAt, overdue, number } = attributeKeys;
  return {
    workflowId,
    type,
    status: status.name,
    taskFails: (typedSearchAttributes.get(reportedProblems) ?? []).includes('category=WorkflowTaskFailed'),
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
