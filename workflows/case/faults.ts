import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  TemporalFailure,
} from '@temporalio/workflow';

/**
 * Why an activity could not do its work although PostgreSQL answered: its input, or the data that it found, is not as it must be.
 * These are codes only, since a failure's message goes into the workflow's history.
 */
export const faultCodes = [
  'amendment-unknown',
  'application-unknown',
  'command-unknown',
  'date-outside-calendar',
  'edition-unknown',
  'record-invalid',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** The code of a failure of an activity, local or not; null for every other error. */
export function faultCodeOf(error: unknown): FaultCode | null {
  const failure = error instanceof ActivityFailure ? error.cause : error;
  if (!(failure instanceof ApplicationFailure)) return null;
  return faultCodes.find((code) => code === failure.type) ?? null;
}

const untilMended = 'stands still until mended:';

/** Whether a failed task says that PostgreSQL or the calendar is to be mended: a new execution would meet the same. */
export function isMendedOutside(message: string): boolean {
  const codes: readonly FaultCode[] = ['record-invalid', 'date-outside-calendar'];
  return codes.some((code) => message.startsWith(`${untilMended} ${code}`));
}

/**
 * Runs a procedure. No fault of ours may end it, and nobody may cancel it from a console (docs/decisions/0035). One of Temporal's
 * own failures would end the execution for good. So it is thrown as a plain error, which fails only the task; Temporal tries the
 * task again until the fault is mended.
 */
export async function procedure<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await CancellationScope.nonCancellable(run);
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    const code = faultCodeOf(error);
    throw new Error(`${untilMended} ${code === null ? '' : `${code}: `}${error.message}`, {
      cause: error,
    });
  }
}

/** Calls `listener` when somebody asks to cancel the running procedure. The procedure goes on. */
export function hearCancellation(listener: () => void): void {
  void CancellationScope.current().cancelRequested.catch(listener);
}
