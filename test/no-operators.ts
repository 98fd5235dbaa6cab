import type { BrokenRecords } from '../operations/broken-records.ts';

/** Nobody is told: for worlds in which nothing is broken. */
export const nobodyTold: BrokenRecords = { note: () => undefined, look: () => Promise.resolve([]) };
