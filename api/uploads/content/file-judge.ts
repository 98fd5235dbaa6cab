import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../http/problem.ts';
import type { Verdict } from './verdict.ts';

/** What judging one file may cost, and how many files may wait for it. */
export interface JudgeLimits {
  readonly cpuMs: number;
  /** However busy the machine is; also for a new thread to begin. */
  readonly wallMs: number;
  readonly heapMib: number;
  /** Beside the heap: what is unpacked. */
  readonly bufferBytes: number;
  readonly files: number;
}

const usualLimits: JudgeLimits = {
  cpuMs: 10_000,
  wallMs: 60_000,
  heapMib: 320,
  bufferBytes: 268_435_456,
  files: 32,
};
const lookEveryMs = 50;
const retryAfterSeconds = 5;

export interface FileJudge {
  /**
   * What the file at a path is by its content; `file-too-complex` when that would cost more than it may. Throws
   * `temporarily-unavailable` when too many files wait, or no thread begins.
   */
  judge(path: string): Promise<Verdict>;
  close(): Promise<void>;
}

/** Judges files in a thread of its own, one at a time (docs/decisions/0052). The thread begins with the first file, and anew when a file ended it. */
export function fileJudge(limits: JudgeLimits = usualLimits): FileJudge {
  let thread: Worker | undefined;
  let files = 0;
  let last: Promise<unknown> = Promise.resolve();

  const drop = async (): Promise<void> => {
    const dropped = thread;
    thread = undefined;
    await dropped?.terminate();
  };
  const judgeNow = async (path: string): Promise<Verdict> => {
    thread ??= await newThread(limits, (ended) => {
      if (thread === ended) thread = undefined;
    });
    const reply = await replyWithin(thread, path, limits);
    if (reply === 'too-costly' || reply.worn) await drop();
    if (reply === 'too-costly') return { code: 'file-too-complex' };
    if ('error' in reply) throw reply.error;
    return reply.verdict;
  };

  return {
    async judge(path) {
      if (files >= limits.files) throw new Problem('temporarily-unavailable', { retryAfterSeconds });
      files += 1;
      const turn = last.then(() => judgeNow(path));
      last = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        files -= 1;
      }
    },
    close: drop,
  };
}

type Reply = { readonly worn: boolean } & ({ readonly verdict: Verdict } | { readonly error: Error });

async function newThread({ heapMib, wallMs }: JudgeLimits, onEnd: (thread: Worker) => void): Promise<Worker> {
  const thread = new Worker(new URL('thread.ts', import.meta.url), {
    // Options of the process, such as the bounds of its heap, are not the thread's.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMib, maxYoungGenerationSizeMb: 32 },
    // What parsers print about a file is no line of our log.
    stdout: true,
    stderr: true,
  });
  thread.stdout.resume();
  thread.stderr.resume();
  thread.unref();
  // Who waits for it hears of an error too; while nobody waits, nothing is lost.
  thread.on('error', () => undefined);
  thread.once('exit', () => {
    onEnd(thread);
  });
  try {
    await once(thread, 'message', { signal: AbortSignal.timeout(wallMs) });
  } catch (cause) {
    await thread.terminate();
    throw new Problem('temporarily-unavailable', { cause, retryAfterSeconds });
  }
  return thread;
}

async function replyWithin(thread: Worker, path: string, limits: JudgeLimits): Promise<Reply | 'too-costly'> {
  const over = new AbortController();
  const cost = costsTooMuch(thread, limits, over.signal);
  try {
    const reply = once(thread, 'message', { signal: over.signal });
    thread.postMessage(path);
    return await Promise.race([cost, reply.then(([said]) => said as Reply)]);
  } catch (error) {
    // The thread is gone; that it ran out of heap is the file's doing.
    if (isOutOfHeap(error)) return 'too-costly';
    await thread.terminate();
    throw error;
  } finally {
    over.abort();
  }
}

/** Resolves when the thread has spent too much since now. Never rejects, and not at all when `signal` is aborted before. */
async function costsTooMuch(thread: Worker, limits: JudgeLimits, signal: AbortSignal): Promise<'too-costly'> {
  const look = async (): Promise<'too-costly'> => {
    const before = await thread.cpuUsage();
    for (;;) {
      const [{ user, system }, { external_memory: unpacked }] = await Promise.all([
        thread.cpuUsage(before),
        thread.getHeapStatistics(),
      ]);
      if ((user + system) / 1_000 > limits.cpuMs || unpacked > limits.bufferBytes) return 'too-costly';
      await after(lookEveryMs, undefined, { signal });
    }
  };
  const never = new Promise<never>(() => undefined);
  return Promise.race([
    // A thread that is gone cannot be asked; then its own end is told instead.
    look().catch(() => never),
    after(limits.wallMs, 'too-costly' as const, { signal }).catch(() => never),
  ]);
}

function isOutOfHeap(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
