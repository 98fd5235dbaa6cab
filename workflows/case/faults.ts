import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  TemporalFailure,
} from '@temporalio/workflow';

/**
 * Why an activity could not do its work although PostgreSQL answered: what it was asked for, or what it found there, is not
 * what it must be. Codes only: a failure's message goes into the workflow's history.
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

/**
 * Runs a procedure of law, which no fault of ours ends and nobody cancels from a console (docs/decisions/0035). A failure of
 * Temporal's kinds would fail the execution for good; thrown as a plain error it fails the task only, which is tried again until
 * the fault is mended.
 */
export async function procedure<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await CancellationScope.nonCancellable(run);
  } catch (error) {
    if (!(error instanceof TemporalFailure)) throw error;
    const code = faultCodeOf(error);
    throw new Error(`stands still until mended: ${code === null ? '' : `${code}: `}${error.message}`, {
      cause: error,
    });
  }
}

/** Calls `listener` when somebody asks to cancel the procedure that is run, which goes on. */
export function hearCancellation(listener: () => void): void {
  void CancellationScope.current().cancelRequested.catch(listener);
}
