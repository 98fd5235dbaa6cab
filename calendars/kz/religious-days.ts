import type { LocalizedText } from '../edition.ts';
import { parsePlainDate, type PlainDate } from '../plain-date.ts';

export const orthodoxChristmas = {
  day: '01-07',
  name: { kk: 'Православиелік Рождество', ru: 'Православное Рождество', en: 'Orthodox Christmas' },
} as const;

export const kurbanAitName: LocalizedText = {
  kk: 'Құрбан айттың бірінші күні',
  ru: 'Первый день Курбан айта',
  en: 'First day of Kurban Ait',
};

/**
 * The first day of Kurban Ait as set by the Spiritual Administration of Muslims. A later row for the same year
 * replaces an earlier one from `knownOn` on; without `knownOn` the date was expected all along.
 */
export interface KurbanAit {
  readonly firstDay: PlainDate;
  readonly knownOn?: PlainDate;
  readonly estimated?: true;
  readonly source: string;
}

export const kurbanAits: readonly KurbanAit[] = [
  {
    firstDay: parsePlainDate('2016-09-12'),
    source:
      'https://kapital.kz/gosudarstvo/52183/kazakhstantsev-zhdut-tri-vykhodnykh-k-prazdniku-kurban-ayt.html',
  },
  {
    firstDay: parsePlainDate('2017-09-01'),
    source: 'https://www.kazpravda.kz/en/news/society/constitution-day-and-kurban-ait-are-days-off',
  },
  {
    firstDay: parsePlainDate('2018-08-21'),
    source: 'https://mgorod.kz/news/kazaxstancy-v-avguste-otdoxnut-10-dnej',
  },
  { firstDay: parsePlainDate('2019-08-11'), source: 'https://www.enbek.gov.kz/en/node/363012' },
  {
    firstDay: parsePlainDate('2020-07-31'),
    source: 'https://inastana.kz/amp/news/2804843/kazahstancy-otdohnut-10-dnej-v-iule',
  },
  {
    firstDay: parsePlainDate('2021-07-20'),
    source: 'https://nur.kz/society/1888162-skolko-dnej-kazahstancy-otdohnut-v-2021-godu',
  },
  {
    firstDay: parsePlainDate('2022-07-09'),
    source: 'https://semeyainasy.media/2022/06/10/skolko-dnej-kazahstanczy-otdohnut-v-iyule-2022-goda',
  },
  {
    firstDay: parsePlainDate('2023-06-28'),
    source: 'https://zakon.kz/amp/sobytiia/6395425-kazakhstantsy-otdokhnut-4-dnya-na-den-stolitsy.html',
  },
  // The calendar published for 2024 had Monday 17 June off.
  { firstDay: parsePlainDate('2024-06-17'), source: 'https://help.inbuh.kz/6801/' },
  {
    firstDay: parsePlainDate('2024-06-16'),
    knownOn: parsePlainDate('2024-06-07'),
    source:
      'https://tengrinews.kz/kazakhstan_news/kazahstantsam-obyyasnili-otmenu-vyihodnogo-na-kurban-ayt-537697',
  },
  {
    firstDay: parsePlainDate('2025-06-06'),
    source:
      'https://www.caravan.kz/amp/news/v-ijune-2025-goda-kazahstancev-ozhidaet-dopolnitelnyj-vyhodnoj-den',
  },
  {
    firstDay: parsePlainDate('2026-05-27'),
    source: 'https://kazpravda.kz/n/dumk-obyavilo-daty-musulmanskih-prazdnikov-na-2026-god/',
  },
  // Astronomical; if the moon makes it 17 May, that Monday is off.
  {
    firstDay: parsePlainDate('2027-05-16'),
    estimated: true,
    source: 'https://github.com/vacanza/holidays/blob/dev/holidays/countries/kazakhstan.py',
  },
];
