import type { Edition } from '../calendars/edition.ts';
import type { Instant } from '../calendars/instant.ts';
import { editionById } from '../calendars/kz/editions.ts';
import { actIn, type ProofAct } from '../calendars/proof.ts';
import { plainDateAt, type Zone } from '../calendars/zone.ts';
import type { Language } from '../regulation/text.ts';
import type { Deadline, DeadlineCause } from '../workflows/application/deadlines.ts';
import type { EventType } from '../workflows/application/events.ts';
import type { TrailLine } from './chain.ts';

/** What put another value in the place of a deadline. */
export interface MovedBy {
  /** The cause of the next value, or the amendment of the calendar. */
  readonly cause: DeadlineCause | 'calendar-amendment';
  /** The value that followed. */
  readonly to: Instant;
  /** The line of the trail that did it, by its number; null where the trail has no such line. */
  readonly line: number | null;
  readonly event: string | null;
  readonly at: string | null;
  /** Of a calendar amendment: the edition and the act that made it. */
  readonly calendarEdition?: string;
  readonly act?: ProofAct;
}

interface Told {
  readonly deadlines: readonly Deadline[];
  readonly trail: readonly TrailLine[];
}

/** Acts of the applicant that prove receipt no later than themselves. */
const ownActs = ['objected', 'oral-hearing-requested', 'hearing-waived', 'documents-supplied'] as const;

/** Why a deadline of an application gave way to the next one of its term, found in the trail. */
export function movedBy(
  former: Deadline,
  next: Deadline,
  { deadlines, trail }: Told,
  { editions, zone, language }: { editions: readonly Edition[]; zone: Zone; language: Language },
): MovedBy {
  const moved = trail.findLast(
    ({ type, data }) =>
      type === 'deadlines-moved' &&
      data['edition'] === next.calendarEdition &&
      (data['terms'] as readonly string[]).includes(next.term),
  );
  if (moved !== undefined && former.calendarEdition !== next.calendarEdition) {
    const { act } = editionById(next.calendarEdition, editions);
    return {
      ...told(moved, 'calendar-amendment', next),
      calendarEdition: next.calendarEdition,
      act: actIn(act, language),
    };
  }
  return told(lineOf(former, next, { deadlines, trail }, zone), next.cause, next);
}

function told(line: TrailLine | undefined, cause: MovedBy['cause'], next: Deadline): MovedBy {
  return { cause, to: next.at, line: line?.seq ?? null, event: line?.type ?? null, at: line?.at ?? null };
}

function lineOf(
  former: Deadline,
  next: Deadline,
  { deadlines, trail }: Told,
  zone: Zone,
): TrailLine | undefined {
  const last = (...types: readonly EventType[]) =>
    trail.findLast(({ type }) => (types as readonly string[]).includes(type));
  if (former.cause === 'waiver' && next.cause !== 'waiver') {
    // Speaking up takes a waiver back; another notice begins anew.
    return trail.find(
      ({ type, at }) => at >= former.at && (speaksUp(type) || (type === 'notice-posted' && at > former.at)),
    );
  }
  switch (next.cause) {
    case 'receipt-of-application':
    case 'registration':
      return last('registered');
    case 'notice':
      return trail.findLast(({ type, data }) => type === 'notice-posted' && data['on'] === next.anchor);
    case 'receipt-of-notice': {
      // An opening held back by the window of objections moves with it.
      const window = deadlines.findLast(({ term, at }) => term === 'objection' && at === next.at) ?? next;
      return trail.find((line) => provesReceipt(line, window, zone));
    }
    case 'oral-request':
      return last('oral-hearing-requested');
    case 'objection':
      return last('objected');
    case 'waiver':
      return trail.findLast(({ type, at }) => type === 'hearing-waived' && at === next.at);
    case 'amendment':
      return last('deadlines-moved');
  }
}

/** Whether a line proved receipt on the day from which the window counts. */
function provesReceipt({ type, at, data }: TrailLine, { anchor }: Deadline, zone: Zone): boolean {
  const proved = type === 'notice-received' ? data['receivedAt'] : ownActs.some((own) => own === type) && at;
  return typeof proved === 'string' && plainDateAt(zone, proved as Instant) === anchor;
}

function speaksUp(type: string): boolean {
  return type === 'objected' || type === 'oral-hearing-requested';
}
