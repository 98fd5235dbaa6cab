import type { FastifyBaseLogger } from 'fastify';
import { sentenceOf } from '../../operations/log-masking.ts';
import type { Pending } from '../workflow-client.ts';

/** What could not be done, and why. */
interface Undone {
  /** An application's id, or what else stands still. */
  readonly about: string;
  readonly reason: Pending['reason'];
  readonly cause?: Error | undefined;
  readonly commandId?: string | undefined;
}

/** Says why the relay could not deliver: of each application once, until its reason changes or it was delivered. */
export interface RelayLog {
  note(undone: Undone): void;
  /** It goes on. */
  forget(about: string): void;
  /** Writes what is new since it was called last, a line for each reason. */
  tell(): void;
}

/** Told again when there are more. */
const mostRemembered = 10_000;

/** Of each reason the first cause and its command stand for all that are new. */
export function openRelayLog(log: Pick<FastifyBaseLogger, 'error' | 'warn'>): RelayLog {
  const told = new Map<string, string>();
  let fresh = new Map<Pending['reason'], { times: number; readonly first: object }>();
  return {
    note: ({ about, reason, cause, commandId }) => {
      // Digits count attempts and milliseconds: they do not make it another reason.
      const why = [reason, ...[cause, cause?.cause].map(sentenceOf)].join().replaceAll(/\d+/g, '#');
      if (told.get(about) === why) return;
      if (told.size >= mostRemembered) told.clear();
      told.set(about, why);
      const before = fresh.get(reason);
      if (before) before.times += 1;
      else fresh.set(reason, { times: 1, first: { commandId, err: cause } });
    },
    forget: (about) => void told.delete(about),
    tell: () => {
      for (const [reason, { times, first }] of fresh)
        log[reason === 'fault' ? 'error' : 'warn'](
          { reason, times, ...first },
          'the relay could not deliver',
        );
      fresh = new Map();
    },
  };
}
