import { instantOfMs, msOf, parseInstant } from '../../calendars/instant.ts';
import type { Instant } from '../../calendars/instant.ts';

/**
 * The time of a case. `real`: the time of the world. `standing`: a manual clock, which moves by command only. `running`: starts
 * at `startsAt` at the real moment `from` and runs `speed` times as fast. Only a sandbox has the last two.
 * The mapping is data in the workflow's state, so that it replays. `speed` is a whole number; some old cases have a fraction, by
 * which whole milliseconds are counted.
 */
export type Clock =
  | { readonly kind: 'real' }
  | { readonly kind: 'standing'; readonly at: Instant }
  | { readonly kind: 'running'; readonly startsAt: Instant; readonly from: Instant; readonly speed: number };

/** The last possible instant. A clock that runs 3,600 times as fast reaches it in about two years. */
const lastMs = msOf(parseInstant('9999-12-31T23:59:59.999Z'));

/** The application's time at a real instant. At the end of the year 9999 it stands still. */
export function applicationTime(clock: Clock, real: Instant): Instant {
  switch (clock.kind) {
    case 'real':
      return real;
    case 'standing':
      return clock.at;
    case 'running':
      return instantOfMs(
        Math.min(lastMs, msOf(clock.startsAt) + Math.floor((msOf(real) - msOf(clock.from)) * clock.speed)),
      );
  }
}

/** The real instant at which the application's time reaches one, or null when it will not by itself. */
export function realTime(clock: Clock, at: Instant): Instant | null {
  switch (clock.kind) {
    case 'real':
      return at;
    case 'standing':
      return null;
    case 'running':
      return instantOfMs(msOf(clock.from) + Math.ceil((msOf(at) - msOf(clock.startsAt)) / clock.speed));
  }
}
