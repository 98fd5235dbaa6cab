/** Waits; rejects with the signal's reason when that is over before. Of the web alone, since it runs in browsers too. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(reasonOf(signal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, ms);
    if (signal?.aborted === true) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}

/** What `work` gives, unless the signal is over before: then its reason is thrown, and `work` is left to itself. */
export async function unlessOver<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  if (signal.aborted) throw reasonOf(signal);
  let end = (): void => undefined;
  const over = new Promise<never>((_resolve, reject) => {
    end = () => reject(reasonOf(signal));
    signal.addEventListener('abort', end, { once: true });
  });
  return Promise.race([work, over]).finally(() => signal.removeEventListener('abort', end));
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error(`given up: ${String(reason)}`);
}
