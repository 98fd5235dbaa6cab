import { instantOfMs } from '../calendars/instant.ts';
import { BrokenRecord, readCommand } from '../prisma/stored-json.ts';
import type { CommandEnvelope } from '../workflows/application/messages.ts';
import { parseCommandId } from '../workflows/case/ids.ts';
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
  try {
    const id = parseCommandId(row.id);
    if (id === null) throw new BrokenRecord({ table: 'commands', id: row.id }, 'its id is no UUID');
    return {
      id,
      seq: row.seq,
      receivedAt: instantOfMs(row.receivedMs),
      ...(row.expectedVersion === null ? {} : { expectedVersion: row.expectedVersion }),
      ...readCommand(row),
    };
  } catch (error) {
    if (!(error instanceof BrokenRecord)) throw error;
    throw codedFailure('record-invalid', `command ${row.id} was not committed as one`);
  }
}
