import { customsCode, rules219 } from '../../citation.ts';
import type { FormField } from '../../forms.ts';
import { ifPermitted, whenExists } from './conditions.ts';

/** Fields of the application form: annex 1 of the List of basic requirements, inward. */
export const inwardFields = [
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
    law: customsCode(248, 2, 2),
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
    law: customsCode(248, 2, 3),
  },
  {
    no: 3,
    id: 'goodsAndProducts',
    kind: 'goods-and-products',
    presence: 'required',
    caption: {
      kk: 'Шетелдік тауарлар және оларды қайта өңдеу өнімдері туралы (атауы, ЕАЭО СЭҚ ТН сәйкес коды, саны мен құны) мәліметтер',
      ru: 'Сведения об иностранных товарах и продуктах их переработки (наименование, код в соответствии с ТН ВЭД ЕАЭС, количество и стоимость)',
      en: 'Information on foreign goods and products of their processing (name, code under the EAEU Commodity Nomenclature (TN VED), quantity and value)',
    },
    law: customsCode(248, 2, 4),
  },
  // The result document (line 5) and the Code narrow this to goods under export customs duty; the application does not.
  {
    no: 4,
    id: 'unionGoods',
    kind: 'goods-list-without-cost',
    presence: 'required',
    mayBeEmpty: true,
    caption: {
      kk: 'Шетелдік тауарларды қайта өңдеудің технологиялық процесін жүзеге асыруды қамтамасыз ететін ЕАЭО тауарлары туралы (атауы, ЕАЭО СЭҚ ТН сәйкес коды және саны) мәліметтер',
      ru: 'Сведения о товарах ЕАЭС, обеспечивающих осуществление технологического процесса переработки иностранных товаров (наименование, код в соответствии с ТН ВЭД ЕАЭС и количество)',
      en: 'Information on EAEU goods that ensure the technological process of processing the foreign goods (name, TN VED code and quantity)',
    },
    law: customsCode(248, 2, 5),
  },
  {
    no: 5,
    id: 'titleDocuments',
    kind: 'document-list',
    presence: 'required',
    caption: {
      kk: 'Тауарларды иелену, пайдалану және (немесе) билік ету құқығын растайтын құжаттар туралы мәліметтер',
      ru: 'Сведения о документах, подтверждающих право владения, пользования и (или) распоряжения товарами',
      en: 'Information on documents confirming the right to possess, use and (or) dispose of the goods',
    },
    law: customsCode(248, 2, 6),
  },
  {
    no: 6,
    id: 'yieldNorms',
    kind: 'yield-list',
    presence: 'required',
    caption: {
      kk: 'Қайта өңдеу өнімдерінің сандық және (немесе) пайыздық мәндегі шығу нормалары',
      ru: 'Нормы выхода продуктов переработки в количественном и (или) процентном выражении',
      en: 'Yield norms of the products of processing in quantitative and (or) percentage terms',
    },
    law: customsCode(248, 2, 7),
  },
  {
    no: 7,
    id: 'operations',
    kind: 'text',
    presence: 'required',
    caption: {
      kk: 'ЕАЭО кедендік аумағында қайта өңдеу жөніндегі операциялар, оларды жасау тәсілдері',
      ru: 'Операции по переработке на таможенной территории ЕАЭС, способы их совершения',
      en: 'Processing operations in the customs territory of the EAEU and the ways of performing them',
    },
    law: customsCode(248, 2, 8),
  },
  {
    no: 8,
    id: 'identification',
    kind: 'text',
    presence: 'required',
    caption: {
      kk: 'Шетелдік тауарларды қайта өңдеу өнімдерінде сәйкестендіру тәсілдері туралы мәліметтер',
      ru: 'Сведения о способах идентификации иностранных товаров в продуктах переработки',
      en: 'Information on the ways of identifying the foreign goods in the products of processing',
    },
    law: [customsCode(248, 2, 9), customsCode(247)],
  },
  {
    no: 9,
    id: 'wasteAndResidues',
    kind: 'goods-list',
    presence: 'required',
    mayBeEmpty: true,
    caption: {
      kk: 'Қалдықтар және қалған қалдықтары туралы мәліметтер (атауы, ЕАЭО СЭҚ ТН бойынша коды, саны мен құны)',
      ru: 'Сведения об отходах и остатках (наименование, код по ТН ВЭД ЕАЭС, количество и стоимость)',
      en: 'Information on waste and residues (name, TN VED code, quantity and value)',
    },
    law: customsCode(248, 2, 10),
  },
  {
    no: 10,
    id: 'processingTerm',
    kind: 'processing-term',
    presence: 'required',
    caption: {
      kk: 'Тауарларды қайта өңдеу мерзімі',
      ru: 'Срок переработки товаров',
      en: 'Term of processing of the goods',
    },
    law: customsCode(248, 2, 11),
  },
  {
    no: 11,
    id: 'equivalentGoods',
    kind: 'text',
    presence: 'conditional',
    condition: ifPermitted,
    caption: {
      kk: 'Егер тауарларды балама тауарлармен ауыстыруға жол берілетін болса, осындай ауыстыру туралы мәліметтер',
      ru: 'Сведения о замене товаров эквивалентными товарами, если такая замена допускается',
      en: 'Information on the replacement of goods by equivalent goods, if such replacement is permitted',
    },
    law: [customsCode(248, 2, 12), customsCode(252)],
  },
  {
    no: 12,
    id: 'wasteCommercialUse',
    kind: 'text',
    presence: 'required',
    caption: {
      kk: 'Қалдықтарды одан әрі коммерциялық пайдалану мүмкіндігі туралы мәліметтер',
      ru: 'Сведения о возможности дальнейшего коммерческого использования отходов',
      en: 'Information on the possibility of further commercial use of the waste',
    },
    law: customsCode(248, 2, 13),
  },
  {
    no: 13,
    id: 'customsAuthority',
    kind: 'text-list',
    presence: 'required',
    caption: {
      kk: 'Кеден органы (органдары) (тауарларды қайта өңдеу кедендік рәсімімен орналастыру және осы кедендік рәсімді аяқтау болжанатын)',
      ru: 'Таможенный орган (органы) (в котором предполагается помещение товаров под таможенную процедуру переработки и завершение этой таможенной процедуры)',
      en: 'Customs authority (authorities) (where the goods are expected to be placed under the customs procedure of processing and where that procedure is expected to be completed)',
    },
    law: customsCode(248, 2, 14),
  },
  // Law 71-VIII of 06.04.2024 struck the basis out of the Code; only the form still asks.
  {
    no: 14,
    id: 'conditionsOfUse',
    kind: 'text',
    presence: 'optional',
    caption: {
      kk: 'ЕАЭО кедендік аумағында қайта өңдеу кедендік рәсімімен орналастырылған тауарларды пайдалану шарттарын сақтау туралы мәліметтер',
      ru: 'Сведения о соблюдении условий использования товаров, помещенных под таможенную процедуру переработки на таможенной территории ЕАЭС',
      en: 'Information on compliance with the conditions of use of goods placed under the customs procedure of processing in the customs territory of the EAEU',
    },
    aloneCarriesNoRefusal: true,
    law: rules219({ annex: 1, form: 1, field: 14 }),
  },
  {
    no: 15,
    id: 'otherInfo',
    kind: 'text',
    presence: 'optional',
    caption: { kk: 'Өзге де мәліметтер', ru: 'Иные сведения', en: 'Other information' },
    law: customsCode(248, 2, 16),
  },
] as const satisfies readonly FormField[];
