import type { FastifyBaseLogger } from 'fastify';
import { startReplannings } from '../calendars/amendments/replanning.ts';
import type { ApiDeps } from '../deps.ts';
import { handOver, readCommitted } from './handover.ts';

/** Delivers what a request could not: started with the server, stopped with it. */
export interface Relay {
  start(): void;
  /** Waits for the round under way. */
  stop(): Promise<void>;
  /** One round; gives how many commands were decided in it. */
  round(): Promise<number>;
}

type Deps = Pick<ApiDeps, 'db' | 'calendars' | 'workflows' | 'confirmations' | 'now'> & {
  readonly log: FastifyBaseLogger;
};

// Younger ones are still in the hands of the request that brought them.
const requestsOwnMs = 2_000;
// A re-planning signals its applications itself: only a signal that was lost is made up for.
const replanningsOwnMs = 20_000;
const pauseMs = 1_000;
// Short, so that everything moves soon after Temporal is back.
const longestPauseMs = 8_000;
const linesPerRound = 200;
const linesAtOnce = 8;
const roundTimeoutMs = 120_000;
/** One relay at a time over all servers: a number that means nothing else in this database. */
const relayLock = 219_001;

/** A relay over the undecided and unconfirmed commands, line by line in order of receipt; it slows down while Temporal is away. */
export function createRelay(deps: Deps): Relay {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let nextPauseMs = pauseMs;
  let stopped = true;

  function schedule(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = tick();
    }, nextPauseMs);
    timer.unref();
  }

  async function tick(): Promise<void> {
    try {
      const { away } = await deliverRound(deps, () => stopped);
      nextPauseMs = away ? Math.min(nextPauseMs * 2, longestPauseMs) : pauseMs;
    } catch (error) {
      deps.log.error({ err: error }, 'the relay failed and goes on');
      nextPauseMs = longestPauseMs;
    }
    schedule();
  }

  return {
    start: () => {
      stopped = false;
      schedule();
    },
    stop: async () => {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
    round: async () => (await deliverRound(deps, () => false)).decided,
  };
}

interface Round {
  readonly decided: number;
  readonly away: boolean;
}

/** Delivery may be repeated without harm; the lock only spares several servers the same work. */
function deliverRound(deps: Deps, isStopped: () => boolean): Promise<Round> {
  return deps.db.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<
        { held: boolean }[]
      >`SELECT pg_try_advisory_xact_lock(${relayLock}) AS held`;
      if (!lock?.held) return { decided: 0, away: false };
      await tx.$queryRaw`SELECT set_config('idle_in_transaction_session_timeout', '0', true)`;
      if (!(await startReplannings(deps))) return { decided: 0, away: true };
      return deliverLines(deps, isStopped);
    },
    { timeout: roundTimeoutMs },
  );
}

async function deliverLines(deps: Deps, isStopped: () => boolean): Promise<Round> {
  const lines = await readLines(deps);
  let decided = 0;
  let away = false;
  const deliverLine = async (line: readonly string[]): Promise<void> => {
    for (const id of line) {
      // Without Temporal every further attempt would only wait.
      if (away || isStopped()) return;
      const handover = await handOver(deps, await readCommitted(deps, id));
      if (handover.kind === 'pending') {
        away ||= handover.reason === 'temporal-away';
        return;
      }
      decided += 1;
    }
  };
  const worker = async (): Promise<void> => {
    for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
      // One line that cannot be delivered holds up no other.
      await deliverLine(line).catch((error: unknown) => {
        deps.log.error({ err: error, commandId: line?.[0] }, 'a command could not be delivered');
      });
    }
  };
  await Promise.all(Array.from({ length: linesAtOnce }, worker));
  if (decided > 0) deps.log.info({ decided }, 'the relay delivered commands');
  return { decided, away };
}

/**
 * Commands that no request holds any more and that are undecided, or decided without Temporal's word for it; line by line, the
 * line that waits longest first.
 */
async function readLines({ db }: Deps): Promise<string[][]> {
  const rows = await db.$queryRaw<{ ids: string[] }[]>`
    SELECT array_agg(id::text ORDER BY seq) AS ids FROM commands
    WHERE (decided_at IS NULL OR confirmed_at IS NULL AND name <> 'amend-calendar')
      AND received_at < clock_timestamp() - make_interval(secs =>
        CASE name WHEN 'amend-calendar' THEN ${replanningsOwnMs / 1_000}::float ELSE ${requestsOwnMs / 1_000}::float END)
    GROUP BY application_id ORDER BY min(received_at) LIMIT ${linesPerRound}`;
  return rows.map(({ ids }) => ids);
}
