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
  /** The edition with this id. Throws `calendar-edition-unknown`. */
  byId(id: string): Promise<Edition>;
  /** The edition that anybody could know on this day. Throws `calendar-edition-unknown` before the first one. */
  knownOn(day: PlainDate): Promise<Edition>;
  /** An edition ready to count with; opened once and kept. */
  calendarOf(edition: Edition): Calendar;
}

/**
 * The shipped editions extended by those of `source`. It asks `source` for their number on every call, so nothing is
 * ever counted by a calendar that was replaced, and reads them only when there are more.
 *
 * @example await createShelf(fromPostgres).knownOn(parsePlainDate('2024-06-06')) // kz-2024-04-17
 */
export function createShelf(source: AmendmentSource): CalendarShelf {
  const opened = new Map<EditionId, Calendar>();
  let known: readonly Edition[] = kzEditions;

  async function editions(): Promise<readonly Edition[]> {
    if (kzEditions.length + (await source.count()) > known.length) known = extend(await source.read());
    return known;
  }
  return {
    editions,
    newest: async () => newestEdition(await editions()),
    // An edition never changes: one that is known already needs no question.
    byId: async (id) => known.find((edition) => edition.id === id) ?? editionById(id, await editions()),
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

/** Each amendment names the edition it was made of: the chain, not a clock, puts them in order. */
function extend(amendments: readonly AppliedAmendment[]): readonly Edition[] {
  const byBase = new Map(amendments.map((amendment) => [amendment.baseEdition, amendment]));
  const editions = [...kzEditions];
  for (;;) {
    const last = newestEdition(editions);
    const amendment = byBase.get(last.id);
    if (amendment === undefined) break;
    editions.push(nextEdition(last, amendment.record));
  }
  if (editions.length !== kzEditions.length + amendments.length) throw brokenChain(editions, amendments);
  return editions;
}

function brokenChain(editions: readonly Edition[], amendments: readonly AppliedAmendment[]): CalendarError {
  const loose = amendments.filter(({ record }) => editions.every(({ id }) => id !== record.id));
  const ids = loose.map(({ record, baseEdition }) => `${record.id} (made of ${baseEdition})`).join(', ');
  return new CalendarError(
    'calendar-edition-invalid',
    `editions entered at run time do not follow ${newestEdition(editions).id}: ${ids}`,
  );
}
