import { customsCode, rules219 } from '../../citation.ts';
import type { FormField } from '../../forms.ts';
import { whenExists } from './conditions.ts';

/** Fields of the application form: annex 3 of the List of basic requirements, domestic. */
export const domesticFields = [
  {
    no: 1,
    id: 'applicant',
    kind: 'party',
    presence: 'required',
    caption: {
      kk: 'Тұлғаның атауы (қайта өңдеу шарттары туралы құжатты алушы) (мекенжайы, БСН, ЖСН, банктік деректемелер)',
      ru: 'Наименование лица (получатель документа об условиях переработки) (адрес, БИН, ИИН, банковские реквизиты)',
      en: 'Name of the person (recipient of the document on the conditions of processing) (address, BIN, IIN, bank details)',
    },
    law: customsCode(273, 2, 2),
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
    law: customsCode(273, 2, 3),
  },
  {
    no: 3,
    id: 'goodsAndProducts',
    kind: 'goods-and-products',
    presence: 'required',
    caption: {
      kk: 'Шетел тауарлары және оларды қайта өңдеу өнімдері туралы (атауы, ЕАЭО СЭҚ ТН бойынша коды, саны мен құны) мәліметтер',
      ru: 'Сведения об иностранных товарах и продуктах их переработки (наименование, код по ТН ВЭД ЕАЭС, количество и стоимость)',
      en: 'Information on foreign goods and products of their processing (name, TN VED code, quantity and value)',
    },
    law: customsCode(273, 2, 4),
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
    law: customsCode(273, 2, 5),
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
    law: customsCode(273, 2, 6),
  },
  {
    no: 6,
    id: 'operations',
    kind: 'text',
    presence: 'required',
    caption: {
      kk: 'Ішкі тұтыну үшін қайта өңдеу жөніндегі операциялар және оларды жасау тәсілдері туралы мәліметтер',
      ru: 'Сведения об операциях по переработке для внутреннего потребления и способах их совершения',
      en: 'Information on operations of processing for domestic consumption and the ways of performing them',
    },
    law: customsCode(273, 2, 7),
  },
  {
    no: 7,
    id: 'identification',
    kind: 'text',
    presence: 'required',
    caption: {
      kk: 'Шетелдік тауарларды қайта өңдеу өнімдерінде сәйкестендіру тәсілдері туралы мәліметтер',
      ru: 'Сведения о способах идентификации иностранных товаров в продуктах переработки',
      en: 'Information on the ways of identifying the foreign goods in the products of processing',
    },
    law: [customsCode(273, 2, 8), customsCode(272)],
  },
  {
    no: 8,
    id: 'wasteAndResidues',
    kind: 'goods-list',
    presence: 'required',
    mayBeEmpty: true,
    caption: {
      kk: 'Қалдықтар мен қалған қалдықтар туралы мәліметтер (атауы, ЕАЭО СЭҚ ТН сәйкес коды, саны және құны)',
      ru: 'Сведения об отходах и остатках (наименование, код в соответствии с ТН ВЭД ЕАЭС, количество и стоимость)',
      en: 'Information on waste and residues (name, TN VED code, quantity and value)',
    },
    law: customsCode(273, 2, 9),
  },
  {
    no: 9,
    id: 'processingTerm',
    kind: 'processing-term',
    presence: 'required',
    caption: {
      kk: 'Тауарларды қайта өңдеу мерзімі',
      ru: 'Срок переработки товаров',
      en: 'Term of processing of the goods',
    },
    law: customsCode(273, 2, 10),
  },
  {
    no: 10,
    id: 'wasteCommercialUse',
    kind: 'text',
    presence: 'required',
    caption: {
      kk: 'Қалдықтарды одан әрі коммерциялық пайдалану мүмкіндігі туралы мәліметтер',
      ru: 'Сведения о возможности дальнейшего коммерческого использования отходов',
      en: 'Information on the possibility of further commercial use of the waste',
    },
    law: customsCode(273, 2, 11),
  },
  {
    no: 11,
    id: 'customsAuthority',
    kind: 'text-list',
    presence: 'required',
    caption: {
      kk: 'Кеден органы (органдары) (тауарларды қайта өңдеудің кедендік рәсімімен орналастыру және осы кедендік рәсімді аяқтау болжанатын)',
      ru: 'Таможенный орган (органы) (в котором предполагается помещение товаров под таможенную процедуру переработки и завершение этой таможенной процедуры)',
      en: 'Customs authority (authorities) (where the goods are expected to be placed under the customs procedure of processing and where that procedure is expected to be completed)',
    },
    law: customsCode(273, 2, 12),
  },
  {
    no: 12,
    id: 'irreversibility',
    kind: 'text',
    presence: 'required',
    caption: {
      kk: 'Қайта өңдеу өнімдерін экономикалық тиімді тәсілмен бастапқы жай-күйіне дейін қалпына келтірудің мүмкін еместігі туралы мәліметтер',
      ru: 'Сведения о невозможности восстановления продуктов переработки до первоначального состояния экономически выгодным способом',
      en: 'Information on the impossibility of restoring the products of processing to their original state in an economically viable way',
    },
    law: customsCode(273, 2, 13),
  },
  // Law 71-VIII of 06.04.2024 struck the basis out of the Code; only the form still asks.
  {
    no: 13,
    id: 'conditionsOfUse',
    kind: 'text',
    presence: 'optional',
    caption: {
      kk: 'Ішкі тұтыну үшін қайта өңдеу кедендік рәсімімен орналастырылған тауарларды пайдалану шарттарын сақтау туралы мәліметтер',
      ru: 'Сведения о соблюдении условий использования товаров, помещенных под таможенную процедуру переработки для внутреннего потребления',
      en: 'Information on compliance with the conditions of use of goods placed under the customs procedure of processing for domestic consumption',
    },
    aloneCarriesNoRefusal: true,
    law: rules219({ annex: 1, form: 3, field: 13 }),
  },
  {
    no: 14,
    id: 'otherInfo',
    kind: 'text',
    presence: 'optional',
    caption: { kk: 'Өзге де мәліметтер', ru: 'Иные сведения', en: 'Other information' },
    law: customsCode(273, 2, 15),
  },
] as const satisfies readonly FormField[];
