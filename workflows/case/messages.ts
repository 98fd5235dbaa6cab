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
  /** Set when the case begins in the place of an execution that never took it up. */
  readonly replaces?: Resumption<P>;
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

/** Why a case goes on from its records in PostgreSQL, and what its new run has to know beside them. */
export interface Resumption<P extends ProcedureTypes> {
  readonly cause:
    'execution-missing' | 'execution-ended' | 'execution-fails' | 'execution-foreign' | 'record-set-back';
  /** The instant of the last entry of the trail: the case goes on from there. */
  readonly at: Instant;
  /** When it was repaired, in real time. */
  readonly resumedAt: Instant;
  /** Effects without evidence: they are done again, under the same ids. */
  readonly unproved: readonly P['effect'][];
}

/** The place of a case in its queue: what was applied and written last. */
export interface Place {
  /** Sequence number of the last command applied. */
  readonly command: number;
  /** Number of the last record written to PostgreSQL: it counts all that was applied. */
  readonly revision: number;
  /** Sequence number of the last entry of the audit trail. */
  readonly event: number;
}

/** Moves the manual clock of a sandbox case; a command of the queue like any other. */
export interface AdvanceClock {
  readonly name: 'advance-clock';
  readonly to: Instant;
}

/** Brings the case to the newest calendar; an amendment writes one into the queue of each open case. */
export interface AmendCalendar {
  readonly name: 'amend-calendar';
  readonly edition: string;
  /** Absent in old queues, from before such terms followed: then the rule of that time applies. */
  readonly untoldTerms?: 'follow';
}

/** The command that an amendment writes into the queue of every open case. */
export function amendCalendarTo(edition: string): AmendCalendar {
  return { name: 'amend-calendar', edition, untoldTerms: 'follow' satisfies UntoldTerms };
}

/** Commands that no rule of a procedure judges: they concern time and the calendar. */
export type SystemCommand = AdvanceClock | AmendCalendar;

/** One command as it is delivered. `seq` counts the commands of its case without gaps, in order of receipt. */
export interface CommandEnvelope<Command = { readonly name: string }> {
  readonly id: CommandId;
  readonly seq: number;
  /** The real time at which the command was committed; the case's clock turns it into the legal instant. */
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
 * Sent together with the start; answers with the outcome of the submission. It names the submission, since after a loss of
 * records another case may have the same number, and that case must not answer.
 */
export function submitUpdate<P extends ProcedureTypes>() {
  return defineUpdate<OutcomeOf<P>, [CommandId]>('submit');
}

/** The place of the case's workflow in the queue; null before its first turn. It is compared with the records. */
export const placeQuery = defineQuery<Place | null>('place');

/** Says that the queue has grown without an update, as it does by an amendment: the case reads it at once. */
export const queueGrewSignal = defineSignal('line-grew');

/** The update by which a command is handed over, under the command's name; the update id is the command id. */
export function commandUpdate<P extends ProcedureTypes>(name: P['command']['name'] | SystemCommand['name']) {
  return defineUpdate<OutcomeOf<P>, [CommandEnvelope<P['command']>]>(name);
}
