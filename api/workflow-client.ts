import {
  Client,
  Connection,
  isGrpcServiceError,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Config } from '../config.ts';
import { applicationWorkflow, commandUpdates, summaryOf } from '../workflows/application/messages.ts';
import { submitUpdate } from '../workflows/application/messages.ts';
import type { ApplicationInput, CommandEnvelope, CommandOutcome } from '../workflows/application/messages.ts';
import {
  calendarAmendmentWorkflow,
  calendarAmendmentWorkflowId,
} from '../workflows/calendar-amendment/messages.ts';
import type { CalendarAmendmentInput } from '../workflows/calendar-amendment/messages.ts';
import { applicationWorkflowId } from '../workflows/case/ids.ts';
import type { ApplicationId } from '../workflows/case/ids.ts';

/** Not done yet, which is no failure: what is asked for is committed, and the relay goes on. */
export interface Pending {
  readonly kind: 'pending';
  readonly reason: 'temporal-away' | 'no-answer-yet' | 'workflow-fault' | 'fault';
  /** For the log. */
  readonly cause?: Error;
}

/** By its number Temporal knows an application, by its id the records do. */
export interface AddressedApplication {
  readonly id: ApplicationId;
  readonly number: string;
}

/** What became of a hand-over. */
export type Delivery =
  | { readonly kind: 'decided'; readonly outcome: CommandOutcome }
  | Pending
  /** There is no workflow that could decide: it has ended, or was never started. */
  | { readonly kind: 'closed' };

/**
 * The only way from the API to the workflows. Every call is bounded in time and may be repeated. None throws for what Temporal
 * answers: what is handed over is committed, and the relay goes on with it.
 */
export interface WorkflowGateway {
  /** Starts the application's workflow, or finds it, and waits for it to receive the submission. */
  submit(input: ApplicationInput): Promise<Delivery>;
  /** Hands a command over and waits for its outcome. */
  deliver(application: AddressedApplication, envelope: CommandEnvelope): Promise<Delivery>;
  /** Starts the re-planning of an applied edition, or leaves the running one alone. Null when that is done. */
  replan(edition: string): Promise<Pending | null>;
  /** Whether Temporal answers. */
  reachable(): Promise<boolean>;
  close(): Promise<void>;
}

// A person waits for the answer; after this he is told where to look for it.
const deliveryTimeoutMs = 3_000;
// Advancing a sandbox clock settles every milestone on the way before it answers.
const advanceTimeoutMs = 15_000;
const pingTimeoutMs = 1_000;

/** Opens the way to Temporal without waiting for it: the API starts and answers while Temporal is away. */
export function openWorkflowGateway({
  temporal: { address, namespace, taskQueue },
}: Pick<Config, 'temporal'>): WorkflowGateway {
  const connection = Connection.lazy({ address, connectTimeout: deliveryTimeoutMs });
  const { workflow } = new Client({ connection, namespace });

  async function within(timeoutMs: number, call: () => Promise<CommandOutcome>): Promise<Delivery> {
    try {
      const outcome = await connection.withDeadline(Date.now() + timeoutMs, call);
      return { kind: 'decided', outcome };
    } catch (error) {
      return deliveryOf(error);
    }
  }

  return {
    submit: (input) => {
      const startWorkflowOperation = new WithStartWorkflowOperation(applicationWorkflow, {
        workflowId: applicationWorkflowId(input.number),
        taskQueue,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        staticSummary: summaryOf(input),
      });
      return within(deliveryTimeoutMs, () =>
        workflow.executeUpdateWithStart(submitUpdate, {
          startWorkflowOperation,
          args: [input.submission],
          updateId: input.submission,
        }),
      );
    },
    deliver: ({ number }, envelope) => {
      const { id, command } = envelope;
      const handle = workflow.getHandle(applicationWorkflowId(number));
      return within(command.name === 'advance-clock' ? advanceTimeoutMs : deliveryTimeoutMs, () =>
        handle.executeUpdate(commandUpdates[command.name], { args: [envelope], updateId: id }),
      );
    },
    replan: async (edition) => {
      try {
        await connection.withDeadline(Date.now() + deliveryTimeoutMs, () =>
          workflow.start(calendarAmendmentWorkflow, {
            workflowId: calendarAmendmentWorkflowId(edition),
            taskQueue,
            args: [{ edition } satisfies CalendarAmendmentInput],
            workflowIdConflictPolicy: 'USE_EXISTING',
            staticSummary: `calendar ${edition} is brought to every open application`,
          }),
        );
        return null;
      } catch (error) {
        return pendingOf(error);
      }
    },
    reachable: async () => {
      try {
        await connection.withDeadline(Date.now() + pingTimeoutMs, () =>
          connection.workflowService.getSystemInfo({}),
        );
        return true;
      } catch {
        return false;
      }
    },
    close: () => connection.close(),
  };
}

/** The workflow ended while the update waited in it. */
const endedMeanwhile = 'AcceptedUpdateCompletedWorkflow';

/** What an error of the SDK means for a hand-over: only what says that there is no such workflow, or no more, closes it. */
export function deliveryOf(error: unknown): Delivery {
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError)
    return { kind: 'closed' };
  const { cause } = error instanceof WorkflowUpdateFailedError ? error : {};
  if (cause instanceof ApplicationFailure && cause.type === endedMeanwhile) return { kind: 'closed' };
  return pendingOf(error);
}

function pendingOf(error: unknown): Pending {
  return {
    kind: 'pending',
    reason: reasonOf(error),
    cause: error instanceof Error ? error : new Error(String(error)),
  };
}

function reasonOf(error: unknown): Pending['reason'] {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return 'no-answer-yet';
  if (error instanceof WorkflowUpdateFailedError) return 'workflow-fault';
  // gRPC's own errors, which the SDK wraps as it does with faults of ours.
  const cause = error instanceof ServiceError ? error.cause : error;
  if (!isGrpcServiceError(cause)) return 'fault';
  if (cause.code === failedPrecondition) return 'workflow-fault';
  return refusals.includes(cause.code) ? 'fault' : 'temporal-away';
}

/** The execution is in no state to take an update, as while its task fails: the case alone waits. */
const failedPrecondition = 9;
// INVALID_ARGUMENT and OUT_OF_RANGE: Temporal is there, and will refuse the same again.
const refusals: readonly number[] = [3, 11];
