import { CalendarError } from './calendar-error.ts';
import { outsideCalendar, type CalendarDays, type Certainty, type EditionId } from './calendar.ts';
import { dayNumber, weekdayOf, weekdayOfDayNumber, type PlainDate, type Weekday } from './plain-date.ts';
import type { Zone } from './zone.ts';

export interface LocalizedText {
  readonly kk: string;
  readonly ru: string;
  readonly en: string;
}

/** The legal source of a day or an edition. `number` and `date` are absent where no readable source gives them. */
export interface Act {
  readonly name: LocalizedText;
  readonly number?: string;
  readonly date?: PlainDate;
  readonly link: string;
}

export type DayKind =
  | 'working-day'
  | 'weekend'
  | 'holiday'
  | 'observed-holiday'
  | 'religious-day'
  | 'moved-rest-day'
  | 'worked-rest-day';

export interface Ruling {
  readonly working: boolean;
  readonly kind: DayKind;
  readonly reason: LocalizedText;
  readonly act: Act;
}

export interface DayRuling extends Ruling {
  readonly date: PlainDate;
}

export interface Day extends DayRuling {
  readonly certainty: Certainty;
}

/** What each day of the week is when no ruling says otherwise. */
export type OrdinaryWeek = Readonly<Record<Weekday, Ruling>>;

/** Days from `firstDay` to `lastDay` are known, those up to `officialUntil` as published. */
export interface Coverage {
  readonly firstDay: PlainDate;
  readonly lastDay: PlainDate;
  readonly officialUntil: PlainDate;
}

/**
 * One change of the calendar as plain data, as shipped in code or kept in a database row; never altered afterwards.
 * `knownOn`: the first day one could know of it, inclusive; `knownOnIs` says whether that day is exact or the latest
 * possible. `effectiveOn`: the first day it governs. `changes`: the new ruling of every day whose ruling it replaces.
 */
export interface EditionRecord {
  readonly id: EditionId;
  readonly act: Act;
  readonly knownOn: PlainDate;
  readonly knownOnIs: 'exact' | 'at-latest';
  readonly effectiveOn: PlainDate;
  readonly coverage: Coverage;
  readonly changes: readonly DayRuling[];
}

/** The whole calendar as known from one act on: its record applied to all editions before it. In memory only. */
export interface Edition extends EditionRecord {
  readonly week: OrdinaryWeek;
  readonly rulings: ReadonlyMap<PlainDate, DayRuling>;
}

/**
 * The edition a calendar begins with. Throws `calendar-edition-invalid` like `nextEdition`.
 *
 * @example firstEdition(record, kzWeek).rulings.size === record.changes.length // true
 */
export function firstEdition(record: EditionRecord, week: OrdinaryWeek): Edition {
  checkChanges(record);
  return { ...record, week, rulings: new Map(record.changes.map((change) => [change.date, change])) };
}

/**
 * The edition that `record` makes of `previous`, which stays as it is. Throws `calendar-edition-invalid` when the
 * record has the same id, was known earlier, covers less, or changes a day twice or outside its coverage.
 *
 * @example nextEdition(newestEdition(), recordFromDatabaseRow)
 */
export function nextEdition(previous: Edition, record: EditionRecord): Edition {
  checkChanges(record);
  if (record.id === previous.id) throw invalid(record, 'this id is taken');
  if (record.knownOn < previous.knownOn) {
    throw invalid(record, `known on ${record.knownOn}, before ${previous.id} (${previous.knownOn})`);
  }
  const { firstDay, lastDay } = previous.coverage;
  if (record.coverage.firstDay > firstDay || record.coverage.lastDay < lastDay) {
    throw invalid(record, `covers less than ${firstDay} to ${lastDay} of ${previous.id}`);
  }
  const rulings = new Map(previous.rulings);
  for (const change of record.changes) rulings.set(change.date, change);
  return { ...record, week: previous.week, rulings };
}

function checkChanges(record: EditionRecord): void {
  const { firstDay, lastDay } = record.coverage;
  const seen = new Set<PlainDate>();
  for (const { date } of record.changes) {
    if (date < firstDay || date > lastDay)
      throw invalid(record, `changes ${date}, outside ${firstDay} to ${lastDay}`);
    if (seen.has(date)) throw invalid(record, `changes ${date} twice`);
    seen.add(date);
  }
}

function invalid(record: EditionRecord, why: string): CalendarError {
  return new CalendarError('calendar-edition-invalid', `edition ${record.id}: ${why}`);
}

/**
 * What `date` is by `edition`, why, and by which act. Throws `date-outside-calendar`.
 *
 * @example dayIn(newestEdition(), parsePlainDate('2020-05-11')).kind // 'worked-rest-day'
 */
export function dayIn(edition: Edition, date: PlainDate): Day {
  const { firstDay, lastDay, officialUntil } = edition.coverage;
  if (date < firstDay || date > lastDay) {
    throw outsideCalendar('dayIn', date, edition.id, dayNumber(firstDay), dayNumber(lastDay));
  }
  const ruling = edition.rulings.get(date) ?? { date, ...edition.week[weekdayOf(date)] };
  return { ...ruling, certainty: date <= officialUntil ? 'official' : 'projected' };
}

/**
 * The days of `edition` without their reasons, in the zone where they are lived: what Temporal histories keep.
 *
 * @example cutCalendar(newestEdition(), almaty).working.length // 4383
 */
export function cutCalendar(edition: Edition, zone: Zone): CalendarDays {
  const { firstDay, lastDay, officialUntil } = edition.coverage;
  const first = dayNumber(firstDay);
  const days = Array.from({ length: dayNumber(lastDay) - first + 1 }, (_, index) =>
    edition.week[weekdayOfDayNumber(first + index)].working ? '1' : '0',
  );
  for (const { date, working } of edition.rulings.values())
    days[dayNumber(date) - first] = working ? '1' : '0';
  return { edition: edition.id, firstDay, working: days.join(''), officialUntil, zone };
}
