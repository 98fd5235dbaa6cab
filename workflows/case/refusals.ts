import type { Instant } from '../../calendars/instant.ts';
import type { Citation } from '../../regulation/citation.ts';
import type { PlacesOf, Text } from '../../regulation/text.ts';

/** The codes with which the shared core refuses, in every procedure. */
export type CoreRefusal =
  | 'stale-version'
  | 'date-outside-calendar'
  | 'not-the-appointed-executor'
  | 'examiner-may-not-decide'
  | 'party-to-the-application'
  | 'outside-the-delegation'
  | 'clock-not-standing'
  | 'clock-would-go-back';

/**
 * Why a command is refused. `stage`, `gate` and `content` are conflicts with the procedure, `person` is a rule of separation of
 * duties, `stale` an outdated view. The API chooses the HTTP status by the group.
 */
export type RefusalGroup = 'stage' | 'gate' | 'person' | 'content' | 'stale';

export interface RefusalRule {
  readonly group: RefusalGroup;
  readonly law: Citation | null;
  /** What is told; its places are the parameters of a reason with this code. */
  readonly text: Text;
}

/** One row for each code of a procedure. */
export type RefusalTable = Readonly<Record<string, RefusalRule>>;

/** What the text of a code has places for. */
export type ParamsOf<Table extends RefusalTable, Code extends keyof Table> = PlacesOf<Table[Code]['text']>;

/** Why a command was refused, and what is allowed instead. Codes, dates and ids only. */
export interface Refusal<
  Code extends string = string,
  Stage extends string = string,
  Command extends string = string,
> {
  readonly code: Code;
  readonly stage: Stage;
  readonly params: Readonly<Record<string, string | number>>;
  /** From when the same command would be accepted, when time alone decides. */
  readonly opensAt: Instant | null;
  /** Commands that the same role may give now. */
  readonly allowed: readonly Command[];
}
