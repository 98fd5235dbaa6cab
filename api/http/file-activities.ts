import type { Text } from '../../regulation/text.ts';

/** What a document may carry that acts, or that a reader runs. */
export const activities = {
  script: { kk: 'JavaScript сценарийі', ru: 'сценарий (JavaScript)', en: 'a script (JavaScript)' },
  launch: { kk: 'бағдарламаны іске қосу', ru: 'запуск программы', en: 'the start of a program' },
  'data-exchange': {
    kk: 'деректерді жіберу немесе енгізу',
    ru: 'отправка или загрузка данных',
    en: 'sending or fetching of data',
  },
  'action-by-itself': {
    kk: 'өздігінен орындалатын әрекет',
    ru: 'действие, которое выполняется само',
    en: 'an action that happens by itself',
  },
  'xfa-form': { kk: 'XFA нысаны', ru: 'форма XFA', en: 'an XFA form' },
  media: { kk: 'дыбыс, бейне немесе 3D', ru: 'звук, видео или 3D', en: 'sound, video or 3D' },
  'attached-file': { kk: 'тіркелген файл', ru: 'вложенный файл', en: 'an attached file' },
  macro: { kk: 'макростар', ru: 'макросы', en: 'macros' },
  'active-control': {
    kk: 'ActiveX басқару элементі',
    ru: 'элемент управления ActiveX',
    en: 'an ActiveX control',
  },
} as const satisfies Record<string, Text>;

export type Activity = keyof typeof activities;
