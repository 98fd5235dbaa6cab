import { defineSearchAttributeKey } from '@temporalio/common';
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import type { Instant } from '../../calendars/instant.ts';
import { msOf } from '../../calendars/instant.ts';
import { deadlineOf } from '../case/deadlines.ts';
import type { Snapshot } from './queue.ts';

/** The attributes by name and type. A Temporal server must know them before an application starts there. */
export const attributeKeys = {
  stage: defineSearchAttributeKey('ApplicationStage', 'KEYWORD'),
  number: defineSearchAttributeKey('ApplicationNumber', 'KEYWORD'),
  subtype: defineSearchAttributeKey('ApplicationSubtype', 'KEYWORD'),
  executor: defineSearchAttributeKey('ApplicationExecutor', 'KEYWORD'),
  calendarEdition: defineSearchAttributeKey('CalendarEdition', 'KEYWORD'),
  resultDueAt: defineSearchAttributeKey('ResultDueAt', 'DATETIME'),
  nextMilestoneAt: defineSearchAttributeKey('NextMilestoneAt', 'DATETIME'),
  overdue: defineSearchAttributeKey('Overdue', 'BOOL'),
  sandbox: defineSearchAttributeKey('Sandbox', 'BOOL'),
} as const;

/** What operators filter by in the Temporal UI. Never personal data: search attributes are not encrypted. */
export function searchAttributesOf(
  { state, clock }: Pick<Snapshot, 'state' | 'clock'>,
  edition: string,
  next: Instant | null,
): readonly SearchAttributeUpdatePair[] {
  const result = deadlineOf(state.deadlines, 'result');
  return [
    { key: attributeKeys.stage, value: state.stage },
    { key: attributeKeys.number, value: state.number },
    { key: attributeKeys.subtype, value: state.subtype },
    { key: attributeKeys.executor, value: state.executor?.staff ?? null },
    { key: attributeKeys.calendarEdition, value: edition },
    { key: attributeKeys.resultDueAt, value: result && new Date(msOf(result.at)) },
    { key: attributeKeys.nextMilestoneAt, value: next && new Date(msOf(next)) },
    { key: attributeKeys.overdue, value: state.overdueSince !== null },
    { key: attributeKeys.sandbox, value: clock.kind !== 'real' },
  ];
}
