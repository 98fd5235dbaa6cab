import type { Stage } from './statuses.ts';
import type { Text } from './text.ts';

/** What people call the stages. The applicant's cabinet has words of its own (`stageStatuses`). */
export const stageNames = {
  received: { kk: 'қабылданды', ru: 'получено', en: 'received' },
  registered: { kk: 'тіркелді', ru: 'зарегистрировано', en: 'registered' },
  'completeness-check': {
    kk: 'толықтығын тексеру',
    ru: 'проверка полноты',
    en: 'check of completeness',
  },
  'conformity-check': {
    kk: 'сәйкестігін тексеру',
    ru: 'проверка соответствия',
    en: 'check of conformity',
  },
  'preliminary-refusal': {
    kk: 'бас тарту туралы алдын ала шешім',
    ru: 'предварительное решение об отказе',
    en: 'preliminary refusal',
  },
  hearing: { kk: 'тыңдау', ru: 'заслушивание', en: 'hearing' },
  drafting: {
    kk: 'нәтиже жобасын дайындау',
    ru: 'подготовка проекта результата',
    en: 'drafting of the result',
  },
  signing: { kk: 'қол қою', ru: 'подписание', en: 'signing' },
  issued: { kk: 'құжат берілді', ru: 'документ выдан', en: 'document issued' },
  refused: { kk: 'бас тартылды', ru: 'отказано', en: 'refused' },
  terminated: { kk: 'рәсім тоқтатылды', ru: 'процедура прекращена', en: 'procedure terminated' },
} as const satisfies Record<Stage, Text>;
