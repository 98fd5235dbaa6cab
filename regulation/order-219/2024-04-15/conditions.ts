/** The asterisk of the application forms. */
export const whenExists = {
  kk: 'Мәліметтер бар болған кезде толтырылады',
  ru: 'Заполняется при наличии указанных сведений',
  en: 'Filled in when such information exists',
} as const;

export const ifPermitted = {
  kk: 'Мұндай ауыстыруға жол берілсе толтырылады',
  ru: 'Заполняется, если такая замена допускается',
  en: 'Filled in if such replacement is permitted',
} as const;
