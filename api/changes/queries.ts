import { cloudEventOf, type CloudEvent, type PublishedEvent } from '../../delivery/cloud-event.ts';
import type { ApiDeps } from '../deps.ts';
import { positionsOfEpoch } from '../../prisma/record-epochs.ts';
import { Problem } from '../http/problem.ts';
import { cursorAt, positionOf } from './cursor.ts';

type Deps = Pick<ApiDeps, 'db' | 'broken'> & { readonly config: Pick<ApiDeps['config'], 'publicUrl'> };

/** Which events of a client are asked for. */
export interface ChangesAsked {
  readonly clientId: string;
  /** Only what is his; everything of the client without. */
  readonly applicant: string | null;
  readonly after: string | undefined;
  readonly limit: number;
  /** All when empty. */
  readonly facts: readonly string[];
}

export interface ChangesPage {
  readonly items: readonly (CloudEvent & { readonly cursor: string })[];
  /** Up to here everything was looked at, wanted or not: the next page begins after it. */
  readonly place: number;
}

interface Page {
  readonly newest: number;
  /** The first epoch that was begun because this place was lost. */
  readonly lost: { readonly kept: number; readonly beganAt: string } | null;
  readonly items: readonly (Omit<PublishedEvent, 'at'> & {
    readonly at: string;
    readonly position: number;
  })[];
}

/**
 * A client's events after a place, oldest first. Throws `invalid-query` for a cursor of no answer, and `changes-set-back` for
 * one whose place was lost with an older copy of PostgreSQL.
 */
export async function readChanges(
  { db, config, broken }: Deps,
  { clientId, applicant, after, limit, facts }: ChangesAsked,
): Promise<ChangesPage> {
  // Only a number is needed to ask; whether it was ever given out is known with the answer.
  const from = after === undefined ? 0 : positionOf(after, Number.MAX_SAFE_INTEGER);
  // One statement, so that the newest place and the events before it are of one moment.
  const [page] = await db.$queryRaw<[Page]>`
    WITH item AS (
      SELECT id, application_id, number, sandbox, fact, version, at, data, sequence, stage, position FROM portal_events
      WHERE client_id = ${clientId} AND position > ${from}::bigint
        AND (${applicant}::text IS NULL OR EXISTS (
          SELECT FROM submissions WHERE submissions.application_id = portal_events.application_id
            AND submissions.applicant_id = ${applicant}::text))
        AND (cardinality(${[...facts]}::text[]) = 0 OR fact = ANY(${[...facts]}::text[]))
      ORDER BY position LIMIT ${limit}::int
    )
    SELECT (SELECT coalesce(max(position), 0)::float FROM portal_events) AS newest,
      (SELECT jsonb_build_object('kept', kept_position, 'beganAt', began_at) FROM record_epochs
        WHERE ${from}::bigint > kept_position AND ${from}::bigint <= (epoch - 1) * ${positionsOfEpoch}::bigint
        ORDER BY epoch LIMIT 1) AS lost,
      coalesce(jsonb_agg(jsonb_build_object('id', id, 'applicationId', application_id, 'number', number,
        'sandbox', sandbox, 'fact', fact, 'version', version, 'at', at, 'data', data, 'sequence', sequence,
        'stage', stage, 'position', position) ORDER BY position), '[]') AS items
    FROM item`;
  if (after !== undefined) {
    if (page.lost !== null) throw setBack(page.lost);
    positionOf(after, page.newest);
  }
  const last = page.items.at(-1);
  const more = page.items.length === limit && last !== undefined;
  return {
    items: page.items.map((item) => ({
      ...cloudEventOf({ ...item, at: new Date(item.at) }, config.publicUrl, broken),
      cursor: cursorAt(item.position),
    })),
    place: more ? last.position : page.newest,
  };
}

function setBack({ kept, beganAt }: NonNullable<Page['lost']>): Problem {
  const since = new Date(beganAt).toISOString();
  return new Problem('changes-set-back', { extensions: { since, next: cursorAt(kept) } });
}
