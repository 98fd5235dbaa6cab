import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CalendarDays } from '../../calendars/calendar.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { Actor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { RefusalOf } from './decide.ts';
import type { CaseId, CommandId } from './ids.ts';
import type { ProcedureTypes, UntoldTerms } from './procedure.ts';
import type { Refusal } from './refusals.ts';

/** What a case's workflow starts with, whatever its procedure: pinned editions, ids, codes and dates. */
export interface CaseInput<P extends ProcedureTypes> {
  readonly caseId: CaseId;
  readonly number: string;
  /** When the submission was received, in the case's own time. */
  readonly receivedAt: Instant;
  readonly regulationEdition: string;
  readonly clock: Clock;
  /** The submission itself is the first command in the queue. */
  readonly submission: CommandId;
  /** Set when a run continues an earlier one. */
  readonly continued?: Continuation<P>;
}

/** What a run hands to the next one. */
export interface Continuation<P extends ProcedureTypes> {
  readonly state: P['state'];
  readonly calendar: CalendarDays;
  readonly clock: Clock;
  readonly place: Place;
  /** Set when the earlier run was lost, and this one begins from the records (docs/decisions/0037). */
  readonly resumed?: Resumption<P>;
}

/** Why a procedure goes on from its records in PostgreSQL, and what its new run has to know beside them. */
export interface Resumption<P extends ProcedureTypes> {
  readonly cause: 'execution-missing' | 'execution-ended' | 'record-set-back';
  /** The instant of the last entry of the trail: from there the procedure goes on. */
  readonly at: Instant;
  /** The world's time of the repair. */
  readonly resumedAt: Instant;
  /** What nobody has evidence of: it is done again, under the same ids. */
  readonly unproved: readonly P['effect'][];
}

/** Where a case stands in its queue: what was applied and written last. */
export interface Place {
  /** Sequence number of the last command applied. */
  readonly command: number;
  /** Number of the last record written to PostgreSQL: it grows with all that was applied. */
  readonly revision: number;
  /** Sequence number of the last entry of the audit trail. */
  readonly event: number;
}

/** Moves the standing clock of a sandbox case; a command of the queue like any other. */
export interface AdvanceClock {
  readonly name: 'advance-clock';
  readonly to: Instant;
}

/** Brings the case to the newest calendar; written into the queue by the amendment, one for each open case. */
export interface AmendCalendar {
  readonly name: 'amend-calendar';
  readonly edition: string;
  /** Absent in queues of before untold terms followed: they are taken by the rule of their day. */
  readonly untoldTerms?: 'follow';
}

/** The command by which an amendment meets every open case. */
export function amendCalendarTo(edition: string): AmendCalendar {
  return { name: 'amend-calendar', edition, untoldTerms: 'follow' satisfies UntoldTerms };
}

/** Commands that no rule of a procedure judges: they belong to time and to the calendar. */
export type SystemCommand = AdvanceClock | AmendCalendar;

/** One command as it is delivered. `seq` counts the commands of its case without gaps, in order of receipt. */
export interface CommandEnvelope<Command = { readonly name: string }> {
  readonly id: CommandId;
  readonly seq: number;
  /** The world's time at which the command was committed; the case's clock makes the legal instant of it. */
  readonly receivedAt: Instant;
  readonly actor: Actor;
  readonly expectedVersion?: number;
  readonly command: Command | SystemCommand;
}

export type CommandOutcome<R = Refusal> =
  | { readonly kind: 'accepted'; readonly version: number }
  | { readonly kind: 'refused'; readonly version: number; readonly refusal: R };
export type OutcomeOf<P extends ProcedureTypes> = CommandOutcome<RefusalOf<P>>;

/**
 * Answers when the submission was received: sent together with the start. The submission is named, so that no other case
 * which bears the same number, as after a loss of records, answers for it.
 */
export function submitUpdate<P extends ProcedureTypes>() {
  return defineUpdate<OutcomeOf<P>, [CommandId?]>('submit');
}

/** Where the case's workflow stands; null before its first turn. For comparing it with the records. */
export const placeQuery = defineQuery<Place | null>('place');

/** Says that the queue has grown without an update, as an amendment makes it grow: the case reads it at once. */
export const queueGrewSignal = defineSignal('line-grew');

/** The update by which a command is handed over, under the command's name; the update id is the command id. */
export function commandUpdate<P extends ProcedureTypes>(name: P['command']['name'] | SystemCommand['name']) {
  return defineUpdate<OutcomeOf<P>, [CommandEnvelope<P['command']>]>(name);
}
