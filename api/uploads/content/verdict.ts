import type { Text } from '../../../regulation/text.ts';
import type { AcceptedType } from '../file-types.ts';

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

/**
 * What a file is by its content, or why it is not taken: a problem's code. `type` is what people call its kind, such as PDF. A cut file
 * has no end, a damaged one cannot be opened, a protected one asks for a password, and one too complex was not judged to the end.
 */
export type Verdict =
  | { readonly mediaType: AcceptedType }
  | { readonly code: 'file-type-refused' | 'file-too-complex' }
  | { readonly code: 'file-cut' | 'file-damaged' | 'file-protected'; readonly type: string }
  | { readonly code: 'file-active-content'; readonly type: string; readonly found: readonly Activity[] };
