import { defineSearchAttributeKey } from '@temporalio/common';
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import type { Instant } from '../../calendars/instant.ts';
import { msOf } from '../../calendars/instant.ts';
import { deadlineOf } from './deadlines.ts';
import type { ApplicationState } from './state.ts';

const stage = defineSearchAttributeKey('ApplicationStage', 'KEYWORD');
const number = defineSearchAttributeKey('ApplicationNumber', 'KEYWORD');
const subtype = defineSearchAttributeKey('ApplicationSubtype', 'KEYWORD');
const executor = defineSearchAttributeKey('ApplicationExecutor', 'KEYWORD');
const calendarEdition = defineSearchAttributeKey('CalendarEdition', 'KEYWORD');
const resultDueAt = defineSearchAttributeKey('ResultDueAt', 'DATETIME');
const nextMilestoneAt = defineSearchAttributeKey('NextMilestoneAt', 'DATETIME');
const overdue = defineSearchAttributeKey('Overdue', 'BOOL');

/** What operators filter by in the Temporal UI. Never personal data: search attributes are not encrypted. */
export function searchAttributesOf(
  state: ApplicationState,
  edition: string,
  next: Instant | null,
): readonly SearchAttributeUpdatePair[] {
  const result = deadlineOf(state.deadlines, 'result');
  return [
    { key: stage, value: state.stage },
    { key: number, value: state.number },
    { key: subtype, value: state.subtype },
    { key: executor, value: state.executor?.staff ?? null },
    { key: calendarEdition, value: edition },
    { key: resultDueAt, value: result && new Date(msOf(result.at)) },
    { key: nextMilestoneAt, value: next && new Date(msOf(next)) },
    { key: overdue, value: state.overdueSince !== null },
  ];
}

/** The attributes that differ from what was set before: one upsert carries them all. */
export function changedAttributes(
  before: readonly SearchAttributeUpdatePair[],
  after: readonly SearchAttributeUpdatePair[],
): SearchAttributeUpdatePair[] {
  const known = new Map(before.map(({ key, value }) => [key.name, String(value)]));
  return after.filter(({ key, value }) => known.get(key.name) !== String(value ?? null));
}
