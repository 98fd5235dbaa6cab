import { ApplicationFailure } from '@temporalio/activity';

import { Prisma } from '../prisma/client.ts';

/** What no further attempt would mend. Codes only: a failure's message goes into the workflow's history. */
export type ActivityFailureCode =
  | 'amendment-unknown'
  | 'application-unknown'
  | 'command-unknown'
  | 'date-outside-calendar'
  | 'record-invalid';

/** A failure that is not tried again. */
export function finalFailure(code: ActivityFailureCode, message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, code);
}

/**
 * Runs `work` on the database. Data that PostgreSQL or Prisma will never take (a broken constraint, a value of the wrong
 * shape) shows a bug: `record-invalid`, not tried again. Everything else is thrown as it is and tried again: lost
 * connections, deadlocks, lock timeouts, a database that is starting or not migrated yet.
 */
export async function onDatabase<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientValidationError) {
      throw finalFailure('record-invalid', 'the database client refused the shape of a record');
    }
    const state = sqlStateOf(error);
    // Classes 22 (data exception) and 23 (integrity constraint); PostgreSQL's own words may quote the data.
    if (state !== null && /^2[23]/.test(state)) {
      throw finalFailure('record-invalid', `PostgreSQL refused a record with SQLSTATE ${state}`);
    }
    throw error;
  }
}

/** PostgreSQL's error code behind an error of Prisma, or null when it is none of PostgreSQL's. */
export function sqlStateOf(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  const state = at(error.meta, 'driverAdapterError', 'cause', 'originalCode');
  return typeof state === 'string' ? state : null;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}
