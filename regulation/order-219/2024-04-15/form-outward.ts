import { customsCode, rules219 } from '../../citation.ts';
import type { FormField } from '../../forms.ts';
import { ifPermitted, whenExists } from './conditions.ts';

/** Fields of the application form: annex 2 of the List of basic requirements, outward. */
export const outwardFields = [
  {
    no: 1,
    id: 'applicant',
    kind: 'party',
    presence: 'required',
    caption: {
      kk: 'Тұлғаның атауы (қайта өңдеу шарттары туралы құжатты алушы тұлға) (мекенжайы, БСН, ЖСН, банктік деректемелер)',
      ru: 'Наименование лица (лицо, получающее документ об условиях переработки) (адрес, БИН, ИИН, банковские реквизиты)',
      en: 'Name of the person (the person obtaining the document on the conditions of processing) (address, BIN, IIN, bank details)',
    },
    law: customsCode(261, 2, 2),
  },
  {
    no: 2,
    id: 'processors',
    kind: 'parties',
    presence: 'conditional',
    condition: whenExists,
    caption: {
      kk: 'Қайта өңдеу бойынша операцияларды тікелей жасайтын (жасаушы) тұлға (тұлғалар) туралы мәліметтер (тұлғаның атауы, мекенжайы, БСН, ЖСН, банктік деректемелер) *',
      ru: 'Сведения о лице (лицах), непосредственно совершающем (совершающих) операции по переработке (наименование лица, адрес, БИН, ИИН, банковские реквизиты) *',
      en: 'Information on the person(s) directly performing the processing operations (name, address, BIN, IIN, bank details) *',
    },
    law: customsCode(261, 2, 3),
  },
  {
    no: 3,
    id: 'goodsAndProducts',
    kind: 'goods-and-products',
    presence: 'required',
    caption: {
      kk: 'ЕАЭО тауарлары және оларды қайта өңдеу өнімдері туралы (атауы, ЕАЭО СЭҚ ТН бойынша коды, саны мен құны) мәліметтер',
      ru: 'Сведения о товарах ЕАЭС и продуктах их переработки (наименование, код по ТН ВЭД ЕАЭС, количество и стоимость)',
      en: 'Information on EAEU goods and products of their processing (name, TN VED code, quantity and value)',
    },
    law: customsCode(261, 2, 4),
  },
  {
    no: 4,
    id: 'titleDocuments',
    kind: 'document-list',
    presence: 'required',
    caption: {
      kk: 'Тауарларды иелену, пайдалану және (немесе) оларға билік ету құқығын растайтын құжаттар туралы мәліметтер',
      ru: 'Сведения о документах, подтверждающих право владения, пользования и (или) распоряжения товарами',
      en: 'Information on documents confirming the right to possess, use and (or) dispose of the goods',
    },
    law: customsCode(261, 2, 5),
  },
  {
    no: 5,
    id: 'yieldNorms',
    kind: 'yield-list',
    presence: 'required',
    caption: {
      kk: 'Қайта өңдеу өнімдерінің сандық және (немесе) пайыздық мәндегі шығу нормалары',
      ru: 'Нормы выхода продуктов переработки в количественном и (или) процентном выражении',
      en: 'Yield norms of the products of processing in quantitative and (or) percentage terms',
    },
    law: customsCode(261, 2, 6),
  },
  // An outward form that says "in" (аумағында): a drafting error, kept as printed.
  {
    no: 6,
    id: 'operations',
    kind: 'text',
    presence: 'required',
    caption: {
      kk: 'ЕАЭО кедендік аумағында қайта өңдеу жөніндегі операциялар, оларды жасау тәсілдері туралы мәліметтер',
      ru: 'Сведения об операциях по переработке на таможенной территории ЕАЭС, способах их совершения',
      en: 'Information on processing operations in the customs territory of the EAEU and the ways of performing them',
    },
    cleanCaption: {
      kk: 'ЕАЭО кедендік аумағынан тыс қайта өңдеу жөніндегі операциялар, оларды жасау тәсілдері туралы мәліметтер',
      ru: 'Сведения об операциях по переработке вне таможенной территории ЕАЭС, способах их совершения',
      en: 'Information on processing operations outside the customs territory of the EAEU and the ways of performing them',
    },
    law: customsCode(261, 2, 7),
  },
  {
    no: 7,
    id: 'identification',
    kind: 'text',
    presence: 'required',
    caption: {
      kk: 'ЕАЭО тауарларын қайта өңдеу өнімдерінде сәйкестендіру тәсілдері туралы мәліметтер',
      ru: 'Сведения о способах идентификации товаров ЕАЭС в продуктах переработки',
      en: 'Information on the ways of identifying the EAEU goods in the products of processing',
    },
    law: [customsCode(261, 2, 8), customsCode(260)],
  },
  {
    no: 8,
    id: 'processingTerm',
    kind: 'processing-term',
    presence: 'required',
    caption: {
      kk: 'Тауарларды қайта өңдеу мерзімі',
      ru: 'Срок переработки товаров',
      en: 'Term of processing of the goods',
    },
    law: customsCode(261, 2, 9),
  },
  // The Code speaks of replacing the products of processing by equivalent foreign goods.
  {
    no: 9,
    id: 'equivalentGoods',
    kind: 'text',
    presence: 'conditional',
    condition: ifPermitted,
    caption: {
      kk: 'Егер тауарларды балама тауарлармен ауыстыруға жол берілетін болса, осындай ауыстыру туралы мәліметтер',
      ru: 'Сведения о замене товаров эквивалентными товарами, если такая замена допускается',
      en: 'Information on the replacement of goods by equivalent goods, if such replacement is permitted',
    },
    law: [customsCode(261, 2, 10), customsCode(263)],
  },
  {
    no: 10,
    id: 'customsAuthority',
    kind: 'text-list',
    presence: 'required',
    caption: {
      kk: 'Кеден органы (органдары) (тауарларды қайта өңдеу кедендік рәсімімен орналастыру және осы кедендік рәсімді аяқтау болжанатын)',
      ru: 'Таможенный орган (органы) (в котором предполагается помещение товаров под таможенную процедуру переработки и завершение этой таможенной процедуры)',
      en: 'Customs authority (authorities) (where the goods are expected to be placed under the customs procedure of processing and where that procedure is expected to be completed)',
    },
    law: customsCode(261, 2, 11),
  },
  {
    no: 11,
    id: 'wasteResiduesLosses',
    kind: 'heading-goods-list',
    presence: 'required',
    mayBeEmpty: true,
    caption: {
      kk: 'Қалдықтар, қалған қалдықтар және өндірістік шығындар бойынша (атауы, тауарлар позициясы деңгейінде ЕАЭО СЭҚ ТН бойынша коды, саны мен құны) мәліметтер',
      ru: 'Сведения об отходах, остатках и производственных потерях (наименование, код по ТН ВЭД ЕАЭС на уровне товарной позиции, количество и стоимость)',
      en: 'Information on waste, residues and production losses (name, TN VED code at the heading level, quantity and value)',
    },
    law: customsCode(261, 2, 12),
  },
  // Says "in" like field 6; and Law 71-VIII of 06.04.2024 struck the basis out of the Code: only the form still asks.
  {
    no: 12,
    id: 'conditionsOfUse',
    kind: 'text',
    presence: 'optional',
    caption: {
      kk: 'ЕАЭО кедендік аумағында қайта өңдеу кедендік рәсімімен орналастырылған тауарларды пайдалану шарттарын сақтау туралы мәліметтер',
      ru: 'Сведения о соблюдении условий использования товаров, помещенных под таможенную процедуру переработки на таможенной территории ЕАЭС',
      en: 'Information on compliance with the conditions of use of goods placed under the customs procedure of processing in the customs territory of the EAEU',
    },
    cleanCaption: {
      kk: 'ЕАЭО кедендік аумағынан тыс қайта өңдеу кедендік рәсімімен орналастырылған тауарларды пайдалану шарттарын сақтау туралы мәліметтер',
      ru: 'Сведения о соблюдении условий использования товаров, помещенных под таможенную процедуру переработки вне таможенной территории ЕАЭС',
      en: 'Information on compliance with the conditions of use of goods placed under the customs procedure of processing outside the customs territory of the EAEU',
    },
    aloneCarriesNoRefusal: true,
    law: rules219({ annex: 1, form: 2, field: 12 }),
  },
  {
    no: 13,
    id: 'otherInfo',
    kind: 'text',
    presence: 'optional',
    caption: { kk: 'Өзге де мәліметтер', ru: 'Иные сведения', en: 'Other information' },
    law: customsCode(261, 2, 14),
  },
] as const satisfies readonly FormField[];
