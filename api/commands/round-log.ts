import type { FastifyBaseLogger } from 'fastify';
import type { Pending } from '../workflow-client.ts';

/** Why a round of the relay could not deliver: told once for each reason, however many commands wait for it. */
export interface RoundLog {
  note(
    why: { readonly reason: Pending['reason'] | 'fault'; readonly cause?: unknown },
    commandId?: string,
  ): void;
  tell(): void;
}

/** A log for one round. Of each reason the first cause and its command stand for all. */
export function openRoundLog(log: FastifyBaseLogger): RoundLog {
  const noted = new Map<string, { times: number; readonly first: object }>();
  return {
    note: ({ reason, cause }, commandId) => {
      const before = noted.get(reason);
      if (before) before.times += 1;
      else noted.set(reason, { times: 1, first: { commandId, err: cause } });
    },
    tell: () => {
      for (const [reason, { times, first }] of noted)
        log[reason === 'fault' ? 'error' : 'warn'](
          { reason, times, ...first },
          'the relay could not deliver',
        );
    },
  };
}
