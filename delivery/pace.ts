/** How fast a webhook is called, by what it answered lately. Kept in memory: a new worker begins anew. */
export interface Pace {
  /** Requests that may be under way at once. */
  readonly width: number;
  /** Applications whose events failed since the last one that arrived. */
  readonly failing: ReadonlySet<string>;
  /** Nothing is begun before. */
  readonly restsUntilMs: number;
}

/** What an attempt tells of the subscriber. */
export interface Attempt {
  readonly arrived: boolean;
  readonly tookMs: number;
  /** The application, or the delivery itself when it is about none. */
  readonly about: string;
}

const widestWidth = 16;
const slowWidth = 4;
const slowMs = 2_000;
const shortestRestMs = 100;
const longestRestMs = 30_000;

export const firstPace: Pace = { width: 4, failing: new Set(), restsUntilMs: 0 };

/**
 * The pace after an attempt. A fast subscriber gets more at once, a slow one a few; one that fails gets one at a time, with
 * rests that double with every further application that fails, so that a dead one takes next to nothing. One event that
 * alone is refused again and again slows down nothing but itself.
 */
export function paceAfter({ width, failing }: Pace, attempt: Attempt, nowMs: number): Pace {
  if (attempt.arrived) {
    const wider = attempt.tookMs < slowMs ? Math.min(width + 1, widestWidth) : Math.min(width + 1, slowWidth);
    return { width: wider, failing: firstPace.failing, restsUntilMs: 0 };
  }
  const failed = new Set([...failing, attempt.about]);
  if (failed.size === 1) return { width: Math.min(width, slowWidth), failing: failed, restsUntilMs: 0 };
  const restMs = Math.min(shortestRestMs * 2 ** Math.min(failed.size, 20), longestRestMs);
  return { width: 1, failing: failed, restsUntilMs: nowMs + restMs };
}

/** A webhook with something to deliver: how much is under way to it, and its pace. */
export interface Asking {
  readonly webhookId: string;
  readonly underWay: number;
  readonly pace: Pace;
}

/**
 * How many deliveries may be begun to each webhook: one after another in turns until the room is given out, those with the least
 * under way first. Nobody gets more than his pace allows, and nobody waits while another gets a second one.
 */
export function shareOut(
  asking: readonly Asking[],
  room: number,
  nowMs: number,
): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  const open = asking
    .filter(({ pace }) => pace.restsUntilMs <= nowMs)
    .map(({ webhookId, underWay, pace }) => ({ webhookId, underWay, room: pace.width - underWay }))
    .filter((each) => each.room > 0)
    .toSorted((a, b) => a.underWay - b.underWay);
  let left = room;
  for (let turn = 1; left > 0 && open.some((each) => each.room >= turn); turn += 1) {
    for (const each of open) {
      if (each.room < turn || left === 0) continue;
      shares.set(each.webhookId, turn);
      left -= 1;
    }
  }
  return shares;
}
