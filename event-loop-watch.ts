import { Worker } from 'node:worker_threads';

/** How often the event loop shows that it turns. */
const beatMs = 500;

/**
 * Ends the process, by SIGKILL and with a sentence on standard error, when its event loop has not turned for this long: whoever
 * supervises it starts another, while one that hangs would keep its connections and answer nobody (docs/decisions/0033).
 * A machine that slept or was busy is no reason: what is counted is how often the watching thread woke in vain.
 */
export function endWhenHanging(name: string, { patienceMs }: { readonly patienceMs: number }): void {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  setInterval(() => void Atomics.add(beats, 0, 1), beatMs).unref();
  const watch = new Worker(new URL('event-loop-watch-thread.ts', import.meta.url), {
    workerData: { name, beats, patienceMs },
    // Options of the process, such as the bounds of its heap, are not the thread's.
    execArgv: [],
  });
  watch.unref();
}
