import type { LocalizedText } from '../edition.ts';
import { parsePlainDate, type PlainDate } from '../plain-date.ts';

/** A change of the law: from `on` it governs (for `until`: the last day it does), from `knownOn` one could know it. */
interface Turn {
  readonly on: PlainDate;
  readonly knownOn: PlainDate;
}

/** A holiday of Law 267-II on the same days (`MM-DD`) every year; without `since` and `until` it holds throughout. */
export interface FixedHoliday {
  readonly name: LocalizedText;
  readonly days: readonly string[];
  readonly since?: Turn;
  readonly until?: Turn;
}

const constitutionDay = {
  kk: 'Қазақстан Республикасының Конституциясы күні',
  ru: 'День Конституции Республики Казахстан',
  en: 'Constitution Day',
};

const independenceDay = { kk: 'Тәуелсіздік күні', ru: 'День Независимости', en: 'Independence Day' };

/** The law signed in September 2022 (No. 143-VII) took two days away from that very year. */
const until2021: Turn = turn('2021-12-31', '2022-09-29');

/** The holidays in force at some time from 2016 on. */
export const fixedHolidays: readonly FixedHoliday[] = [
  { name: { kk: 'Жаңа жыл', ru: 'Новый год', en: 'New Year' }, days: ['01-01', '01-02'] },
  {
    name: {
      kk: 'Халықаралық әйелдер күні',
      ru: 'Международный женский день',
      en: "International Women's Day",
    },
    days: ['03-08'],
  },
  { name: constitutionDay, days: ['03-15'], since: turn('2027-01-01', '2026-03-18') },
  {
    name: { kk: 'Наурыз мейрамы', ru: 'Наурыз мейрамы', en: 'Nauryz meiramy' },
    days: ['03-21', '03-22', '03-23'],
  },
  {
    name: {
      kk: 'Қазақстан халқының бірлігі мерекесі',
      ru: 'Праздник единства народа Казахстана',
      en: 'Day of Unity of the People of Kazakhstan',
    },
    days: ['05-01'],
  },
  {
    name: { kk: 'Отан қорғаушы күні', ru: 'День защитника Отечества', en: 'Defender of the Fatherland Day' },
    days: ['05-07'],
  },
  { name: { kk: 'Жеңіс күні', ru: 'День Победы', en: 'Victory Day' }, days: ['05-09'] },
  { name: { kk: 'Астана күні', ru: 'День столицы', en: 'Capital Day' }, days: ['07-06'] },
  { name: constitutionDay, days: ['08-30'], until: turn('2025-12-31', '2026-03-18') },
  {
    name: { kk: 'Республика күні', ru: 'День Республики', en: 'Republic Day' },
    days: ['10-25'],
    since: turn('2022-01-01', '2022-09-29'),
  },
  {
    name: {
      kk: 'Қазақстан Республикасының Тұңғыш Президенті күні',
      ru: 'День Первого Президента Республики Казахстан',
      en: 'First President Day',
    },
    days: ['12-01'],
    until: until2021,
  },
  { name: independenceDay, days: ['12-16'] },
  { name: independenceDay, days: ['12-17'], until: until2021 },
];

function turn(on: string, knownOn: string): Turn {
  return { on: parsePlainDate(on), knownOn: parsePlainDate(knownOn) };
}
