import type { DayRuling, LocalizedText } from '../edition.ts';
import { addDays, parsePlainDate, weekdayOf, type PlainDate } from '../plain-date.ts';
import { holidaysLaw5, labourCode84Religious } from './acts.ts';
import { fixedHolidays, type FixedHoliday } from './holidays.ts';
import { estimated, movedRestReason, observedReason, workedRestReason } from './reasons.ts';
import { kurbanAitName, kurbanAits, orthodoxChristmas } from './religious-days.ts';
import { transfers } from './transfers.ts';

/**
 * Every day from `firstYear` to `lastYear` that is not just a day of the week, derived from the rules as one could
 * know them on `knownOn`: holidays and religious days, then the shifts of Law 267-II art. 5, then transfers, which
 * beat them all (Labour Code art. 85(3)).
 *
 * @example deriveRulings(parsePlainDate('2024-06-06'), 2024, 2024).get(parsePlainDate('2024-06-17'))?.kind // 'religious-day'
 */
export function deriveRulings(
  knownOn: PlainDate,
  firstYear: number,
  lastYear: number,
): ReadonlyMap<PlainDate, DayRuling> {
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
  const rulings = new Map<PlainDate, DayRuling>();

  for (const [date, reason] of religiousDays(years, knownOn)) {
    rulings.set(date, { date, working: false, kind: 'religious-day', reason, act: labourCode84Religious });
  }
  const holidays = years.flatMap((year) => holidaysOf(year, knownOn)).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [date, reason] of holidays) {
    rulings.set(date, { date, working: false, kind: 'holiday', reason, act: holidaysLaw5 });
  }
  for (const [holiday, name] of holidays) {
    if (!isWeekend(holiday)) continue;
    const date = nextFreeDay(holiday, rulings);
    const reason = observedReason(name, holiday);
    rulings.set(date, { date, working: false, kind: 'observed-holiday', reason, act: holidaysLaw5 });
  }
  for (const { worked, off, act, knownOn: transferKnownOn } of transfers) {
    if (transferKnownOn > knownOn) continue;
    rulings.set(worked, {
      date: worked,
      working: true,
      kind: 'worked-rest-day',
      reason: workedRestReason(off),
      act,
    });
    rulings.set(off, {
      date: off,
      working: false,
      kind: 'moved-rest-day',
      reason: movedRestReason(worked),
      act,
    });
  }
  return rulings;
}

/** Art. 5 gives the next *working* day off: neither a weekend nor a day already taken by another holiday or shift. */
function nextFreeDay(holiday: PlainDate, taken: ReadonlyMap<PlainDate, DayRuling>): PlainDate {
  let date = addDays(holiday, 1);
  while (isWeekend(date) || taken.has(date)) date = addDays(date, 1);
  return date;
}

function holidaysOf(year: number, knownOn: PlainDate): readonly (readonly [PlainDate, LocalizedText])[] {
  return fixedHolidays.flatMap((holiday) =>
    holiday.days
      .map((day) => parsePlainDate(`${year}-${day}`))
      .filter((date) => isInForce(holiday, date, knownOn))
      .map((date) => [date, holiday.name] as const),
  );
}

function isInForce({ since, until }: FixedHoliday, date: PlainDate, knownOn: PlainDate): boolean {
  if (since !== undefined && (date < since.on || knownOn < since.knownOn)) return false;
  return until === undefined || date <= until.on || knownOn < until.knownOn;
}

function religiousDays(years: readonly number[], knownOn: PlainDate): ReadonlyMap<PlainDate, LocalizedText> {
  const kurbanAitOf = new Map<number, readonly [PlainDate, LocalizedText]>();
  for (const row of kurbanAits) {
    if (row.knownOn !== undefined && row.knownOn > knownOn) continue;
    const name = row.estimated === true ? estimated(kurbanAitName) : kurbanAitName;
    kurbanAitOf.set(Number(row.firstDay.slice(0, 4)), [row.firstDay, name]);
  }
  return new Map(
    years.flatMap((year) => {
      const christmas = [parsePlainDate(`${year}-${orthodoxChristmas.day}`), orthodoxChristmas.name] as const;
      const kurbanAit = kurbanAitOf.get(year);
      return kurbanAit === undefined ? [christmas] : [christmas, kurbanAit];
    }),
  );
}

function isWeekend(date: PlainDate): boolean {
  return weekdayOf(date) >= 6;
}
