import type { ApiDeps } from '../deps.ts';

/** The place of one who waits for an event of his client. */
export interface Seat {
  /** True when the client may have an event after this place, false when `signal` is aborted or the room closes. */
  news(place: number, signal: AbortSignal): Promise<boolean>;
  leave(): void;
}

/** Where those sit who wait for events: one looks for all of them. */
export interface WaitingRoom {
  /** Null when as many requests of the client, or of the applicant to whom its token is confined, wait already as may. */
  enter(clientId: string, applicant?: string | null): Seat | null;
  /** Wakes everybody; nobody waits from then on. */
  close(): void;
}

/** How a room is kept. */
export interface RoomOptions {
  readonly db: Pick<ApiDeps['db'], '$queryRaw'>;
  /** How often somebody looks while anybody waits. */
  readonly everyMs: number;
  /** Seats of one client. */
  readonly seats: number;
  /** Of each applicant to whom a token of a client is confined: they are not the client's. */
  readonly seatsOfApplicant: number;
}

/**
 * Opens a room. Every look asks once for all that was published since the last one, however many wait, and wakes those of the
 * clients that it concerns. A look that fails wakes all: each asks for himself, and learns what is wrong.
 */
export function openWaitingRoom({ db, everyMs, seats, seatsOfApplicant }: RoomOptions): WaitingRoom {
  const taken = new Map<string, number>();
  const calls = new Map<() => void, string>();
  /** Before this place everybody knows everything; nobody waits yet when it is infinite. */
  let known = Infinity;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  function wake(concerns: (clientId: string) => boolean): void {
    for (const [call, clientId] of calls) if (concerns(clientId)) call();
  }

  async function look(): Promise<void> {
    const from = known;
    known = Infinity;
    try {
      // All have left.
      if (from === Infinity) return;
      const news = await db.$queryRaw<{ clientId: string; newest: number }[]>`
        SELECT client_id AS "clientId", max(position)::float AS newest FROM portal_events
        WHERE position > ${from}::bigint GROUP BY client_id`;
      // Whoever sat down meanwhile may know less.
      known = Math.min(known, Math.max(from, ...news.map(({ newest }) => newest)));
      const concerned = new Set(news.map(({ clientId }) => clientId));
      wake((clientId) => concerned.has(clientId));
    } catch {
      known = Math.min(known, from);
      wake(() => true);
    } finally {
      if (calls.size === 0) known = Infinity;
      timer = null;
      lookLater();
    }
  }

  function lookLater(): void {
    if (calls.size > 0 && !closed) timer ??= setTimeout(() => void look(), everyMs).unref();
  }

  function news(clientId: string, place: number, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      if (closed || signal.aborted) {
        resolve(false);
        return;
      }
      const call = (): void => {
        calls.delete(call);
        if (calls.size === 0) known = Infinity;
        signal.removeEventListener('abort', call);
        resolve(!closed && !signal.aborted);
      };
      calls.set(call, clientId);
      signal.addEventListener('abort', call);
      known = Math.min(known, place);
      lookLater();
    });
  }

  return {
    enter: (clientId, applicant = null) => {
      const who = JSON.stringify([clientId, applicant]);
      const before = taken.get(who) ?? 0;
      if (before >= (applicant === null ? seats : seatsOfApplicant)) return null;
      taken.set(who, before + 1);
      return {
        news: (place, signal) => news(clientId, place, signal),
        leave: () => {
          const left = (taken.get(who) ?? 1) - 1;
          if (left > 0) taken.set(who, left);
          else taken.delete(who);
        },
      };
    },
    close: () => {
      closed = true;
      if (timer) clearTimeout(timer);
      wake(() => true);
    },
  };
}
