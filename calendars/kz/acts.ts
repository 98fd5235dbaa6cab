import type { Act } from '../edition.ts';
import { parsePlainDate } from '../plain-date.ts';

const adilet = 'https://adilet.zan.kz/rus/docs/';

/** Rest days of the five-day week. */
export const labourCode84: Act = {
  name: {
    kk: 'Қазақстан Республикасының Еңбек кодексі, 84-бап',
    ru: 'Трудовой кодекс Республики Казахстан, статья 84',
    en: 'Labour Code of the Republic of Kazakhstan, article 84',
  },
  number: '414-V',
  date: parsePlainDate('2015-11-23'),
  link: `${adilet}K1500000414`,
};

/** 7 January and the first day of Kurban Ait: days off, but not holidays of Law 267-II, hence never shifted. */
export const labourCode84Religious: Act = {
  ...labourCode84,
  name: {
    kk: 'Қазақстан Республикасының Еңбек кодексі, 84-баптың 5-тармағы',
    ru: 'Трудовой кодекс Республики Казахстан, пункт 5 статьи 84',
    en: 'Labour Code of the Republic of Kazakhstan, article 84(5)',
  },
};

/** Holidays are not worked; one that meets a rest day gives the next working day off. */
export const holidaysLaw5: Act = {
  name: {
    kk: '«Қазақстан Республикасындағы мерекелер туралы» Қазақстан Республикасының Заңы, 5-бап',
    ru: 'Закон Республики Казахстан «О праздниках в Республике Казахстан», статья 5',
    en: 'Law of the Republic of Kazakhstan "On Holidays in the Republic of Kazakhstan", article 5',
  },
  number: '267-II',
  date: parsePlainDate('2001-12-13'),
  link: `${adilet}Z010000267_`,
};

/** Republic Day in, First President Day and 17 December out. Signing was reported on 2022-09-29. */
export const holidaysLawAmendment2022: Act = {
  name: {
    kk: '«Қазақстан Республикасындағы мерекелер туралы» Заңға өзгерістер енгізу туралы Қазақстан Республикасының Заңы',
    ru: 'Закон Республики Казахстан о внесении изменений в Закон «О праздниках в Республике Казахстан»',
    en: 'Law of the Republic of Kazakhstan amending the Law "On Holidays in the Republic of Kazakhstan"',
  },
  number: '143-VII',
  link: `${adilet}Z2200000143`,
};

/** 30 August ceases to be Constitution Day, 15 March is celebrated from 2027. */
export const constitution2026: Act = {
  name: {
    kk: 'Қазақстан Республикасының 2026 жылғы Конституциясы, 94-баптың 2-тармағы; Еңбек министрлігінің түсіндірмесі',
    ru: 'Конституция Республики Казахстан 2026 года, пункт 2 статьи 94; разъяснение Министерства труда',
    en: 'Constitution of the Republic of Kazakhstan of 2026, article 94(2); explained by the Ministry of Labour',
  },
  date: parsePlainDate('2026-03-15'),
  link: 'https://taspanews.kz/novosti-kazakhstana/v-etom-godu-u-kazakhstantsev-ne-budet-odnogo-vykhodnogo-795514517615',
};

/** The first day of Kurban Ait is Sunday 16 June, so that Monday 17 June, published as off, is worked. */
export const kurbanAit2024: Act = {
  name: {
    kk: 'Қазақстан мұсылмандары діни басқармасының Құрбан айт күні туралы хабарландыруы',
    ru: 'Объявление Духовного управления мусульман Казахстана о дате Курбан айта',
    en: 'Announcement of the date of Kurban Ait by the Spiritual Administration of Muslims of Kazakhstan',
  },
  date: parsePlainDate('2024-06-07'),
  link: 'https://tengrinews.kz/kazakhstan_news/kazahstantsam-obyyasnili-otmenu-vyihodnogo-na-kurban-ayt-537697',
};

/**
 * A decree that moves rest days (Labour Code art. 85(3), a power of the Government until 2023). `issued` is its date,
 * or only its year where no readable source gives the day.
 *
 * @example governmentDecree('67', '2016', { adiletId: 'P1600000067' }).number // '67'
 */
export function governmentDecree(
  number: string,
  issued: string,
  source: { readonly adiletId: string } | { readonly link: string },
): Act {
  const link = 'link' in source ? source.link : adilet + source.adiletId;
  const name = {
    kk: 'Қазақстан Республикасы Үкіметінің қаулысы',
    ru: 'Постановление Правительства Республики Казахстан',
    en: 'Decree of the Government of the Republic of Kazakhstan',
  };
  if (issued.length > 4) return { name, number, date: parsePlainDate(issued), link };
  const withYear = {
    kk: `${name.kk} (${issued} жыл)`,
    ru: `${name.ru} (${issued} год)`,
    en: `${name.en} (${issued})`,
  };
  return { name: withYear, number, link };
}

/**
 * An order that moves rest days (Labour Code art. 85(3), a power of the Minister of Labour from 2024 on).
 *
 * @example ministerOrder('436', '2024-11-21', 'G24G0000436').date // '2024-11-21'
 */
export function ministerOrder(number: string, date: string, adiletId: string): Act {
  return {
    name: {
      kk: 'Қазақстан Республикасы Еңбек және халықты әлеуметтік қорғау министрінің бұйрығы',
      ru: 'Приказ Министра труда и социальной защиты населения Республики Казахстан',
      en: 'Order of the Minister of Labour and Social Protection of the Republic of Kazakhstan',
    },
    number,
    date: parsePlainDate(date),
    link: adilet + adiletId,
  };
}

/**
 * The yearly publication that makes a year official without changing a day.
 *
 * @example productionCalendar(2026, 'https://prg.kz/m/amp/document/33673598').name.en // 'Production calendar for 2026'
 */
export function productionCalendar(year: number, link: string): Act {
  return {
    name: {
      kk: `${year} жылға арналған өндірістік күнтізбе`,
      ru: `Производственный календарь на ${year} год`,
      en: `Production calendar for ${year}`,
    },
    link,
  };
}
