import type { Policy, Subtype } from '../../regulation/edition.ts';
import type { ApplicationId } from '../case/ids.ts';
import * as core from '../case/messages.ts';
import { commandTable } from './command-table.ts';
import type { Command, CommandName } from './commands.ts';
import type { ApplicationTypes } from './step.ts';

/** The name under which the worker knows the workflow. Wire names are for ever. */
export const applicationWorkflow = 'application';

/** What an application's workflow starts with: pinned editions and policy, ids, codes and dates. */
export interface ApplicationInput extends Omit<core.CaseInput<ApplicationTypes>, 'caseId'> {
  readonly applicationId: ApplicationId;
  readonly subtype: Subtype;
  readonly policy: Policy;
}

/** What the Temporal UI calls an application in its lists: `219-2026-000012, inward, sandbox`. */
export function summaryOf({ number, subtype, clock }: ApplicationInput): string {
  return `${number}, ${subtype}${clock.kind === 'real' ? '' : ', sandbox'}`;
}

export type CommandEnvelope = core.CommandEnvelope<Command>;
export type CommandOutcome = core.OutcomeOf<ApplicationTypes>;
export type Resumption = core.Resumption<ApplicationTypes>;

/** Answers when the application was received: sent together with the start. */
export const submitUpdate = core.submitUpdate<ApplicationTypes>();

const names = Object.keys(commandTable) as CommandName[];

/** One update for each command, under the command's name; the update id is the command id. */
export const commandUpdates = Object.fromEntries(
  [...names, 'advance-clock' as const, 'amend-calendar' as const].map((name) => [
    name,
    core.commandUpdate<ApplicationTypes>(name),
  ]),
) as Readonly<
  Record<CommandName | core.SystemCommand['name'], ReturnType<typeof core.commandUpdate<ApplicationTypes>>>
>;
