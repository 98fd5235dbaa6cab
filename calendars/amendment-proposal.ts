import { parseEditionId, type EditionId } from './calendar.ts';
import { type Act, type DayRuling, type Edition, type EditionRecord, type LocalizedText } from './edition.ts';
import { newestEdition } from './kz/editions.ts';
import { movedRestReason, workedRestReason } from './kz/reasons.ts';
import { parsePlainDate, weekdayOf, type PlainDate } from './plain-date.ts';

/** A text in all three languages, or one text for all. */
export type ProposedText = LocalizedText | string;

/** A day that the act changes. */
export interface ProposedDay {
  readonly date: string;
  readonly working: boolean;
  readonly reason?: ProposedText;
}

/**
 * A change of the calendar as an editor enters it. `knownOn`: the day one could know of the act; today unless given.
 * `effectiveOn`: the first day it governs; the first changed day unless given. `officialUntil`: given when the act
 * publishes a year. `id`: `kz-<knownOn>` unless given, with `-2`, `-3` when taken.
 */
export interface AmendmentProposal {
  readonly id?: string;
  readonly act: {
    readonly name?: ProposedText;
    readonly number?: string;
    readonly date?: string;
    readonly link?: string;
  };
  readonly knownOn?: string;
  readonly effectiveOn?: string;
  readonly officialUntil?: string;
  readonly days: readonly ProposedDay[];
}

/**
 * The edition that `proposal` makes of the newest of `editions`. Call it with a proposal that `checkAmendment` found
 * without faults. `taken`: ids of other proposals.
 *
 * The kind of a day follows from what it was: a weekend that is worked is a `worked-rest-day`, a weekday given back to
 * work a `working-day`, a worked weekend that is off again a `weekend`. A weekday off is a `moved-rest-day` when the
 * proposal has as many worked weekends as weekdays off (a transfer, Labour Code art. 85(3)), else a `holiday`.
 *
 * @example proposalToRecord(saturdayForMonday, await shelf.editions(), parsePlainDate('2026-11-23')).id // 'kz-2026-11-23'
 */
export function proposalToRecord(
  proposal: AmendmentProposal,
  editions: readonly Edition[],
  today: PlainDate,
  taken: readonly string[] = [],
): EditionRecord {
  const base = newestEdition(editions);
  const knownOn = knownOnOf(proposal, today);
  const act = actOf(proposal);
  const days = proposal.days
    .map((day) => ({ ...day, date: parsePlainDate(day.date) }))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const firstDay = days.find(({ date }) => date >= knownOn)?.date ?? knownOn;
  const { officialUntil } = proposal;
  return {
    id: idOf(proposal, knownOn, [...editions.map(({ id }) => String(id)), ...taken]),
    act,
    knownOn,
    knownOnIs: proposal.knownOn === undefined && proposal.id === undefined ? 'at-latest' : 'exact',
    effectiveOn: proposal.effectiveOn === undefined ? firstDay : parsePlainDate(proposal.effectiveOn),
    coverage: {
      ...base.coverage,
      ...(officialUntil === undefined ? {} : { officialUntil: parsePlainDate(officialUntil) }),
    },
    changes: rulingsOf(days, base, act),
  };
}

/** The day the act became known: as given, or as the id says it, or today. */
export function knownOnOf({ knownOn, id }: AmendmentProposal, today: PlainDate): PlainDate {
  if (knownOn !== undefined) return parsePlainDate(knownOn);
  return id === undefined ? today : parsePlainDate(parseEditionId(id).slice(3, 13));
}

function idOf(proposal: AmendmentProposal, knownOn: PlainDate, taken: readonly string[]): EditionId {
  if (proposal.id !== undefined) return parseEditionId(proposal.id);
  let id = `kz-${knownOn}`;
  for (let n = 2; taken.includes(id); n += 1) id = `kz-${knownOn}-${String(n)}`;
  return parseEditionId(id);
}

function actOf({ act: { name = '', number, date, link = '' } }: AmendmentProposal): Act {
  return {
    name: textOf(name),
    ...(number === undefined ? {} : { number }),
    ...(date === undefined ? {} : { date: parsePlainDate(date) }),
    link,
  };
}

function textOf(text: ProposedText): LocalizedText {
  return typeof text === 'string' ? { kk: text, ru: text, en: text } : text;
}

interface ReadDay extends Omit<ProposedDay, 'date'> {
  readonly date: PlainDate;
}

function rulingsOf(days: readonly ReadDay[], base: Edition, act: Act): readonly DayRuling[] {
  const workedRests = days.filter(({ date, working }) => working && isWeekend(date));
  const weekdaysOff = days.filter(({ date, working }) => !working && !isWeekend(date));
  const isTransfer = workedRests.length === weekdaysOff.length;
  // Only a single pair tells which day was moved where.
  const [from, to] =
    workedRests.length === 1 && isTransfer ? [workedRests[0]?.date, weekdaysOff[0]?.date] : [];

  return days.map(({ date, working, reason }) => {
    const ruling = (kind: DayRuling['kind'], usual: LocalizedText): DayRuling => ({
      date,
      working,
      kind,
      reason: reason === undefined ? usual : textOf(reason),
      act,
    });
    const { reason: ordinary } = base.week[weekdayOf(date)];
    if (working) {
      if (!isWeekend(date)) return ruling('working-day', ordinary);
      return ruling('worked-rest-day', to === undefined ? workedReason : workedRestReason(to));
    }
    if (isWeekend(date)) return ruling('weekend', ordinary);
    if (!isTransfer) return ruling('holiday', offReason);
    return ruling('moved-rest-day', from === undefined ? movedReason : movedRestReason(from));
  });
}

const workedReason: LocalizedText = {
  kk: 'Жұмыс күні: демалыс күні ауыстырылған',
  ru: 'Рабочий день: день отдыха перенесён',
  en: 'Worked: its rest day was moved',
};

const movedReason: LocalizedText = {
  kk: 'Ауыстырылған демалыс күні',
  ru: 'Перенесённый день отдыха',
  en: 'Moved rest day',
};

const offReason: LocalizedText = {
  kk: 'Акт бойынша демалыс күні',
  ru: 'Нерабочий день по акту',
  en: 'Day off by the act',
};

function isWeekend(date: PlainDate): boolean {
  return weekdayOf(date) >= 6;
}
