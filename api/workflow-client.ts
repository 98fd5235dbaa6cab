import type { ApplicationId } from '../workflows/core/ids.ts';
import type { ApplicationInput, CommandEnvelope, CommandOutcome } from '../workflows/application/messages.ts';

/** What became of a hand-over. `pending` is no failure: the command is committed and the relay goes on. */
export type Delivery =
  | { readonly kind: 'decided'; readonly outcome: CommandOutcome }
  | { readonly kind: 'pending'; readonly reason: 'temporal-away' | 'no-answer-yet' | 'workflow-fault' }
  /** There is no workflow that could decide: it has ended, or was never started. */
  | { readonly kind: 'closed' };

/** The only way from the API to the workflows. Every call is bounded in time and may be repeated. */
export interface WorkflowGateway {
  /** Starts the application's workflow, or finds it, and waits for it to receive the submission. */
  submit(input: ApplicationInput): Promise<Delivery>;
  /** Hands a command over and waits for its outcome. */
  deliver(applicationId: ApplicationId, envelope: CommandEnvelope): Promise<Delivery>;
  /** Whether Temporal answers. */
  reachable(): Promise<boolean>;
  close(): Promise<void>;
}
