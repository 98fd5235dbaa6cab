import { instantOfMs } from '../calendars/instant.ts';
import type { CommandEnvelope, CommandOutcome } from '../workflows/application/messages.ts';
import { parseCommandId } from '../workflows/core/ids.ts';
import { codedFailure } from './failures.ts';

/** A row of `commands` as the line's query gives it. `command` and `actor` were parsed before they were committed. */
export interface CommandRow {
  readonly id: string;
  readonly seq: number;
  readonly name: string;
  readonly receivedMs: number;
  readonly expectedVersion: number | null;
  readonly actor: unknown;
  readonly command: unknown;
}

/** The command as the workflow takes it. Throws `record-invalid` when the row is not what the API commits. */
export function parseCommandRow(row: CommandRow): CommandEnvelope {
  const id = parseCommandId(row.id);
  if (id === null || !isObjectWith(row.command, 'name', row.name) || !isObjectWith(row.actor, 'role')) {
    throw codedFailure('record-invalid', `command ${row.id} was not committed as one`);
  }
  return {
    id,
    seq: row.seq,
    receivedAt: instantOfMs(row.receivedMs),
    actor: row.actor as CommandEnvelope['actor'],
    ...(row.expectedVersion === null ? {} : { expectedVersion: row.expectedVersion }),
    command: row.command as CommandEnvelope['command'],
  };
}

/** The outcome as `recordTurn` wrote it. Throws `record-invalid` for anything else. */
export function parseOutcome(value: unknown): CommandOutcome {
  if (isObjectWith(value, 'kind', 'accepted') || isObjectWith(value, 'kind', 'refused')) {
    return value as CommandOutcome;
  }
  throw codedFailure('record-invalid', 'a command has an outcome of no known kind');
}

function isObjectWith(value: unknown, key: string, expected?: string): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const found: unknown = Reflect.get(value, key);
  return expected === undefined ? typeof found === 'string' : found === expected;
}
