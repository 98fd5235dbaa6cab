import { setTimeout as wait } from 'node:timers/promises';
import type { ApplicationEvent } from './events.ts';

/** A page of events: those after a cursor, and the cursor after them. */
export interface ChangesPage {
  readonly items: readonly ApplicationEvent[];
  readonly next: string;
}

export interface Change {
  readonly event: ApplicationEvent;
  /** Keep it once the event is dealt with, and go on after it next time. Within a page it does not move: an event may come again. */
  readonly cursor: string | undefined;
}

export interface Following {
  /** Where the last time ended; everything from the beginning unless given. */
  readonly after?: string | undefined;
  /** How long to wait when there is nothing new; 2 s unless given. */
  readonly everyMs?: number;
  /** Ends the iteration. */
  readonly signal?: AbortSignal;
}

/** Every change of the client's applications, in order, for as long as it is iterated. `read` is one page of `GET /v1/changes`. */
export async function* changes(
  read: (after: string | undefined, signal: AbortSignal | undefined) => Promise<ChangesPage>,
  { after, everyMs = 2_000, signal }: Following = {},
): AsyncGenerator<Change, void> {
  let cursor = after;
  while (signal?.aborted !== true) {
    const page = await orEnd(() => read(cursor, signal), signal);
    if (page === null) return;
    for (const [index, event] of page.items.entries()) {
      yield { event, cursor: index === page.items.length - 1 ? page.next : cursor };
    }
    cursor = page.next;
    if (page.items.length === 0) await orEnd(() => wait(everyMs, true, { signal }), signal);
  }
}

/** What `work` gives, or null when it was ended from outside. */
async function orEnd<Result>(
  work: () => Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (signal?.aborted === true) return null;
    throw error;
  }
}
