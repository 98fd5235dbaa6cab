import { CalendarError } from '../calendar-error.ts';
import { parseEditionId } from '../calendar.ts';
import {
  firstEdition,
  nextEdition,
  type Act,
  type DayRuling,
  type Edition,
  type EditionRecord,
} from '../edition.ts';
import { parsePlainDate, weekdayOf, type PlainDate } from '../plain-date.ts';
import { deriveRulings } from './derive.ts';
import { moments, type Moment } from './moments.ts';
import { kzWeek } from './reasons.ts';

const firstYear = 2016;
const lastYear = 2027;

/** The editions shipped with the code, oldest first. Later ones are entered at run time and follow by `nextEdition`. */
export const kzEditions: readonly Edition[] = openMoments();

function openMoments(): readonly Edition[] {
  const editions: Edition[] = [];
  for (const moment of moments) {
    const previous = editions.at(-1);
    const record = recordOf(moment, previous);
    editions.push(previous === undefined ? firstEdition(record, kzWeek) : nextEdition(previous, record));
  }
  return editions;
}

function recordOf(
  { knownOn: day, knownOnIs = 'exact', effectiveOn, officialYear, act }: Moment,
  previous?: Edition,
): EditionRecord {
  const knownOn = parsePlainDate(day);
  return {
    id: parseEditionId(`kz-${knownOn}`),
    act,
    knownOn,
    knownOnIs,
    effectiveOn: parsePlainDate(effectiveOn),
    coverage: {
      firstDay: parsePlainDate(`${firstYear}-01-01`),
      lastDay: parsePlainDate(`${lastYear}-12-31`),
      officialUntil: parsePlainDate(`${officialYear}-12-31`),
    },
    changes: changesSince(previous, deriveRulings(knownOn, firstYear, lastYear), act),
  };
}

function changesSince(
  previous: Edition | undefined,
  derived: ReadonlyMap<PlainDate, DayRuling>,
  act: Act,
): readonly DayRuling[] {
  const known = previous?.rulings ?? new Map<PlainDate, DayRuling>();
  const changed = [...derived.values()].filter((ruling) => !isSame(ruling, known.get(ruling.date)));
  const ended = [...known.values()]
    .filter(({ date }) => !derived.has(date))
    .map(({ date }) => ordinaryAgain(date, act))
    .filter((ruling) => !isSame(ruling, known.get(ruling.date)));
  return [...changed, ...ended].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** A day given back to work is worked because of the act that did so; a weekend is one by the Labour Code as ever. */
function ordinaryAgain(date: PlainDate, act: Act): DayRuling {
  const ordinary = kzWeek[weekdayOf(date)];
  return { date, ...ordinary, act: ordinary.working ? act : ordinary.act };
}

function isSame(a: DayRuling, b: DayRuling | undefined): boolean {
  return (
    b !== undefined &&
    a.kind === b.kind &&
    a.reason.en === b.reason.en &&
    (a.kind === 'working-day' || a.act === b.act)
  );
}

/**
 * The last of `editions`, by default of those shipped with the code.
 *
 * @example newestEdition().id // 'kz-2026-03-18'
 */
export function newestEdition(editions: readonly Edition[] = kzEditions): Edition {
  const newest = editions.at(-1);
  if (newest === undefined)
    throw new CalendarError('calendar-edition-unknown', 'newestEdition: there are no editions');
  return newest;
}

/**
 * The edition with this id. Throws `calendar-edition-unknown`.
 *
 * @example editionById('kz-2024-06-07').knownOn // '2024-06-07'
 */
export function editionById(id: string, editions: readonly Edition[] = kzEditions): Edition {
  const found = editions.find((edition) => edition.id === id);
  if (found === undefined) {
    const ids = editions.map((edition) => edition.id).join(', ');
    throw new CalendarError(
      'calendar-edition-unknown',
      `editionById: there is no edition '${id}'; known: ${ids}`,
    );
  }
  return found;
}

/**
 * The calendar as anybody could know it on `day`: the last edition known on or before it.
 * Throws `calendar-edition-unknown` before the first edition.
 *
 * @example editionKnownOn(parsePlainDate('2024-06-06')).id // 'kz-2024-04-17', in which 2024-06-17 is still off
 */
export function editionKnownOn(day: PlainDate, editions: readonly Edition[] = kzEditions): Edition {
  const found = editions.findLast(({ knownOn }) => knownOn <= day);
  if (found === undefined) {
    throw new CalendarError(
      'calendar-edition-unknown',
      `editionKnownOn: no edition was known on ${day}; the first is ${editions[0]?.id}`,
    );
  }
  return found;
}
