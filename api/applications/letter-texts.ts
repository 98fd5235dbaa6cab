import { appc, rules219, type Citation } from '../../regulation/citation.ts';
import type { RegulationEdition } from '../../regulation/edition.ts';
import type { Text } from '../../regulation/text.ts';
import type { HearingPlan } from '../../workflows/application/commands.ts';
import type { events } from '../../workflows/application/events.ts';

/** What an applicant is written about: events that tell by a letter, and the notice of a preliminary refusal. */
export type LetterKind =
  | {
      [E in keyof typeof events]: (typeof events)[E]['letter'] extends true ? E : never;
    }[keyof typeof events]
  | 'preliminary-refusal';

interface LetterWords {
  /** The application's number is its only place: titles are shown where others may look. */
  readonly title: Text;
  readonly text: Text;
  readonly law: (regulation: RegulationEdition) => Citation;
}

const withdrawal = [appc(64, 9), appc(70, 1, 4)];

/** What each letter says. Its places are filled from the data of the letter, by `letterIn`, and from nothing else. */
export const letterWords = {
  registered: {
    title: {
      kk: '№ {number} өтініш тіркелді',
      ru: 'Заявление № {number} зарегистрировано',
      en: 'Application {number} is registered',
    },
    text: {
      kk: '№ {number} өтінішіңіз {on} күні тіркелді. Мемлекеттік қызмет көрсету нәтижесі {due} күнінен кешіктірілмей беріледі.',
      ru: 'Ваше заявление № {number} зарегистрировано {on}. Результат оказания государственной услуги будет выдан не позднее {due}.',
      en: 'Your application {number} was registered on {on}. The result of the public service is due on {due} at the latest.',
    },
    law: ({ terms }) => terms.registration.law,
  },
  'preliminary-refusal': {
    title: {
      kk: '№ {number} өтініш: бас тарту туралы алдын ала шешім және тыңдау',
      ru: 'Заявление № {number}: предварительное решение об отказе и заслушивание',
      en: 'Application {number}: preliminary refusal and hearing',
    },
    text: {
      kk: '№ {number} өтініш бойынша бас тарту туралы алдын ала шешім қабылданды. Негіздері: {grounds}. Тыңдау уақыты: {hearing} (Астана уақыты), өткізу тәсілі: {way}. Осы хабарламаны алғаннан кейін {days} жұмыс күні ішінде қарсылық білдіруге немесе ауызша тыңдауды сұрауға болады.',
      ru: 'По заявлению № {number} принято предварительное решение об отказе. Основания: {grounds}. Время заслушивания: {hearing} (время Астаны), способ проведения: {way}. В течение {days} рабочих дней после получения этого уведомления можно возразить или попросить об устном заслушивании.',
      en: 'A preliminary decision to refuse was taken on application {number}. Grounds: {grounds}. Time of the hearing: {hearing} (Astana), held {way}. Within {days} working days after receipt of this notice you can object or ask for an oral hearing.',
    },
    law: ({ terms }) => terms['preliminary-refusal-notice'].law,
  },
  'void-notice-posted': {
    title: {
      kk: '№ {number} өтініш: хабарламаның күші жоқ',
      ru: 'Заявление № {number}: уведомление не имеет силы',
      en: 'Application {number}: a notice has no effect',
    },
    text: {
      kk: '№ {number} өтініш бойынша жіберілген бас тарту туралы алдын ала шешім жөніндегі хабарламаның күші жоқ: ол кері қайтарып алынды. Ол бойынша тыңдау өткізілмейді.',
      ru: 'Уведомление о предварительном решении об отказе, направленное по заявлению № {number}, не имеет силы: оно отозвано. Заслушивание по нему не проводится.',
      en: 'The notice of a preliminary refusal that was posted on application {number} has no effect: it was recalled. No hearing is held on it.',
    },
    law: ({ terms }) => terms['preliminary-refusal-notice'].law,
  },
  withdrawn: {
    title: {
      kk: '№ {number} өтініш кері қайтарып алынды',
      ru: 'Заявление № {number} отозвано',
      en: 'Application {number} is withdrawn',
    },
    text: {
      kk: '№ {number} өтінішті кері қайтарып алғаныңыз тіркелді. Рәсім мәні бойынша шешім қабылданбай тоқтатылады; бұл туралы бөлек хат жіберіледі.',
      ru: 'Отзыв заявления № {number} принят. Процедура прекращается без решения по существу; об этом будет отдельное письмо.',
      en: 'Your withdrawal of application {number} is recorded. The procedure is terminated without a decision on the merits; another letter will say so.',
    },
    law: () => withdrawal,
  },
  issued: {
    title: {
      kk: '№ {number} өтініш: құжат берілді',
      ru: 'Заявление № {number}: документ выдан',
      en: 'Application {number}: the document is issued',
    },
    text: {
      kk: '№ {number} өтініш бойынша тауарларды қайта өңдеу шарттары туралы құжат берілді. Ол өтініштің құжаттары арасында сақталған.',
      ru: 'По заявлению № {number} выдан документ об условиях переработки товаров. Он находится среди документов заявления.',
      en: 'The document on the conditions of processing of goods is issued on application {number}. It is among the documents of the application.',
    },
    law: ({ terms }) => terms.result.law,
  },
  refused: {
    title: {
      kk: '№ {number} өтініш: қызмет көрсетуден бас тартылды',
      ru: 'Заявление № {number}: в услуге отказано',
      en: 'Application {number}: the service is refused',
    },
    text: {
      kk: '№ {number} өтініш бойынша мемлекеттік қызмет көрсетуден бас тартылды. Негіздері: {grounds}. Дәлелді жауап өтініштің құжаттары арасында сақталған. {appeal}',
      ru: 'По заявлению № {number} отказано в оказании государственной услуги. Основания: {grounds}. Мотивированный ответ находится среди документов заявления. {appeal}',
      en: 'The public service is refused on application {number}. Grounds: {grounds}. The reasoned reply is among the documents of the application. {appeal}',
    },
    law: ({ appeal }) => appeal.law,
  },
  terminated: {
    title: {
      kk: '№ {number} өтініш: рәсім тоқтатылды',
      ru: 'Заявление № {number}: процедура прекращена',
      en: 'Application {number}: the procedure is terminated',
    },
    text: {
      kk: '№ {number} өтініш кері қайтарып алынғандықтан, ол бойынша рәсім тоқтатылды. Мәні бойынша шешім қабылданған жоқ.',
      ru: 'Процедура по заявлению № {number} прекращена в связи с его отзывом. Решение по существу не принималось.',
      en: 'The procedure on application {number} is terminated, since it was withdrawn. No decision was taken on the merits.',
    },
    law: () => withdrawal,
  },
  'deadlines-moved': {
    title: {
      kk: '№ {number} өтініш: мерзімдер ауысты',
      ru: 'Заявление № {number}: сроки изменились',
      en: 'Application {number}: terms have moved',
    },
    text: {
      kk: '№ {number} өтініш бойынша мерзімдер ауысты. Жаңа күндер: {terms}.',
      ru: 'Сроки по заявлению № {number} изменились. Новые даты: {terms}.',
      en: 'Terms of application {number} have moved. The new days: {terms}.',
    },
    law: () => [rules219({ clause: 7 }), appc(76, 2)],
  },
  overdue: {
    title: {
      kk: '№ {number} өтініш: қызмет көрсету мерзімі өтті',
      ru: 'Заявление № {number}: срок услуги истёк',
      en: 'Application {number}: the term of the service is over',
    },
    text: {
      kk: '№ {number} өтініш бойынша мемлекеттік қызмет көрсету мерзімі {due} күні өтті, нәтиже әлі жоқ. Қарау жалғасуда.',
      ru: 'Срок оказания государственной услуги по заявлению № {number} истёк {due}, результата ещё нет. Рассмотрение продолжается.',
      en: 'The term of the public service on application {number} ended on {due} without a result. The review goes on.',
    },
    law: ({ terms }) => terms.result.law,
  },
  'deemed-refused': {
    title: {
      kk: '№ {number} өтініш: қызмет көрсетуден бас тартылған болып есептеледі',
      ru: 'Заявление № {number}: считается, что в услуге отказано',
      en: 'Application {number}: the service is deemed refused',
    },
    text: {
      kk: '№ {number} өтініш бойынша мерзім {due} күні нәтижесіз өтті: мемлекеттік қызмет көрсетуден бас тартылған болып есептеледі және бұған шағым жасауға болады. {appeal}',
      ru: 'Срок по заявлению № {number} истёк {due} без результата: считается, что в государственной услуге отказано, и это можно обжаловать. {appeal}',
      en: 'The term on application {number} ended on {due} without a result: the public service is deemed refused, and an appeal is possible. {appeal}',
    },
    law: () => appc(91, 2),
  },
} as const satisfies Record<LetterKind, LetterWords>;

/** Said at the end of a letter whose result came after its term. */
export const lateResult: Text = {
  kk: 'Нәтиже мерзімі өткеннен кейін берілді.',
  ru: 'Результат выдан после истечения срока.',
  en: 'The result came after its term.',
};

/** How a hearing is held. */
export const hearingWays = {
  written: { kk: 'жазбаша', ru: 'письменно', en: 'in writing' },
  'in-person': { kk: 'жеке қатысу арқылы', ru: 'с личным участием', en: 'in person' },
  video: { kk: 'бейнебайланыс арқылы', ru: 'по видеосвязи', en: 'by video' },
} as const satisfies Record<HearingPlan['way'], Text>;
