const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long each further attempt waits for the one before it: twelve attempts within about three days. */
export const retryDelaysMs: readonly number[] = [
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  1 * hour,
  3 * hour,
  6 * hour,
  12 * hour,
  24 * hour,
  24 * hour,
];

/** A delay is stretched or shortened by up to this share, so that what failed together is not tried together. */
const jitterShare = 0.2;
/** A subscriber may ask for more patience than the schedule has, within this. */
const longestRetryAfterMs = 24 * hour;

/**
 * How long to wait after the n-th attempt (from 1) failed; null when it was the last. `random` is from 0 to 1,
 * `retryAfterMs` what the subscriber asked for.
 */
export function delayAfter(attempt: number, random: number, retryAfterMs: number | null): number | null {
  const scheduled = retryDelaysMs[attempt - 1];
  if (scheduled === undefined) return null;
  const jittered = scheduled * (1 + jitterShare * (2 * random - 1));
  return Math.round(Math.max(jittered, Math.min(retryAfterMs ?? 0, longestRetryAfterMs)));
}

/** What a `Retry-After` header asks for, in milliseconds: seconds, or a date of HTTP. Null when it says neither. */
export function readRetryAfter(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\d+$/.test(header)) return Number(header) * second;
  const date = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
