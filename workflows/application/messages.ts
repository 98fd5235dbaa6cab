import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CalendarDays } from '../../calendars/calendar.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { Policy, Subtype } from '../../regulation/edition.ts';
import type { ApplicationId, CommandId, NoticeId } from '../core/ids.ts';
import type { Clock } from './clock.ts';
import type { Actor, Command, CommandName } from './commands.ts';
import type { Refusal } from './refusals.ts';
import type { ApplicationState } from './state.ts';

/** The name under which the worker knows the workflow. Wire names are for ever. */
export const applicationWorkflow = 'application';

/** What an application's workflow starts with: pinned editions and policy, ids, codes and dates. */
export interface ApplicationInput {
  readonly applicationId: ApplicationId;
  readonly number: string;
  readonly subtype: Subtype;
  /** When the submission was received, in the application's own time. */
  readonly receivedAt: Instant;
  readonly regulationEdition: string;
  readonly policy: Policy;
  readonly clock: Clock;
  /** The submission itself is the first command in the line. */
  readonly submission: CommandId;
  /** Set when a run continues an earlier one. */
  readonly continued?: Continuation;
}

/** What the Temporal UI calls an application in its lists: `219-2026-000012, inward, sandbox`. */
export function summaryOf({ number, subtype, clock }: ApplicationInput): string {
  return `${number}, ${subtype}${clock.kind === 'real' ? '' : ', sandbox'}`;
}

/** What a run hands to the next one. */
export interface Continuation {
  readonly state: ApplicationState;
  readonly calendar: CalendarDays;
  readonly clock: Clock;
  readonly place: Place;
  /** Set when the earlier run was lost, and this one begins from the records (docs/decisions/0037). */
  readonly resumed?: Resumption;
}

/** Why a procedure goes on from its records in PostgreSQL, and what its new run has to know beside them. */
export interface Resumption {
  readonly cause: 'execution-missing' | 'execution-ended' | 'record-set-back';
  /** The instant of the last line of the trail: from there the procedure goes on. */
  readonly at: Instant;
  /** The world's time of the repair. */
  readonly resumedAt: Instant;
  /** Notices whose posting nobody has evidence of: they are posted again, under the same ids. */
  readonly unproved: readonly NoticeId[];
}

/** Where an application stands in its line: what was applied and written last. */
export interface Place {
  /** Sequence number of the last command applied. */
  readonly command: number;
  /** Number of the last record written to PostgreSQL: it grows with all that was applied. */
  readonly revision: number;
  /** Sequence number of the last line of the audit trail. */
  readonly event: number;
}

/** Moves the standing clock of a sandbox application; a command of the line like any other. */
export interface AdvanceClock {
  readonly name: 'advance-clock';
  readonly to: Instant;
}

/** Brings the application to the newest calendar; written into the line by the amendment, one for each open application. */
export interface AmendCalendar {
  readonly name: 'amend-calendar';
  readonly edition: string;
  /** Absent in lines of before untold terms followed: they are taken by the rule of their day. */
  readonly untoldTerms?: 'follow';
}

/** The command by which an amendment meets every open application. */
export function amendCalendarTo(edition: string): AmendCalendar {
  return { name: 'amend-calendar', edition, untoldTerms: 'follow' };
}

/** Commands that no rule of the procedure judges: they belong to time and to the calendar. */
export type SystemCommand = AdvanceClock | AmendCalendar;

/** One command as it is delivered. `seq` counts the commands of this application without gaps, in order of receipt. */
export interface CommandEnvelope {
  readonly id: CommandId;
  readonly seq: number;
  /** The world's time at which the command was committed; the application's clock makes the legal instant of it. */
  readonly receivedAt: Instant;
  readonly actor: Actor;
  readonly expectedVersion?: number;
  readonly command: Command | SystemCommand;
}

export type CommandOutcome =
  | { readonly kind: 'accepted'; readonly version: number }
  | { readonly kind: 'refused'; readonly version: number; readonly refusal: Refusal };

/**
 * Answers when the application was received: sent together with the start. The submission is named, so that no other application
 * which bears the same number, as after a loss of records, answers for it.
 */
export const submitUpdate = defineUpdate<CommandOutcome, [CommandId?]>('submit');

function commandUpdate(name: CommandName | SystemCommand['name']) {
  return defineUpdate<CommandOutcome, [CommandEnvelope]>(name);
}

/** Where the application's workflow stands; null before its first turn. For comparing it with the records. */
export const placeQuery = defineQuery<Place | null>('place');

/** Says that the line has grown without an update, as an amendment makes it grow: the application reads it at once. */
export const lineGrewSignal = defineSignal('line-grew');

/** One update for each command, under the command's name; the update id is the command id. */
export const commandUpdates = {
  'appoint-executor': commandUpdate('appoint-executor'),
  'record-completeness': commandUpdate('record-completeness'),
  'record-conformity': commandUpdate('record-conformity'),
  'approve-preliminary-refusal': commandUpdate('approve-preliminary-refusal'),
  'return-preliminary-refusal': commandUpdate('return-preliminary-refusal'),
  'record-receipt': commandUpdate('record-receipt'),
  object: commandUpdate('object'),
  'request-oral-hearing': commandUpdate('request-oral-hearing'),
  'waive-hearing': commandUpdate('waive-hearing'),
  'supply-documents': commandUpdate('supply-documents'),
  withdraw: commandUpdate('withdraw'),
  'record-hearing': commandUpdate('record-hearing'),
  'draft-result': commandUpdate('draft-result'),
  'return-draft': commandUpdate('return-draft'),
  'sign-decision': commandUpdate('sign-decision'),
  'advance-clock': commandUpdate('advance-clock'),
  'amend-calendar': commandUpdate('amend-calendar'),
} as const satisfies Record<CommandName | SystemCommand['name'], ReturnType<typeof commandUpdate>>;
