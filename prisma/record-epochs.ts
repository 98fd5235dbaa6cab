import { Prisma } from './client.ts';

/**
 * About the record as a whole: since PostgreSQL was started, somebody has compared it with what it had reached before
 * (operations/epoch.ts). Until then it gives no number and no position, since it may be an older copy of itself.
 */
export const isSure = Prisma.sql`coalesce((SELECT checked_start = pg_postmaster_start_time() FROM record_guard), true)`;

/** Positions of an epoch begin behind all that any earlier one could have given: from the second on they are of 13 digits. */
export const positionsOfEpoch = 1_000_000_000_000;
/** Of one application, so many events an epoch could have given. */
export const sequencesOfEpoch = 1_000_000;

/** The epoch of the record: 1, and one more each time it was set back. */
export const currentEpoch = Prisma.sql`coalesce((SELECT max(epoch) FROM record_epochs), 1)`;
