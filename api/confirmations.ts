import type { PrismaClient } from '../prisma/client.ts';

/**
 * Remembers which commands Temporal has confirmed. A decision is in PostgreSQL before Temporal knows of it; if everything
 * dies in between, the workflow has to hear of the command again, and the relay delivers what was never confirmed.
 */
export interface Confirmations {
  /** Temporal has answered for this command. Written down a little later, many at once. */
  note(commandId: string): void;
  /** Writes down what is noted. A failure loses nothing: what is not written down is delivered again. */
  flush(): Promise<void>;
}

const pauseMs = 250;

/** `onFailure` hears of what could not be written down. */
export function openConfirmations(db: PrismaClient, onFailure: (error: unknown) => void): Confirmations {
  let noted: string[] = [];
  let timer: NodeJS.Timeout | null = null;

  async function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    const ids = noted;
    noted = [];
    if (ids.length === 0) return;
    try {
      await db.$executeRaw`
        UPDATE commands SET confirmed_at = clock_timestamp() WHERE id = ANY(${ids}::uuid[]) AND confirmed_at IS NULL`;
    } catch (error) {
      onFailure(error);
    }
  }

  return {
    note(commandId) {
      noted.push(commandId);
      timer ??= setTimeout(() => void flush(), pauseMs);
    },
    flush,
  };
}
