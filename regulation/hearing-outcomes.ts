import type { Text } from './text.ts';

/** What the record of a hearing says of the preliminary refusal that was heard (APPC 73, 74). */
export const hearingOutcomes = {
  upheld: {
    kk: 'алдын ала бас тарту күшінде қалады: негіздері жойылған жоқ',
    ru: 'предварительный отказ оставлен в силе: его основания не устранены',
    en: 'the preliminary refusal stands: its grounds are not removed',
  },
  cured: {
    kk: 'бас тартудың негіздері жойылды: сәйкестігі қайта тексеріледі',
    ru: 'основания отказа устранены: соответствие проверяется заново',
    en: 'the grounds of the refusal are removed: conformity is checked again',
  },
} as const satisfies Record<string, Text>;

export type HearingOutcome = keyof typeof hearingOutcomes;
export const hearingOutcomeCodes = Object.keys(hearingOutcomes) as HearingOutcome[];
