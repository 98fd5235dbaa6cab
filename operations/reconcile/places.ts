import type { Config } from '../../config.ts';
import { sentenceOf } from '../log-masking.ts';
import type { Stores } from './looking.ts';

/** Where the two stores are, for the person at the keyboard; without user and password. */
export interface Places {
  readonly postgres: string;
  readonly temporal: string;
}

/** Where these processes look. */
export function placesOf({ databaseUrl, temporal }: Pick<Config, 'databaseUrl' | 'temporal'>): Places {
  const url = URL.parse(databaseUrl);
  return {
    postgres: `PostgreSQL (${url?.host ?? '?'}, database ${url?.pathname.slice(1) ?? '?'})`,
    temporal: `Temporal (${temporal.address}, namespace ${temporal.namespace})`,
  };
}

/** Which of the stores does not answer, and what else went wrong when both do. */
export async function whyNot({ db, executions }: Stores, places: Places, error: unknown): Promise<string> {
  const [postgres, temporal] = await Promise.allSettled([db.$queryRaw`SELECT 1`, executions.countRunning()]);
  const away = [
    ...(postgres.status === 'rejected' ? [awayOf(places.postgres, postgres.reason)] : []),
    ...(temporal.status === 'rejected' ? [awayOf(places.temporal, temporal.reason)] : []),
  ];
  if (away.length > 0) return away.join('; ');
  return `${sentenceOf(deepest(error))} (looked at ${places.postgres} and ${places.temporal})`;
}

function awayOf(place: string, error: unknown): string {
  // Prisma puts what happened into a sentence about queries.
  const said = sentenceOf(deepest(error)).replace(/^Raw query failed\. Code: `.*?`\. Message: `(.*)`$/, '$1');
  return `${place} does not answer: ${said}`;
}

/** What the library below says: the one above only says what it was about to do. */
function deepest(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? deepest(error.cause) : error;
}
