import type { ReplanningPort } from '../workflows/calendar-amendment/ports.ts';
import type { ApplicationId } from '../workflows/case/ids.ts';

/** The re-planning's outside world in memory: applications in order, and who was given the amendment. */
export interface MemoryReplanning {
  readonly ports: ReplanningPort;
  readonly given: ApplicationId[];
  readonly finished: string[];
  /** How often it was asked who is left. */
  readonly looks: number;
  /** One more application; `commit` puts the amendment into its line. */
  add(id: ApplicationId, commit: () => Promise<unknown>): void;
  /** The next so many pages are committed, and their answers lost, or refused with this failure. */
  failNext(pages: number, failure?: Error): void;
  /** An application that follows the edition only after it was looked at so many times. */
  hold(id: ApplicationId, looks: number): void;
}

/** The number of an application of a test. */
export function numberOf(id: ApplicationId): string {
  return `219-2026-${id}`;
}

export function memoryReplanning(ids: readonly ApplicationId[]): MemoryReplanning {
  const lines = new Map<ApplicationId, () => Promise<unknown>>(
    ids.map((id) => [id, () => Promise.resolve()]),
  );
  const held = new Map<ApplicationId, number>();
  const given: ApplicationId[] = [];
  const finished: string[] = [];
  let failures = 0;
  let why = new Error('the answer was lost');
  let looks = 0;

  const ports: ReplanningPort = {
    async commitPage({ after, limit }) {
      const applications = [...lines.keys()]
        .toSorted()
        .filter((id) => !given.includes(id) && (after === null || id > after))
        .slice(0, limit);
      for (const id of applications) await lines.get(id)?.();
      given.push(...applications);
      if (failures > 0) {
        failures -= 1;
        throw why;
      }
      return {
        applications: applications.map(numberOf),
        given: applications.length,
        next: applications.length < limit ? null : (applications.at(-1) ?? null),
        waiting: 0,
      };
    },
    countRemaining() {
      looks += 1;
      const left = [...held.values()].filter((until) => looks < until).length;
      return Promise.resolve(left + lines.size - given.length);
    },
    finishAmendment(edition) {
      if (!finished.includes(edition)) finished.push(edition);
      return Promise.resolve();
    },
  };
  return {
    ports,
    given,
    finished,
    get looks() {
      return looks;
    },
    add: (id, commit) => lines.set(id, commit),
    failNext: (pages, failure = new Error('the answer was lost')) => {
      failures = pages;
      why = failure;
    },
    hold: (id, until) => held.set(id, until),
  };
}
