import type { PortalStatus, Situation, Stage } from '../../statuses.ts';

const underReview = {
  code: 'under-review',
  actionNeeded: false,
  text: {
    kk: 'Қаралуда, нәтиже күні {date}',
    ru: 'На рассмотрении, дата результата {date}',
    en: 'Under review, result due {date}',
  },
} as const satisfies PortalStatus;

/** What the personal cabinet shows per stage. The official vocabulary is not published; these words are ours. */
export const stageStatuses = {
  received: {
    code: 'waiting-for-registration',
    actionNeeded: false,
    text: {
      kk: 'Жіберілді, тіркеу келесі жұмыс күні: {date}',
      ru: 'Отправлено, регистрация на следующий рабочий день: {date}',
      en: 'Sent, to be registered on the next working day: {date}',
    },
  },
  // Order 219, clause 3: the status names the day of the result.
  registered: {
    code: 'accepted',
    actionNeeded: false,
    text: {
      kk: 'Қабылданды, нәтиже күні {date}',
      ru: 'Принято, дата результата {date}',
      en: 'Accepted, result due {date}',
    },
  },
  'completeness-check': underReview,
  'conformity-check': underReview,
  // Not yet a decision: the head has still to send it, so the applicant sees the review go on.
  'preliminary-refusal': underReview,
  hearing: {
    code: 'hearing-announced',
    actionNeeded: true,
    text: { kk: 'Тыңдау тағайындалды', ru: 'Назначено заслушивание', en: 'Hearing announced' },
  },
  drafting: underReview,
  signing: underReview,
  issued: {
    code: 'document-issued',
    actionNeeded: false,
    text: { kk: 'Құжат берілді', ru: 'Документ выдан', en: 'Document issued' },
  },
  refused: {
    code: 'refused',
    actionNeeded: false,
    text: { kk: 'Дәлелді бас тарту', ru: 'Мотивированный отказ', en: 'Reasoned refusal' },
  },
  terminated: {
    code: 'terminated',
    actionNeeded: false,
    text: { kk: 'Рәсім тоқтатылды', ru: 'Процедура прекращена', en: 'Procedure terminated' },
  },
} as const satisfies Record<Stage, PortalStatus>;

/** What shows instead while a situation holds and no result is signed. */
export const situationStatuses = {
  'withdrawal-pending': {
    code: 'withdrawal-pending',
    actionNeeded: false,
    text: {
      kk: 'Өтініш кері қайтарылды, рәсім тоқтатылуда',
      ru: 'Заявление отозвано, процедура прекращается',
      en: 'Application withdrawn, the procedure is being terminated',
    },
  },
  overdue: {
    code: 'term-expired',
    actionNeeded: false,
    text: {
      kk: 'Мерзімі {date} күні өтті, қарау жалғасуда',
      ru: 'Срок истёк {date}, рассмотрение продолжается',
      en: 'The term expired on {date}, the review goes on',
    },
  },
  // APPC 91(2): silence counts as a refusal from the end of the term.
  'deemed-refused': {
    code: 'deemed-refused',
    actionNeeded: true,
    text: {
      kk: 'Мерзімі {date} күні өтті, шағым жасауға болады',
      ru: 'Срок истёк {date}, можно обжаловать',
      en: 'The term expired on {date}, appeal possible',
    },
  },
} as const satisfies Record<Situation, PortalStatus>;
