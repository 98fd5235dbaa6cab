/** Something the person at the keyboard can put right; shown without a stack trace. */
export class SetupProblem extends Error {}

const diskFull = /ENOSPC|no space left on device/i;

/** One sentence for a person about why the set-up stopped. */
export function explain(error) {
  if (error instanceof SetupProblem) return error.message;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return diskFull.test(text) ? diskFullSentence : `The set-up failed unexpectedly: ${text}`;
}

/** Throws the disk-full sentence when a program's output says so. */
export function throwIfDiskFull(output) {
  if (diskFull.test(output)) throw new SetupProblem(diskFullSentence);
}

const diskFullSentence =
  'The disk is full: free about 3 GB (the first build of Temporal needs that much for a while) and run the same command again.';
