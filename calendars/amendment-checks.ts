import { knownOnOf, type AmendmentProposal, type ProposedText } from './amendment-proposal.ts';
import { CalendarError } from './calendar-error.ts';
import { parseEditionId } from './calendar.ts';
import { dayIn, type Edition, type EditionRecord } from './edition.ts';
import { newestEdition } from './kz/editions.ts';
import { readPlainDate, type PlainDate } from './plain-date.ts';

/** Every way a change of the calendar can be wrong, with what is told of it. Codes are public and stay for ever. */
export const amendmentFaults = {
  'act-after-today': ['date', 'today'],
  'act-incomplete': ['member'],
  'act-link-refused': ['value'],
  'amendment-changes-nothing': [],
  'amendment-wholly-past': ['today'],
  'calendar-edition-taken': ['edition'],
  'coverage-shrinks': ['from', 'to'],
  'date-malformed': ['value'],
  'date-outside-calendar': ['value', 'from', 'until'],
  'day-already-off': ['date'],
  'day-already-working': ['date'],
  'day-contradicts-itself': ['date'],
  'day-repeated': ['date'],
  'edition-id-malformed': ['edition', 'expected'],
  'effective-before-known': ['effectiveOn', 'knownOn'],
  'known-after-today': ['knownOn', 'today'],
  'known-before-newest': ['knownOn', 'edition', 'min'],
  'official-until-goes-back': ['officialUntil', 'min'],
} as const satisfies Record<string, readonly string[]>;

export type AmendmentFaultCode = keyof typeof amendmentFaults;

/** What is told of a fault with this code. */
type ParamsOf<C extends AmendmentFaultCode> = {
  readonly [Name in (typeof amendmentFaults)[C][number]]: string;
};

/** One thing wrong with an amendment; `pointer` (RFC 6901) leads into what was checked. */
export type AmendmentFault = {
  readonly [C in AmendmentFaultCode]: {
    readonly pointer: string;
    readonly code: C;
    readonly params: ParamsOf<C>;
  };
}[AmendmentFaultCode];

/**
 * Everything that is wrong with an amendment of the newest of `editions`, proposed or recorded, on `today`; empty when
 * it may be applied. `taken`: ids of other proposals.
 *
 * A change of today is not yet past: terms still end today.
 *
 * @example checkAmendment(sundayMadeOff, editions, today) // [{ pointer: '/days/0', code: 'day-already-off', … }]
 */
export function checkAmendment(
  amendment: AmendmentProposal | EditionRecord,
  editions: readonly Edition[],
  today: PlainDate,
  taken: readonly string[] = [],
): readonly AmendmentFault[] {
  const base = newestEdition(editions);
  const entry = entryOf(amendment);
  return [
    ...actFaults(entry, today),
    ...idFaults(entry, [...editions.map(({ id }) => String(id)), ...taken], today),
    ...orderFaults(entry, base, today),
    ...coverageFaults(entry, base),
    ...dayFaults(entry, base),
    ...spanFaults(entry, base, today),
  ];
}

/** A proposal and a record as one: what both say, and where they say it. */
interface Entry extends AmendmentProposal {
  readonly daysAt: '/days' | '/changes';
  readonly officialUntilAt: string;
  readonly firstDay?: string;
  readonly lastDay?: string;
}

function entryOf(amendment: AmendmentProposal | EditionRecord): Entry {
  if ('days' in amendment) return { ...amendment, daysAt: '/days', officialUntilAt: '/officialUntil' };
  const { changes, coverage, ...rest } = amendment;
  return {
    ...rest,
    ...coverage,
    days: changes,
    daysAt: '/changes',
    officialUntilAt: '/coverage/officialUntil',
  };
}

function fault<C extends AmendmentFaultCode>(pointer: string, code: C, params: ParamsOf<C>): AmendmentFault {
  // The arguments belong together; TypeScript does not follow that into a union.
  return { pointer, code, params } as AmendmentFault;
}

function actFaults({ act }: Entry, today: PlainDate): readonly AmendmentFault[] {
  const members = ['name', 'number', 'date', 'link'] as const;
  const faults = members
    .filter((member) => isBlank(act[member]))
    .map((member): AmendmentFault => fault(`/act/${member}`, 'act-incomplete', { member }));
  const { date, link } = act;
  if (date !== undefined && !isBlank(date)) {
    if (readPlainDate(date) === null) faults.push(fault('/act/date', 'date-malformed', { value: date }));
    else if (date > today) faults.push(fault('/act/date', 'act-after-today', { date, today }));
  }
  if (link !== undefined && !isBlank(link) && !isLink(link))
    faults.push(fault('/act/link', 'act-link-refused', { value: link }));
  return faults;
}

