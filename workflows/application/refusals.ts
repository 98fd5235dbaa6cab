import { appc, customsCode, law71, rules219 } from '../../regulation/citation.ts';
import type { Stage } from '../../regulation/statuses.ts';
import type * as core from '../case/refusals.ts';
import type { CommandName } from './commands.ts';
import { personRefusals } from './person-refusals.ts';

/**
 * What a command on an application is refused for: one row for each code. The text is what an officer or a portal is told;
 * its places are the parameters that a reason with this code must have. Instants in places are shown in Astana's time.
 */
export const refusals = {
  ...personRefusals,
  'application-closed': {
    group: 'stage',
    law: null,
    text: {
      kk: 'Өтініш бойынша рәсім аяқталған',
      ru: 'Процедура по заявлению завершена',
      en: 'The procedure on this application is over',
    },
  },
  'withdrawn-only-termination': {
    group: 'stage',
    law: [appc(64, 9), appc(70, 1, 4)],
    text: {
      kk: 'Өтініш кері қайтарылған: рәсімді тоқтату туралы акт қана мүмкін',
      ru: 'Заявление отозвано: возможен только акт о прекращении процедуры',
      en: 'The application was withdrawn: only the termination act is possible',
    },
  },
  'wrong-stage': {
    group: 'stage',
    law: null,
    text: {
      kk: 'Өтініштің қазіргі сатысында бұл әрекет мүмкін емес. Қажетті саты: {needed}. Оған апаратын әрекет: {leads}',
      ru: 'На текущей стадии заявления это действие невозможно. Нужная стадия: {needed}. К ней ведёт: {leads}',
      en: 'This is not possible at the present stage of the application. Stage needed: {needed}. What leads there: {leads}',
    },
  },
  'stale-version': {
    group: 'stale',
    law: null,
    text: {
      kk: 'Сіз өтініштің {expected}-нұсқасын көрдіңіз, қазіргісі — {current}; оны қайта оқыңыз',
      ru: 'Вы видели версию {expected} заявления, текущая — {current}; прочитайте его снова',
      en: 'You looked at version {expected} of the application, the present one is {current}; read it again',
    },
  },
  'hearing-outside-window': {
    group: 'content',
    law: [rules219({ clause: 7 }), appc(73, 3)],
    text: {
      kk: 'Тыңдау алдағы жұмыс күнінің жұмыс уақытына, хабарламадан кейін 2 жұмыс күнінен кешіктірмей белгіленеді; ұсынылғаны: {hearingAt}; соңғы күні: {lastOn}',
      ru: 'Заслушивание назначается на рабочее время предстоящего рабочего дня, не позднее 2 рабочих дней после уведомления; предложено: {hearingAt}; последний день: {lastOn}',
      en: 'A hearing is set for office hours of a coming working day, within 2 working days of the notice; proposed: {hearingAt}; the last day: {lastOn}',
    },
  },
  'hearing-plan-missing': {
    group: 'content',
    law: [rules219({ clause: 7 }), appc(73, 1)],
    text: {
      kk: 'Тыңдаудың уақыты, тәсілі және орны көрсетілуі керек',
      ru: 'Нужны время, способ и место заслушивания',
      en: 'The time, way and place of the hearing are needed',
    },
  },
  'ground-carries-no-refusal': {
    group: 'content',
    law: [law71, customsCode(248, 2), customsCode(261, 2), customsCode(273, 2)],
    text: {
      kk: 'Бұл негіз тек пайдалану шарттары туралы өріске сүйенеді, ол жалғыз өзі бас тартуға жеткіліксіз: {ground}',
      ru: 'Основание опирается только на поле об условиях использования, одного его для отказа недостаточно: {ground}',
      en: 'The ground rests on the field about conditions of use alone, which carries no refusal: {ground}',
    },
  },
  'refusal-gate-closed': {
    group: 'gate',
    law: [rules219({ clause: 7 }), appc(73, 1)],
    text: {
      kk: 'Бас тарту туралы хабарлау мерзімі өтті ({closedAt}, Астана уақыты): оң нәтиже беру, қайта қарауға қайтару немесе қызмет көрсету мерзімінің аяқталуы қалды',
      ru: 'Срок уведомления об отказе истёк ({closedAt}, время Астаны): остаются положительный результат, возврат на повторное рассмотрение или истечение срока услуги',
      en: 'The time for a notice of refusal ended at {closedAt} (Astana): what remains is a favourable result, a return for reconsideration, or the lapse of the term of the service',
    },
  },
  'notice-already-approved': {
    group: 'stage',
    law: null,
    text: {
      kk: 'Хабарлама бекітіліп қойған және жіберілуде',
      ru: 'Уведомление уже утверждено и отправляется',
      en: 'The notice is already approved and on its way',
    },
  },
  'receipt-already-proved': {
    group: 'stage',
    law: appc(73, 1),
    text: {
      kk: 'Хабарламаның алынғаны дәлелденіп қойған, оны қайта тапсыруға болмайды',
      ru: 'Получение уведомления уже подтверждено, повторно вручить его нельзя',
      en: 'Receipt of the notice is proved already, it cannot be served again',
    },
  },
  'notice-unknown': {
    group: 'content',
    law: null,
    text: {
      kk: 'Өтініш бойынша мұндай хабарлама жоқ: {noticeId}',
      ru: 'По заявлению нет такого уведомления: {noticeId}',
      en: 'The application has no such notice: {noticeId}',
    },
  },
  'notice-not-sent': {
    group: 'stage',
    law: appc(66, 2),
    text: {
      kk: 'Хабарлама әлі жіберілген жоқ',
      ru: 'Уведомление ещё не отправлено',
      en: 'The notice has not been sent yet',
    },
  },
  'receipt-outside-service': {
    group: 'content',
    law: appc(66, 2),
    text: {
      kk: 'Алу сәті жіберілгеннен кейін және қазіргіден кеш емес болуы керек: {from} – {until} (Астана уақыты)',
      ru: 'Момент получения должен быть между отправкой и настоящим: {from} – {until} (время Астаны)',
      en: 'Receipt must lie between sending and now: {from} to {until} (Astana)',
    },
  },
  'objection-window-closed': {
    group: 'gate',
    law: appc(73, 3),
    text: {
      kk: 'Қарсылық білдіру мерзімі өтті: {closedAt} (Астана уақыты)',
      ru: 'Срок для возражений истёк: {closedAt} (время Астаны)',
      en: 'The time for objections ended at {closedAt} (Astana)',
    },
  },
  'waiver-against-objection': {
    group: 'content',
    law: appc(73, 2, 5),
    text: {
      kk: 'Қарсылық білдірілген немесе ауызша тыңдау сұралған, сондықтан тыңдаудан бас тартуға болмайды',
      ru: 'Есть возражение или просьба об устном заслушивании, поэтому отказаться от заслушивания нельзя',
      en: 'An objection or a request for an oral hearing stands, so the hearing cannot be waived',
    },
  },
  'already-waived': {
    group: 'stage',
    law: appc(73, 2, 5),
    text: {
      kk: 'Тыңдаудан бас тартылып қойған',
      ru: 'От заслушивания уже отказались',
      en: 'The hearing is already waived',
    },
  },
  'already-requested': {
    group: 'stage',
    law: appc(73, 3),
    text: {
      kk: 'Ауызша тыңдау сұралып қойған',
      ru: 'Устное заслушивание уже запрошено',
      en: 'An oral hearing is already requested',
    },
  },
  'hearing-limit-reached': {
    group: 'stage',
    law: appc(73, 3),
    text: {
      kk: 'Бір тыңдауда ең көбі {most} қарсылық және {most} рет құжат ұсыну қабылданады; олар түсіп қойды және қаралады',
      ru: 'На одном заслушивании принимается не более {most} возражений и {most} представлений документов; они уже поступили и будут рассмотрены',
      en: 'At one hearing at most {most} objections and {most} supplies of documents are taken; these have come and will be answered',
    },
  },
  'already-withdrawn': {
    group: 'stage',
    law: appc(64, 9),
    text: {
      kk: 'Өтініш кері қайтарылып қойған',
      ru: 'Заявление уже отозвано',
      en: 'The application is already withdrawn',
    },
  },
  'minutes-required': {
    group: 'content',
    law: [appc(73, 4), appc(74)],
    text: {
      kk: 'Ауызша тыңдаудың хаттамасы қажет',
      ru: 'Нужен протокол устного заслушивания',
      en: 'Minutes of the oral hearing are needed',
    },
  },
  'oral-hearing-not-requested': {
    group: 'content',
    law: appc(73, 3),
    text: {
      kk: 'Ауызша тыңдау сұралмаған: жазбаша тыңдау туралы жазба жасалады',
      ru: 'Устное заслушивание не запрашивалось: составляется запись о письменном заслушивании',
      en: 'No oral hearing was requested: a written summary is made',
    },
  },
  'hearing-held-outside-its-time': {
    group: 'content',
    law: appc(74, 2),
    text: {
      kk: 'Ауызша тыңдау ол сұралғаннан кейін, жұмыс күнінің жұмыс уақытында және хаттама жасалғанға дейін өткізіледі',
      ru: 'Устное заслушивание проводится после того, как его запросили, в рабочее время рабочего дня и до составления протокола',
      en: 'An oral hearing is held after it was requested, within office hours of a working day, and before its minutes',
    },
  },
  'nothing-was-supplied': {
    group: 'content',
    law: appc(73),
    text: {
      kk: 'Көрсетілетін қызметті алушы ештеңе ұсынбаған: кемшіліктерді жойылған деп тануға болмайды',
      ru: 'Услугополучатель ничего не представил: признать недостатки устранёнными нельзя',
      en: 'The applicant supplied nothing: the defects cannot be found cured',
    },
  },
  'record-already-made': {
    group: 'stage',
    law: appc(73),
    text: {
      kk: 'Тыңдау туралы жазба жасалып қойған',
      ru: 'Запись о заслушивании уже составлена',
      en: 'The record of the hearing is already made',
    },
  },
  'hearing-still-open': {
    group: 'gate',
    law: [rules219({ clause: 7 }), appc(73)],
    text: {
      kk: 'Тыңдау аяқталмаған: бас тарту жобасы содан кейін жасалады',
      ru: 'Заслушивание не завершено: проект отказа составляется после него',
      en: 'The hearing is still open: a refusal is drafted after it',
    },
  },
  'finding-not-negative': {
    group: 'content',
    law: rules219({ clause: 7 }),
    text: {
      kk: 'Соңғы қорытынды теріс емес: бас тартуға негіз жоқ',
      ru: 'Последний вывод не отрицательный: оснований для отказа нет',
      en: 'The latest finding is not negative: there is nothing to refuse for',
    },
  },
  'proposal-not-current': {
    group: 'stale',
    law: null,
    text: {
      kk: 'Бұл қазіргі ұсыныс емес: оны қайта оқып, көрсетілген sha256 мәнін атаңыз',
      ru: 'Это не текущее предложение: прочитайте его снова и назовите sha256, который оно показывает',
      en: 'This is not the present proposal: read it again and name the sha256 that it shows',
    },
  },
  'refusal-not-heard': {
    group: 'gate',
    law: appc(73, 1),
    text: {
      kk: 'Тыңдаусыз бас тартуға болмайды',
      ru: 'Отказ без заслушивания невозможен',
      en: 'There is no refusal without a hearing',
    },
  },
  'ground-not-notified': {
    group: 'content',
    law: [appc(73, 1), appc(80)],
    text: {
      kk: 'Көрсетілетін қызметті алушыға бұл негіз туралы хабарланбаған: {ground}; хабарланғаны: {notified}',
      ru: 'Об этом основании услугополучатель не уведомлён: {ground}; уведомлён о следующих: {notified}',
      en: 'The applicant was not notified of this ground: {ground}; notified: {notified}',
    },
  },
  'objection-not-answered': {
    group: 'content',
    law: [appc(73), appc(80, 1)],
    text: {
      kk: 'Бас тартуда көрсетілетін қызметті алушының қарсылығына жауап берілуі керек',
      ru: 'В отказе нужно ответить на возражение услугополучателя',
      en: 'A refusal must answer what the applicant objected',
    },
  },
  'direct-refusal-lapsed': {
    group: 'gate',
    law: rules219({ clause: 6 }),
    text: {
      kk: 'Құжаттардың толық емес топтамасы бойынша тыңдаусыз бас тарту мерзімі өтті',
      ru: 'Срок отказа без заслушивания по неполному пакету документов истёк',
      en: 'The time for refusing an incomplete package without a hearing is over',
    },
  },
  'not-withdrawn': {
    group: 'content',
    law: appc(70, 1, 4),
    text: {
      kk: 'Өтініш кері қайтарылмаған: рәсімді тоқтату туралы акт мүмкін емес',
      ru: 'Заявление не отозвано: акт о прекращении процедуры невозможен',
      en: 'The application was not withdrawn: no termination act is possible',
    },
  },
  'draft-not-current': {
    group: 'stale',
    law: null,
    text: {
      kk: 'Бұл соңғы жоба емес: оны қайта оқыңыз',
      ru: 'Это не последний проект: прочитайте его снова',
      en: 'This is not the current draft: read it again',
    },
  },
  'refusal-not-open-yet': {
    group: 'gate',
    law: [appc(73, 1), appc(73, 3)],
    text: {
      kk: 'Бас тартуға {opensAt} сәтінен бастап қол қоюға болады (Астана уақыты)',
      ru: 'Отказ можно подписать с {opensAt} (время Астаны)',
      en: 'A refusal may be signed from {opensAt} on (Astana)',
    },
  },
  'date-outside-calendar': {
    group: 'content',
    law: null,
    text: {
      kk: 'Күн немесе одан басталатын мерзім жұмыс күндері күнтізбесінің деректерінен тыс ({from} – {until}): болжам жасалмайды',
      ru: 'Дата или срок, который с неё начинается, за пределами данных календаря рабочих дней ({from} – {until}): они не угадываются',
      en: 'The date, or a term that begins on it, lies outside the data of the working-day calendar ({from} to {until}): neither is guessed',
    },
  },
  'clock-not-standing': {
    group: 'content',
    law: null,
    text: {
      kk: 'Бұл өтініштің сынақ уақыты қолмен жылжытылмайды',
      ru: 'Тестовое время этого заявления не переводится вручную',
      en: 'The sandbox time of this application is not moved by hand',
    },
  },
  'clock-would-go-back': {
    group: 'content',
    law: null,
    text: {
      kk: 'Сынақ уақыты тек алға жылжиды',
      ru: 'Тестовое время движется только вперёд',
      en: 'Sandbox time moves forward only',
    },
  },
} as const satisfies core.RefusalTable;

export type RefusalCode = keyof typeof refusals;
export type Refusal = core.Refusal<RefusalCode, Stage, CommandName>;
