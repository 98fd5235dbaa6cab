import type { LocalizedText, OrdinaryWeek, Ruling } from '../edition.ts';
import { dotted, type PlainDate } from '../plain-date.ts';
import { labourCode84 } from './acts.ts';

const workingDay: Ruling = {
  working: true,
  kind: 'working-day',
  reason: { kk: 'Жұмыс күні', ru: 'Рабочий день', en: 'Working day' },
  act: labourCode84,
};

const saturday: Ruling = {
  working: false,
  kind: 'weekend',
  reason: { kk: 'Демалыс күні: сенбі', ru: 'Выходной день: суббота', en: 'Weekend: Saturday' },
  act: labourCode84,
};

const sunday: Ruling = {
  ...saturday,
  reason: { kk: 'Демалыс күні: жексенбі', ru: 'Выходной день: воскресенье', en: 'Weekend: Sunday' },
};

/** The five-day week; 2026-11-22: state bodies work it, 9:00 to 18:30. */
export const kzWeek: OrdinaryWeek = {
  1: workingDay,
  2: workingDay,
  3: workingDay,
  4: workingDay,
  5: workingDay,
  6: saturday,
  7: sunday,
};

/**
 * Why the day after a holiday on a rest day is off.
 *
 * @example observedReason(victoryDay, parsePlainDate('2026-05-09')).en // 'Day off for Victory Day, which fell on a rest day (2026-05-09)'
 */
export function observedReason(holiday: LocalizedText, on: PlainDate): LocalizedText {
  return {
    kk: `Демалыс күніне (${dotted(on)}) тура келген мереке үшін демалыс: ${holiday.kk}`,
    ru: `Выходной за праздник, совпавший с выходным днём (${dotted(on)}): ${holiday.ru}`,
    en: `Day off for ${holiday.en}, which fell on a rest day (${on})`,
  };
}

/**
 * Why a day is off in exchange for a worked rest day.
 *
 * @example movedRestReason(parsePlainDate('2024-05-04')).en // 'Rest day moved from 2024-05-04'
 */
export function movedRestReason(from: PlainDate): LocalizedText {
  return {
    kk: `Демалыс күні ${dotted(from)} күнінен ауыстырылған`,
    ru: `День отдыха перенесён с ${dotted(from)}`,
    en: `Rest day moved from ${from}`,
  };
}

/**
 * Why a rest day is worked.
 *
 * @example workedRestReason(parsePlainDate('2024-05-08')).en // 'Worked: its rest day was moved to 2024-05-08'
 */
export function workedRestReason(to: PlainDate): LocalizedText {
  return {
    kk: `Жұмыс күні: демалыс күні ${dotted(to)} күніне ауыстырылған`,
    ru: `Рабочий день: день отдыха перенесён на ${dotted(to)}`,
    en: `Worked: its rest day was moved to ${to}`,
  };
}

/**
 * Marks a day whose date is only estimated.
 *
 * @example estimated({ kk: 'Айт', ru: 'Айт', en: 'Ait' }).en // 'Ait (estimated date)'
 */
export function estimated({ kk, ru, en }: LocalizedText): LocalizedText {
  return { kk: `${kk} (болжамды күн)`, ru: `${ru} (предполагаемая дата)`, en: `${en} (estimated date)` };
}
