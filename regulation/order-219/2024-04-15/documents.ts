import type { DocumentKind } from '../../forms.ts';

/** What may be attached. Item 8 of the List is the same three files and the form itself for every subtype. */
export const documentKinds = [
  {
    id: 'application',
    presence: 'form',
    name: { kk: 'Өтініш', ru: 'Заявление', en: 'Application' },
  },
  {
    id: 'titleAndTechnology',
    presence: 'required',
    name: {
      kk: 'Тауарларға құқықты растайтын құжаттар және технологиялық процесс туралы қосымшалар',
      ru: 'Документы о праве на товары и приложения о технологическом процессе',
      en: 'Documents of title to the goods and annexes on the technological process',
    },
  },
  {
    id: 'goodsClassification',
    presence: 'required',
    name: {
      kk: 'Тауарлар мен өнімдердің атауын, сыныптамасын, саны мен құнын растайтын құжаттар',
      ru: 'Документы о наименовании, классификации, количестве и стоимости товаров и продуктов',
      en: 'Documents on the name, classification, quantity and value of the goods and products',
    },
  },
  {
    id: 'yieldCalculation',
    presence: 'required',
    name: {
      kk: 'Қайта өңдеу өнімдерінің шығу нормаларын есептеу кестесі',
      ru: 'Таблица расчёта норм выхода продуктов переработки',
      en: 'Table calculating the yield norms of the products of processing',
    },
  },
  {
    id: 'powerOfAttorney',
    presence: 'optional',
    name: { kk: 'Сенімхат', ru: 'Доверенность', en: 'Power of attorney' },
  },
  {
    id: 'other',
    presence: 'optional',
    name: { kk: 'Өзге құжат', ru: 'Иной документ', en: 'Other document' },
  },
] as const satisfies readonly DocumentKind[];

export type DocumentKindId = (typeof documentKinds)[number]['id'];
