import { ApplicationFailure } from '@temporalio/activity';

import { Prisma } from '../prisma/client.ts';
import { sqlStateOf } from '../prisma/errors.ts';
import { BrokenRecord } from '../prisma/stored-json.ts';
import type { FaultCode } from '../workflows/case/faults.ts';

/**
 * A failure with a code. Whether it is tried again is the caller's to say, by the codes of `workflows/case/faults.ts`: a local
 * activity ends with it, and its task fails; an activity with a task of its own goes on trying, since Temporal would write
 * its end into the history, where no mended worker can take it back.
 */
export function codedFailure(code: FaultCode, message: string): ApplicationFailure {
  return ApplicationFailure.create({ type: code, message, nonRetryable: false });
}

/**
 * Runs `work` on the database. A row that cannot be read, and data that PostgreSQL or Prisma will never take (a broken
 * constraint, a value of the wrong shape), are ours to mend: `record-invalid`. Everything else is thrown as it is: lost
 * connections, deadlocks, lock timeouts, a database that is starting or not migrated yet.
 */
export async function onDatabase<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientValidationError) {
      throw codedFailure('record-invalid', 'the database client refused the shape of a record');
    }
    if (error instanceof BrokenRecord) throw codedFailure('record-invalid', error.message);
    const state = sqlStateOf(error);
    // Classes 22 (data exception) and 23 (integrity constraint); PostgreSQL's own words may quote the data.
    if (state !== null && /^2[23]/.test(state)) {
      throw codedFailure('record-invalid', `PostgreSQL refused a record with SQLSTATE ${state}`);
    }
    throw error;
  }
}
