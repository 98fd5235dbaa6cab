import type { Text } from '../../regulation/text.ts';
import type { Outcome } from '../../workflows/application/prospect-acts.ts';
import type { ProspectAct } from '../../workflows/application/prospects.ts';

export const outcomeTexts = {
  issued: { kk: 'Құжатты беру', ru: 'Выдача документа', en: 'Issue of the document' },
  'refused-after-hearing': {
    kk: 'Тыңдаудан кейін бас тарту',
    ru: 'Отказ после заслушивания',
    en: 'Refusal after a hearing',
  },
  'refused-directly': {
    kk: 'Құжаттардың толық емес топтамасы бойынша тыңдаусыз бас тарту',
    ru: 'Отказ без заслушивания по неполному пакету документов',
    en: 'Refusal of an incomplete package without a hearing',
  },
  terminated: {
    kk: 'Өтініштің кері қайтарылуына байланысты рәсімді тоқтату',
    ru: 'Прекращение процедуры в связи с отзывом заявления',
    en: 'Termination after a withdrawal',
  },
  'deemed-refused': {
    kk: 'Мерзімнің нәтижесіз өтуі: қызмет көрсетуден бас тартылған болып есептеледі',
    ru: 'Истечение срока без результата: считается, что в услуге отказано',
    en: 'Lapse of the term without a result: the service is deemed refused',
  },
} as const satisfies Record<Outcome, Text>;

/** What people call the acts of the procedure. */
export const actTexts = {
  'appoint-executor': {
    kk: 'Орындаушыны тағайындау',
    ru: 'Назначение исполнителя',
    en: 'Appoint an executor',
  },
  'record-completeness': {
    kk: 'Құжаттардың толықтығын тексеру қорытындысы',
    ru: 'Вывод по проверке полноты документов',
    en: 'Record the finding on completeness',
  },
  'record-conformity': {
    kk: 'Құжаттардың сәйкестігін тексеру қорытындысы',
    ru: 'Вывод по проверке соответствия документов',
    en: 'Record the finding on conformity',
  },
  'approve-preliminary-refusal': {
    kk: 'Бас тарту туралы алдын ала шешімді бекіту',
    ru: 'Утверждение предварительного решения об отказе',
    en: 'Approve the preliminary refusal',
  },
  'return-preliminary-refusal': {
    kk: 'Бас тарту туралы алдын ала шешімді қайтару',
    ru: 'Возврат предварительного решения об отказе',
    en: 'Return the preliminary refusal',
  },
  'post-notice': { kk: 'Хабарламаны жіберу', ru: 'Направление уведомления', en: 'Post the notice' },
  'record-receipt': {
    kk: 'Хабарламаның алынғанын растау',
    ru: 'Подтверждение получения уведомления',
    en: 'Prove receipt of the notice',
  },
  'record-hearing': { kk: 'Тыңдау туралы жазба', ru: 'Запись о заслушивании', en: 'Record the hearing' },
  'draft-result': { kk: 'Нәтиже жобасы', ru: 'Проект результата', en: 'Hand over a draft of the result' },
  'return-draft': { kk: 'Жобаны қайтару', ru: 'Возврат проекта', en: 'Return the draft' },
  'sign-decision': { kk: 'Нәтижеге қол қою', ru: 'Подписание результата', en: 'Sign the result' },
  withdraw: { kk: 'Өтінішті кері қайтару', ru: 'Отзыв заявления', en: 'Withdraw the application' },
  object: { kk: 'Қарсылық білдіру', ru: 'Возражение', en: 'Object' },
  'request-oral-hearing': {
    kk: 'Ауызша тыңдауды сұрау',
    ru: 'Просьба об устном заслушивании',
    en: 'Ask for an oral hearing',
  },
  'waive-hearing': { kk: 'Тыңдаудан бас тарту', ru: 'Отказ от заслушивания', en: 'Waive the hearing' },
  'supply-documents': {
    kk: 'Құжаттар ұсыну',
    ru: 'Представление документов',
    en: 'Supply documents',
  },
} as const satisfies Record<ProspectAct['act'], Text>;

/** Why an outcome comes late when no rule but the term itself stands against it. */
export const termOver: Text = {
  kk: 'Қызмет көрсету мерзімі өтті: нәтиже әлі мүмкін, бірақ онда кешіккені көрсетіледі',
  ru: 'Срок услуги истёк: результат ещё возможен, но в нём указывается, что он выдан с опозданием',
  en: 'The term of the service is over: a result is still possible, and says that it is late',
};
