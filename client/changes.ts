import { parseEvent, type ApplicationEvent } from './events.ts';
import type { Api } from './generated/index.ts';
import { pause } from './pause.ts';

/** The server holds an answer back for so long when there is nothing new. */
const heldSeconds = 20;

export interface Change {
  readonly event: ApplicationEvent;
  /** Keep it once the event is dealt with, and go on after it next time. */
  readonly cursor: string;
}

export interface Following {
  /** The cursor of the last event that was dealt with; everything from the beginning unless given. */
  readonly after?: string | undefined;
  /** A pause after an answer without news, beside the 20 s that the server holds it back; 1 s unless given. */
  readonly everyMs?: number;
  /** Ends the iteration. */
  readonly signal?: AbortSignal;
}

/** Every change of the client's applications, in order, for as long as it is iterated. */
export async function* changes(
  api: Api,
  { after, everyMs = 1_000, signal }: Following = {},
): AsyncGenerator<Change, void> {
  let cursor = after;
  while (signal?.aborted !== true) {
    const query = { wait: heldSeconds, ...(cursor !== undefined && { after: cursor }) };
    const page = await orEnd(() => api.readChanges({ query, ...(signal && { signal }) }), signal);
    if (page === null) return;
    for (const { cursor: place, ...event } of page.items) yield { event: parseEvent(event), cursor: place };
    cursor = page.next;
    if (page.items.length === 0) await orEnd(() => pause(everyMs, signal), signal);
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
