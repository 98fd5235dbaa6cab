// Every edition there is: those shipped with the code, then those entered at run time.
import { CalendarError } from './calendar-error.ts';
import { openCalendar, type Calendar, type EditionId } from './calendar.ts';
import { nextEdition, type Edition, type EditionRecord } from './edition.ts';
import { calendarDaysOf } from './kz/calendar-days.ts';
import { editionById, editionKnownOn, kzEditions, newestEdition } from './kz/editions.ts';
import type { PlainDate } from './plain-date.ts';

/** An edition applied at run time: its record, and the edition it was made of. */
export interface AppliedAmendment {
  readonly baseEdition: string;
  readonly record: EditionRecord;
}

/** Where applied amendments are kept. They are only ever added: their number tells whether there are more. */
export interface AmendmentSource {
  count(): Promise<number>;
  read(): Promise<readonly AppliedAmendment[]>;
}

/** The calendar as it stands, seen by everybody from the moment an amendment is committed. */
export interface CalendarShelf {
  /** All editions, oldest first. */
  editions(): Promise<readonly Edition[]>;
  /** The edition that counts from now on. */
  newest(): Promise<Edition>;
  /** The newest of the editions with these ids. Throws `calendar-edition-unknown` for an id that no edition has. */
  newestOf(ids: readonly string[]): Promise<Edition>;
  /** The edition with this id. Throws `calendar-edition-unknown`. */
  byId(id: string): Promise<Edition>;
  /** The edition that anybody could know on this day. Throws `calendar-edition-unknown` before the first one. */
  knownOn(day: PlainDate): Promise<Edition>;
  /** An edition ready to count with; opened once and kept. */
  calendarOf(edition: Edition): Calendar;
}

/**
 * The editions of `shipped` extended by those of `source`. It asks `source` for their number on every call, so nothing
 * is ever counted by a calendar that was replaced, and reads them only when there are more. Throws
 * `calendar-edition-invalid` when an amendment follows no edition.
 *
 * @example await createShelf(fromPostgres).knownOn(parsePlainDate('2024-06-06')) // kz-2024-04-17
 */
export function createShelf(
  source: AmendmentSource,
  shipped: readonly Edition[] = kzEditions,
): CalendarShelf {
  const opened = new Map<EditionId, Calendar>();
  let entered = 0;
  let known = shipped;

  async function editions(): Promise<readonly Edition[]> {
    if ((await source.count()) > entered) {
      const amendments = await source.read();
      known = extend(shipped, amendments);
      entered = amendments.length;
    }
    return known;
  }
  // An edition never changes: one that is known already needs no question.
  async function byId(id: string): Promise<Edition> {
    return known.find((edition) => edition.id === id) ?? editionById(id, await editions());
  }
  return {
    editions,
    newest: async () => newestEdition(await editions()),
    newestOf: async (ids) => {
      await Promise.all(ids.map(byId));
      return newestEdition(known.filter(({ id }) => ids.includes(id)));
    },
    byId,
    knownOn: async (day) => editionKnownOn(day, await editions()),
    calendarOf: (edition) => {
      const calendar = opened.get(edition.id) ?? openCalendar(calendarDaysOf(edition));
      opened.set(edition.id, calendar);
      return calendar;
    },
  };
}

/** The shipped editions alone: what a calendar is before anybody entered anything. */
export function shippedShelf(): CalendarShelf {
  return createShelf({ count: () => Promise.resolve(0), read: () => Promise.resolve([]) });
}

/**
 * Each amendment names the edition it was made of: the chain, not a clock, puts them in order. A release may ship more
 * editions meanwhile; they come after what was entered before them, and one whose act was already entered adds nothing.
 */
function extend(shipped: readonly Edition[], amendments: readonly AppliedAmendment[]): readonly Edition[] {
  const byBase = new Map(amendments.map((amendment) => [amendment.baseEdition, amendment.record]));
  const editions: Edition[] = [];
  for (const [index, edition] of shipped.entries()) {
    const last = editions.at(-1);
    if (last === undefined || last === shipped[index - 1]) editions.push(edition);
    else if (edition.knownOn >= last.knownOn && editions.every(({ id }) => id !== edition.id))
      editions.push(nextEdition(last, edition));
    for (;;) {
      const record = byBase.get(newestEdition(editions).id);
      if (record === undefined) break;
      editions.push(nextEdition(newestEdition(editions), record));
    }
  }
  const loose = amendments.filter(({ record }) => editions.every(({ id }) => id !== record.id));
  if (loose.length > 0) throw brokenChain(newestEdition(editions), loose);
  return editions;
}

function brokenChain(last: Edition, loose: readonly AppliedAmendment[]): CalendarError {
  const ids = loose.map(({ record, baseEdition }) => `${record.id} (made of ${baseEdition})`).join(', ');
  return new CalendarError(
    'calendar-edition-invalid',
    `editions entered at run time do not follow ${last.id}: ${ids}`,
  );
}
