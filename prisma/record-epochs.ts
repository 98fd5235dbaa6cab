import { Prisma } from './client.ts';

/** The last number that an application was given, and the last position of an event. */
export const lastNumber = Prisma.sql`(SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM application_numbers)`;
export const lastPosition = Prisma.sql`coalesce((SELECT max(position) FROM portal_events), 0)`;

const thisDatabase = Prisma.sql`(SELECT oid FROM pg_database WHERE datname = current_database())`;

/**
 * About the record as a whole: since PostgreSQL was started, and since somebody last wrote into these tables from a copy, it
 * was compared with what it had reached before (operations/epoch.ts). Until then it gives no number and no position, since
 * it may be an older copy of itself. A row of a copy is known by its writer: PostgreSQL keeps the transaction of each row.
 */
export const isSure = Prisma.sql`EXISTS (
  SELECT FROM record_guard
  WHERE checked_start = pg_postmaster_start_time() AND checked_database = ${thisDatabase} AND written_in = xmin::text
    AND number <= ${lastNumber} AND position <= ${lastPosition})`;

/** Says that the record was compared, and how far it had come. Gives the count of comparisons. */
export const declareSure = Prisma.sql`
  INSERT INTO record_guard AS guard (id, checked_start, checked_database, written_in, beat, number, position)
  VALUES (1, pg_postmaster_start_time(), ${thisDatabase}, pg_current_xact_id()::xid::text, 1, ${lastNumber}, ${lastPosition})
  ON CONFLICT (id) DO UPDATE SET checked_start = excluded.checked_start, checked_database = excluded.checked_database,
    written_in = excluded.written_in, beat = guard.beat + 1, number = excluded.number, position = excluded.position
  RETURNING beat::text`;

/** Positions of an epoch begin behind all that any earlier one could have given: from the second on they are of 13 digits. */
export const positionsOfEpoch = 1_000_000_000_000;
/** Of one application, so many events an epoch could have given. */
export const sequencesOfEpoch = 1_000_000;

/** The epoch of the record: 1, and one more each time it was set back. */
export const currentEpoch = Prisma.sql`coalesce((SELECT max(epoch) FROM record_epochs), 1)`;
