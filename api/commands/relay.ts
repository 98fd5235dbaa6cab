import { inLanes } from '../../lanes.ts';
import type { FastifyBaseLogger } from 'fastify';
import { startReplannings } from '../calendars/amendments/replanning.ts';
import { locks } from '../../prisma/locks.ts';
import { BrokenRecord } from '../../prisma/stored-json.ts';
import type { ApiDeps } from '../deps.ts';
import { handOver, readCommitted } from './handover.ts';
import { openRelayLog, type RelayLog } from './relay-log.ts';
import { openStaleWorkflows, type StaleWorkflows } from './stale-workflows.ts';
import { openWaitingLines, type WaitingLine, type WaitingLines } from './waiting-lines.ts';

/** Delivers what a request could not: started with the server, stopped with it. */
export interface Relay {
  start(): void;
  /** Waits for the round under way. */
  stop(): Promise<void>;
  /** One round; gives how many commands were decided in it. */
  round(): Promise<number>;
}

type Deps = Pick<ApiDeps, 'db' | 'calendars' | 'workflows' | 'confirmations' | 'now' | 'broken'> & {
  readonly log: FastifyBaseLogger;
  /** Lines that one round tries at most, 200 unless given. */
  readonly linesPerRound?: number;
};

const pauseMs = 1_000;
// Short, so that everything moves soon after Temporal is back.
const longestPauseMs = 8_000;
const defaultLinesPerRound = 200;
const linesAtOnce = 8;
/** Few, so that a round never keeps what people wait for from the next one. */
const staleWorkflowsPerRound = 100;
const roundTimeoutMs = 120_000;

/** A relay over the undecided and unconfirmed commands, line by line in order of receipt; it slows down while Temporal is away. */
export function createRelay(deps: Deps): Relay {
  const sources: Sources = {
    lines: openWaitingLines(deps.db, deps.linesPerRound ?? defaultLinesPerRound),
    stale: openStaleWorkflows(deps.db, staleWorkflowsPerRound),
    undelivered: openRelayLog(deps.log),
  };
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
      const { away } = await deliverRound(deps, sources, () => stopped);
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
    round: async () => (await deliverRound(deps, sources, () => false)).decided,
  };
}

interface Sources {
  readonly lines: WaitingLines;
  readonly stale: StaleWorkflows;
  readonly undelivered: RelayLog;
}

interface Round {
  readonly decided: number;
  readonly away: boolean;
}

/** Delivery may be repeated without harm; the lock only spares several servers the same work. */
function deliverRound(
  deps: Deps,
  { lines, stale, undelivered }: Sources,
  isStopped: () => boolean,
): Promise<Round> {
  return deps.db.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<
        { held: boolean }[]
      >`SELECT pg_try_advisory_xact_lock(${locks.relay}) AS held`;
      if (!lock?.held) return { decided: 0, away: false };
      await tx.$queryRaw`SELECT set_config('idle_in_transaction_session_timeout', '0', true)`;
      try {
        if (await replanningsWait(deps, undelivered)) return { decided: 0, away: true };
        const waiting = await deliverLines(deps, await lines.read(), {
          undelivered,
          isStopped,
          onTaken: (line) => lines.goOnAfter(line),
        });
        if (waiting.away) return waiting;
        const woken = await deliverLines(deps, await stale.read(), { undelivered, isStopped });
        return { decided: waiting.decided + woken.decided, away: woken.away };
      } finally {
        undelivered.tell();
      }
    },
    { timeout: roundTimeoutMs },
  );
}

/** Whether Temporal is away, as the start of what is to be re-planned shows. */
async function replanningsWait(deps: Deps, undelivered: RelayLog): Promise<boolean> {
  try {
    const pending = await startReplannings(deps);
    if (pending === null) undelivered.forget('replanning');
    else undelivered.note({ about: 'replanning', ...pending });
    return pending?.reason === 'temporal-away';
  } catch (error) {
    // The commands do not wait for it.
    undelivered.note({ about: 'replanning', reason: 'fault', cause: errorOf(error) });
    return false;
  }
}

interface Delivering {
  readonly undelivered: RelayLog;
  readonly isStopped: () => boolean;
  readonly onTaken?: (line: WaitingLine) => void;
}

async function deliverLines(
  deps: Deps,
  waiting: readonly WaitingLine[],
  { undelivered, isStopped, onTaken }: Delivering,
): Promise<Round> {
  let decided = 0;
  let away = false;
  const deliverLine = async ({ ids, applicationId }: WaitingLine): Promise<void> => {
    for (const id of ids) {
      if (isOver()) return;
      const handover = await handOver(deps, await readCommitted(deps, id));
      if (handover.kind === 'pending') {
        const { reason, cause } = handover;
        const isAway = reason === 'temporal-away';
        undelivered.note({ about: isAway ? 'temporal' : applicationId, reason, cause, commandId: id });
        away ||= isAway;
        return;
      }
      undelivered.forget(applicationId);
      decided += 1;
    }
  };
  await inLanes(waiting, linesAtOnce, async (line) => {
    if (isOver()) return;
    onTaken?.(line);
    // One line that cannot be delivered holds up no other.
    const { applicationId: about, ids } = line;
    await deliverLine(line).catch((error: unknown) => {
      if (error instanceof BrokenRecord) deps.broken.note(error);
      else undelivered.note({ about, reason: 'fault', cause: errorOf(error), commandId: ids[0] });
    });
  });
  if (!away) undelivered.forget('temporal');
  if (decided > 0) deps.log.info({ decided }, 'the relay delivered commands');
  return { decided, away };

  // Without Temporal every further attempt would only wait.
  function isOver(): boolean {
    return away || isStopped();
  }
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