/** An https address as it is written, of a host, without a name and a password: it is shown to everybody, in calendars too. */
function isLink(link: string): boolean {
  if (!/^https:\/\/[^\s\p{C}"<>\\^`{|}]+$/iu.test(link)) return false;
  const address = URL.parse(link);
  return address !== null && address.username === '' && address.password === '';
}

function isBlank(text: ProposedText | undefined): boolean {
  if (text === undefined) return true;
  // Characters without a width are nothing to read.
  return typeof text === 'string'
    ? /^[\s\p{Cf}\p{DI}]*$/u.test(text)
    : Object.values(text).some((each) => isBlank(each));
}

function idFaults(
  { id, knownOn }: Entry,
  taken: readonly string[],
  today: PlainDate,
): readonly AmendmentFault[] {
  if (id === undefined) return [];
  if (!isEditionId(id) || !id.startsWith(`kz-${knownOn ?? ''}`)) {
    return [fault('/id', 'edition-id-malformed', { edition: id, expected: `kz-${knownOn ?? today}` })];
  }
  return taken.includes(id) ? [fault('/id', 'calendar-edition-taken', { edition: id })] : [];
}

function isEditionId(id: string): boolean {
  try {
    return parseEditionId(id) === id;
  } catch (error) {
    if (error instanceof CalendarError) return false;
    throw error;
  }
}

/** A change is known from a day that is past or today, not before the newest edition, and governs from then or later. */
function orderFaults(entry: Entry, base: Edition, today: PlainDate): readonly AmendmentFault[] {
  const faults: AmendmentFault[] = [];
  for (const member of ['knownOn', 'effectiveOn'] as const) {
    const value = entry[member];
    if (value !== undefined && readPlainDate(value) === null)
      faults.push(fault(`/${member}`, 'date-malformed', { value }));
  }
  if (faults.length > 0 || (entry.id !== undefined && !isEditionId(entry.id))) return faults;

  const knownOn = knownOnOf(entry, today);
  if (knownOn > today) faults.push(fault('/knownOn', 'known-after-today', { knownOn, today }));
  if (knownOn < base.knownOn) {
    faults.push(fault('/knownOn', 'known-before-newest', { knownOn, edition: base.id, min: base.knownOn }));
  }
  const { effectiveOn } = entry;
  if (effectiveOn !== undefined && effectiveOn < knownOn)
    faults.push(fault('/effectiveOn', 'effective-before-known', { effectiveOn, knownOn }));
  return faults;
}

function coverageFaults(entry: Entry, base: Edition): readonly AmendmentFault[] {
  const { officialUntil, officialUntilAt: pointer } = entry;
  const { coverage } = base;
  const faults: AmendmentFault[] = [];
  if (
    (entry.firstDay ?? coverage.firstDay) > coverage.firstDay ||
    (entry.lastDay ?? coverage.lastDay) < coverage.lastDay
  ) {
    faults.push(fault('/coverage', 'coverage-shrinks', { from: coverage.firstDay, to: coverage.lastDay }));
  }
  if (officialUntil === undefined) return faults;
  if (readPlainDate(officialUntil) === null) {
    return [...faults, fault(pointer, 'date-malformed', { value: officialUntil })];
  }
  if (officialUntil < coverage.officialUntil)
    faults.push(fault(pointer, 'official-until-goes-back', { officialUntil, min: coverage.officialUntil }));
  const span = { from: coverage.firstDay, until: entry.lastDay ?? coverage.lastDay };
  if (officialUntil > span.until)
    faults.push(fault(pointer, 'date-outside-calendar', { value: officialUntil, ...span }));
  return faults;
}

/** What each day says against the newest edition, and against the others. */
function dayFaults({ days, daysAt, lastDay }: Entry, base: Edition): readonly AmendmentFault[] {
  const { coverage } = base;
  const said = new Map<string, boolean>();
  return days.flatMap((day, index): readonly AmendmentFault[] => {
    const { date: value, working } = day;
    const pointer = `${daysAt}/${String(index)}`;
    const date = readPlainDate(value);
    if (date === null) return [fault(`${pointer}/date`, 'date-malformed', { value })];
    const before = said.get(date);
    said.set(date, before ?? working);
    if (before !== undefined)
      return [fault(pointer, before === working ? 'day-repeated' : 'day-contradicts-itself', { date })];
    const span = { from: coverage.firstDay, until: lastDay ?? coverage.lastDay };
    if (date < span.from || date > span.until)
      return [fault(`${pointer}/date`, 'date-outside-calendar', { value: date, ...span })];
    // Days that a record adds to the coverage were nothing before.
    if (date > coverage.lastDay) return [];
    const known = dayIn(base, date);
    if (known.working !== working || ('kind' in day && day.kind !== known.kind)) return [];
    return [fault(pointer, working ? 'day-already-working' : 'day-already-off', { date })];
  });
}

function spanFaults(
  { days, daysAt, officialUntil }: Entry,
  base: Edition,
  today: PlainDate,
): readonly AmendmentFault[] {
  const publishes = officialUntil !== undefined && officialUntil > base.coverage.officialUntil;
  if (days.length === 0) return publishes ? [] : [fault(daysAt, 'amendment-changes-nothing', {})];
  const dates = days.map(({ date }) => readPlainDate(date));
  // A date that cannot be read is a fault of its own.
  if (dates.some((date) => date === null || date >= today)) return [];
  return [fault(daysAt, 'amendment-wholly-past', { today })];
}
