import { driverErrorOf, sqlStateOf } from '../../prisma/errors.ts';
import { Problem } from '../http/problem.ts';

/** How many commands of one sender on one application may be refused within an hour; those not decided yet count, since they may be. */
export const mostRefused = 100;
export const refusedWithin = '1 hour';

/** What PostgreSQL says past that bound (`has_room_for_command`, migration 0020), as its answer; null for any other error. */
export function tooManyRefused(error: unknown): Problem | null {
  if (!(error instanceof Error) || sqlStateOf(error) !== 'OT219') return null;
  return new Problem('too-many-refused-commands', {
    params: { max: mostRefused },
    retryAfterSeconds: Number(driverErrorOf(error)?.detail),
    cause: error,
  });
}
