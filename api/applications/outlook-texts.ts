import type { Text } from '../../regulation/text.ts';
import type { Outcome } from '../../workflows/application/prospect-acts.ts';
import type { ProspectAct } from '../../workflows/application/prospects.ts';

export const outcomeTexts = {
  issued: { kk: 'Құжат беріледі', ru: 'Документ выдан', en: 'The document is issued' },
  'refused-after-hearing': {
    kk: 'Тыңдаудан кейін бас тарту',
    ru: 'Отказ после заслушивания',
    en: 'Refused after a hearing',
  },
  'refused-directly': {
    kk: 'Толық емес пакет бойынша тыңдаусыз бас тарту',
    ru: 'Отказ по неполному пакету без заслушивания',
    en: 'An incomplete package refused without a hearing',
  },
  terminated: {
    kk: 'Өтініш кері қайтарылып, рәсім тоқтатылады',
    ru: 'Процедура прекращена по отзыву заявления',
    en: 'Terminated after a withdrawal',
  },
  'deemed-refused': {
    kk: 'Мерзім нәтижесіз аяқталды: бас тартылған болып есептеледі',
    ru: 'Срок истёк без результата: в услуге считается отказанным',
    en: 'The term lapsed without a result: the service is deemed refused',
  },
} as const satisfies Record<Outcome, Text>;

/** Only acts that lie on some way have a text; the way of a command nobody needs has none. */
export const actTexts: Readonly<Partial<Record<ProspectAct['act'], Text>>> = {
  'appoint-executor': {
    kk: 'Орындаушыны тағайындау',
    ru: 'Назначение исполнителя',
    en: 'Appoint an executor',
  },
  'record-completeness': {
    kk: 'Толықтықты тексеру нәтижесі',
    ru: 'Результат проверки полноты',
    en: 'Record the check of completeness',
  },
  'record-conformity': {
    kk: 'Сәйкестікті тексеру нәтижесі',
    ru: 'Результат проверки соответствия',
    en: 'Record the check of conformity',
  },
  'approve-preliminary-refusal': {
    kk: 'Алдын ала бас тартуды бекіту',
    ru: 'Утверждение предварительного отказа',
    en: 'Approve the preliminary refusal',
  },
  'return-preliminary-refusal': {
    kk: 'Алдын ала бас тартуды қайтару',
    ru: 'Возврат предварительного отказа',
    en: 'Return the preliminary refusal',
  },
  'post-notice': { kk: 'Хабарламаны жіберу', ru: 'Направление уведомления', en: 'Post the notice' },
  'record-receipt': {
    kk: 'Хабарламаның алынғанын растау',
    ru: 'Подтверждение получения уведомления',
    en: 'Prove receipt of the notice',
  },
  'record-hearing': { kk: 'Тыңдау жазбасы', ru: 'Запись о заслушивании', en: 'Record the hearing' },
  'draft-result': { kk: 'Нәтиже жобасы', ru: 'Проект результата', en: 'Hand over a draft of the result' },
  'return-draft': { kk: 'Жобаны қайтару', ru: 'Возврат проекта', en: 'Return the draft' },
  'sign-decision': { kk: 'Нәтижеге қол қою', ru: 'Подписание результата', en: 'Sign the result' },
  withdraw: { kk: 'Өтінішті кері қайтару', ru: 'Отзыв заявления', en: 'Withdraw the application' },
};

/** Why an outcome comes late when no rule but the term itself stands against it. */
export const termOver: Text = {
  kk: 'Қызмет көрсету мерзімі өтті: нәтиже кешігіп беріледі және онда бұл көрсетіледі',
  ru: 'Срок услуги истёк: результат возможен, но с опозданием, о чём в нём говорится',
  en: 'The term of the service is over: a result is still possible, and says that it is late',
};
