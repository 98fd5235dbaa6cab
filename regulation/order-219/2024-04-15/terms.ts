import { appc, law88, rules219 } from '../../citation.ts';
import type { Length, OfficeHours, TermName, TermRule } from '../../terms.ts';

/** When the provider works: working days of the calendar, between these hours. */
export const officeHours = {
  opens: '09:00',
  closes: '18:30',
  lunchFrom: '13:00',
  lunchTo: '14:30',
  zone: 'Asia/Almaty',
  law: rules219({ annex: 1, item: 7 }),
} as const satisfies OfficeHours;

/** Every length the acts name, once. The terms below are sums of these. */
export const lengths = {
  completeness: { days: 2, law: rules219({ clause: 6 }) },
  conformity: { days: 5, law: rules219({ clause: 7 }) },
  drawingUp: { days: 1, law: rules219({ clause: 7 }) },
  service: { days: 8, law: rules219({ annex: 1, item: 3 }) },
  noticeBeforeEnd: { days: 3, law: rules219({ clause: 7, part: 4 }) },
  noticeBeforeAct: { days: 3, law: appc(73, 1) },
  hearingAfterNotice: { days: 2, law: rules219({ clause: 7, part: 4 }) },
  objectionAfterReceipt: { days: 2, law: appc(73, 3) },
  // Asked on the last day, the oral hearing needs a day the Rules do not give: the Code prevails.
  oralHearingAfterRequest: { days: 1, law: [appc(73, 3), rules219({ clause: 7, part: 4 })] },
  // So does a written objection that comes when the two days of the Rules are over, or about to be.
  recordAfterObjection: { days: 1, law: [appc(73, 3), rules219({ clause: 7, part: 4 })] },
  oralHearingMinutes: { days: 2, law: appc(74, 4) },
  terminationNotice: { days: 3, law: appc(70, 3) },
  complaintForwarding: { days: 3, law: [rules219({ clause: 9 }), appc(91, 4)] },
  complaintToProvider: { days: 5, law: [rules219({ clause: 9 }), law88(25, 2)] },
  complaintToQualityControl: { days: 15, law: [rules219({ clause: 9 }), law88(25, 2)] },
} as const satisfies Record<string, Length>;

/** The terms of the procedure, in legal order. */
export const terms = {
  registration: {
    anchor: 'reception',
    days: 0,
    hour: 'office-close',
    law: [rules219({ clause: 5 }), rules219({ annex: 1, item: 7 }), appc(64, 3)],
    text: { kk: 'Өтінішті тіркеу', ru: 'Регистрация заявления', en: 'Registration of the application' },
  },
  'completeness-check': {
    anchor: 'registration',
    days: lengths.completeness.days,
    hour: 'office-close',
    law: [rules219({ clause: 6 }), appc(76, 2)],
    text: {
      kk: 'Құжаттардың толықтығын тексеру',
      ru: 'Проверка полноты документов',
      en: 'Check of completeness of the documents',
    },
  },
  'conformity-check': {
    anchor: 'registration',
    days: lengths.completeness.days + lengths.conformity.days,
    hour: 'office-close',
    law: [rules219({ clause: [6, 7] }), appc(76, 2)],
    text: {
      kk: 'Құжаттардың сәйкестігін тексеру',
      ru: 'Проверка соответствия документов',
      en: 'Check of conformity of the documents',
    },
  },
  'preliminary-refusal-notice': {
    anchor: 'registration',
    days: lengths.service.days - lengths.noticeBeforeEnd.days,
    hour: 'office-close',
    law: [rules219({ clause: 7, part: [3, 4] }), appc(73, 1)],
    text: {
      kk: 'Бас тарту туралы алдын ала шешім мен тыңдау туралы хабарлау',
      ru: 'Уведомление о предварительном решении об отказе и заслушивании',
      en: 'Notice of the preliminary refusal and the hearing',
    },
  },
  objection: {
    anchor: 'receipt',
    days: lengths.objectionAfterReceipt.days,
    hour: 'end-of-day',
    law: appc(73, 3),
    text: {
      kk: 'Қарсылық білдіру немесе ауызша тыңдауды сұрау',
      ru: 'Возражение или просьба об устном заслушивании',
      en: 'Objection or request for an oral hearing',
    },
  },
  hearing: {
    anchor: 'notice',
    days: lengths.hearingAfterNotice.days,
    hour: 'office-close',
    law: [rules219({ clause: 7, part: 4 }), appc(73, 3)],
    text: { kk: 'Тыңдау', ru: 'Заслушивание', en: 'Hearing' },
  },
  'earliest-refusal': {
    anchor: 'notice',
    days: lengths.noticeBeforeAct.days,
    hour: 'office-open',
    law: [appc(73, 1), appc(73, 3)],
    text: {
      kk: 'Бас тартуға жол берілетін ең ерте күн',
      ru: 'Самый ранний день, когда допустим отказ',
      en: 'The earliest day on which a refusal is allowed',
    },
  },
  result: {
    anchor: 'registration',
    days: lengths.completeness.days + lengths.conformity.days + lengths.drawingUp.days,
    hour: 'office-close',
    law: [rules219({ annex: 1, item: 3 }), appc(76, 2), appc(91, 2)],
    text: {
      kk: 'Мемлекеттік қызмет көрсету нәтижесі',
      ru: 'Результат оказания государственной услуги',
      en: 'Result of the public service',
    },
  },
} as const satisfies Record<TermName, TermRule>;

/** Lengths of our own that guard a term: nothing is late when they pass. */
export const reminders = {
  // From registration. A strict count of "at least 3 working days before" would already end here.
  softGate: { days: 4, law: rules219({ clause: 7, part: 4 }) },
  // From the notice. Without proof of receipt the objection window cannot open, and no refusal is possible.
  receiptAlarm: { days: 1, law: [appc(66, 2), appc(73, 3)] },
} as const satisfies Record<string, Length>;
