/** Who wants the same thing one after another, and of all others no more than a few at once. */
export interface Turns {
  /**
   * Does the work after all that was asked for before under the same key. Rejects with a passing error (`isPassing`) when its
   * turn has not come in time.
   */
  take<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
}

export interface TurnsOptions {
  /** Works of different keys at the same time. */
  readonly atOnce: number;
  /** How long one waits for its turn. */
  readonly patienceMs: number;
}

/**
 * Opens turns in this process: who waits here holds no connection. The works of one key never keep those of another from
 * beginning, however many there are.
 */
export function openTurns({ atOnce, patienceMs }: TurnsOptions): Turns {
  /** Works that wait, by key; the key of one under way is there too. */
  const waiting = new Map<string, (() => Promise<void>)[]>();
  /** Keys whose next work may begin. */
  const ready: string[] = [];
  let underWay = 0;

  function begin(): void {
    while (underWay < atOnce) {
      const key = ready.shift();
      const work = key === undefined ? undefined : waiting.get(key)?.shift();
      if (key === undefined || work === undefined) return;
      underWay += 1;
      void work().finally(() => {
        underWay -= 1;
        if (waiting.get(key)?.length === 0) waiting.delete(key);
        else ready.push(key);
        begin();
      });
    }
  }

  return {
    take: (key, work) =>
      new Promise((resolve, reject) => {
        const until = performance.now() + patienceMs;
        const inTurn = async (): Promise<void> => {
          try {
            if (performance.now() > until) throw new TurnTooLate(key);
            resolve(await work());
          } catch (error) {
            reject(error);
          }
        };
        const line = waiting.get(key);
        if (line === undefined) {
          waiting.set(key, [inTurn]);
          ready.push(key);
        } else line.push(inTurn);
        begin();
      }),
  };
}

class TurnTooLate extends Error {
  readonly code = 'ETIMEDOUT';

  constructor(key: string) {
    super(`no turn of ${key} came in time`);
  }
}
