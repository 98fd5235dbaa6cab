import { customsCode, law71, rules219 } from '../../citation.ts';
import type { ResultForm } from '../../forms.ts';
import { actFrame, fillNote } from './act-frame.ts';
import type { outwardFields } from './form-outward.ts';

/** Annex 4: the document on the conditions of processing, outward. */
export const outwardResult = {
  ...actFrame,
  ...fillNote,
  annex: 4,
  title: {
    kk: 'Тауарларды Еуразиялық экономикалық одақтың кедендік аумағынан тыс қайта өңдеу шарттары туралы құжат',
    ru: 'Документ об условиях переработки товаров вне таможенной территории Евразийского экономического союза',
    en: 'Document on the conditions of processing of goods outside the customs territory of the Eurasian Economic Union',
  },
  fields: [
    {
      no: 1,
      id: 'authority',
      filledFrom: 'provider',
      caption: {
        kk: 'Құжатты берген Қазақстан Республикасының уәкілетті мемлекеттік органы туралы мәліметтер (атауы)',
        ru: 'Сведения об уполномоченном государственном органе Республики Казахстан, выдавшем документ (наименование)',
        en: 'Information on the authorised state body of the Republic of Kazakhstan that issued the document (name)',
      },
      law: customsCode(261, 2, 1),
    },
    {
      no: 2,
      id: 'holder',
      filledFrom: 'form',
      field: 'applicant',
      caption: {
        kk: 'Құжат берілген тұлға туралы мәліметтер (тұлғаның атауы, мекенжайы, БСН, ЖСН, банк деректемелері*)',
        ru: 'Сведения о лице, которому выдан документ (наименование лица, адрес, БИН, ИИН, банковские реквизиты*)',
        en: 'Information on the person to whom the document is issued (name, address, BIN, IIN, bank details*)',
      },
      law: customsCode(261, 2, 2),
    },
    {
      no: 3,
      id: 'processors',
      filledFrom: 'form',
      field: 'processors',
      caption: {
        kk: 'Қайта өңдеу жөніндегі операцияларды тікелей жасайтын тұлға (тұлғалар) туралы мәліметтер (тұлғаның атауы, мекенжайы, БСН, тегі, аты, әкесінің аты (бар болса), ЖСН, банк деректемелері*)',
        ru: 'Сведения о лице (лицах), непосредственно совершающем операции по переработке (наименование лица, адрес, БИН, фамилия, имя, отчество (при его наличии), ИИН, банковские реквизиты*)',
        en: 'Information on the person(s) directly performing the processing operations (name, address, BIN, surname, first name, patronymic (if any), IIN, bank details*)',
      },
      law: customsCode(261, 2, 3),
    },
    // Copied from the inward form by mistake; the Code wants goods and products with their value, so field 3 fills it whole.
    {
      no: 4,
      id: 'goodsAndProducts',
      filledFrom: 'form',
      field: 'goodsAndProducts',
      caption: {
        kk: 'Қазақстан Республикасының заңнамасында оларға қатысты Шетелдік тауарларды қайта өңдеудің технологиялық процесін жүзеге асыруды қамтамасыз ететін кедендік әкету баждарының мөлшерлемелері белгіленген ЕАЭО тауарлары туралы (атауы, ЕАЭО СЭҚ ТН коды және саны) мәліметтер',
        ru: 'Сведения о товарах ЕАЭС, в отношении которых законодательством Республики Казахстан установлены ставки вывозных таможенных пошлин, обеспечивающих осуществление технологического процесса переработки иностранных товаров (наименование, код ТН ВЭД ЕАЭС и количество)',
        en: 'Information on EAEU goods for which the legislation of the Republic of Kazakhstan sets export customs duty rates and which ensure the technological process of processing the foreign goods (name, TN VED code and quantity)',
      },
      cleanCaption: {
        kk: 'ЕАЭО тауарлары және оларды қайта өңдеу өнімдері туралы (атауы, ЕАЭО СЭҚ ТН бойынша коды, саны мен құны) мәліметтер',
        ru: 'Сведения о товарах ЕАЭС и продуктах их переработки (наименование, код по ТН ВЭД ЕАЭС, количество и стоимость)',
        en: 'Information on EAEU goods and products of their processing (name, TN VED code, quantity and value)',
      },
      law: customsCode(261, 2, 4),
    },
    {
      no: 5,
      id: 'titleDocuments',
      filledFrom: 'form',
      field: 'titleDocuments',
      caption: {
        kk: 'Тауарларды иелену, пайдалану және (немесе) оларға билік ету құқығын растайтын құжаттар туралы мәліметтер',
        ru: 'Сведения о документах, подтверждающих право владения, пользования и (или) распоряжения товарами',
        en: 'Information on documents confirming the right to possess, use and (or) dispose of the goods',
      },
      law: customsCode(261, 2, 5),
    },
    {
      no: 6,
      id: 'yieldNorms',
      filledFrom: 'form',
      field: 'yieldNorms',
      caption: {
        kk: 'Қайта өңдеу өнімдерінің сандық және (немесе) пайыздық мәндегі шығу нормалары',
        ru: 'Нормы выхода продуктов переработки в количественном и (или) процентном выражении',
        en: 'Yield norms of the products of processing in quantitative and (or) percentage terms',
      },
      law: customsCode(261, 2, 6),
    },
    {
      no: 7,
      id: 'operations',
      filledFrom: 'form',
      field: 'operations',
      caption: {
        kk: 'ЕАЭО кедендік аумағынан тыс қайта өңдеу жөніндегі операциялар және оларды жасау тәсілдері туралы мәліметтер',
        ru: 'Сведения об операциях по переработке вне таможенной территории ЕАЭС и способах их совершения',
        en: 'Information on processing operations outside the customs territory of the EAEU and the ways of performing them',
      },
      law: customsCode(261, 2, 7),
    },
    {
      no: 8,
      id: 'identification',
      filledFrom: 'form',
      field: 'identification',
      caption: {
        kk: 'ЕАЭО кедендік аумағынан тыс қайта өңдеудің кедендік рәсімімен орналастырылған ЕАЭО тауарларын оларды қайта өңдеу өнімдерінде сәйкестендіру тәсілдері туралы мәліметтер',
        ru: 'Сведения о способах идентификации товаров ЕАЭС, помещенных под таможенную процедуру переработки вне таможенной территории ЕАЭС, в продуктах их переработки',
        en: 'Information on the ways of identifying the EAEU goods placed under the customs procedure of processing outside the customs territory of the EAEU in the products of their processing',
      },
      law: customsCode(261, 2, 8),
    },
    {
      no: 9,
      id: 'processingTerm',
      filledFrom: 'form',
      field: 'processingTerm',
      caption: {
        kk: 'ЕАЭО кедендік аумағынан тыс тауарларды қайта өңдеу мерзімі',
        ru: 'Срок переработки товаров вне таможенной территории ЕАЭС',
        en: 'Term of processing of the goods outside the customs territory of the EAEU',
      },
      law: customsCode(261, 2, 9),
    },
    {
      no: 10,
      id: 'equivalentGoods',
      filledFrom: 'form',
      field: 'equivalentGoods',
      caption: {
        kk: 'Егер тауарларды балама тауарлармен ауыстыруға жол берілетін болса, ауыстыру туралы мәліметтер',
        ru: 'Сведения о замене товаров эквивалентными товарами, если такая замена допускается',
        en: 'Information on the replacement of goods by equivalent goods, if such replacement is permitted',
      },
      law: customsCode(261, 2, 10),
    },
    {
      no: 11,
      id: 'customsAuthority',
      filledFrom: 'form',
      field: 'customsAuthority',
      caption: {
        kk: 'Тауарларды ЕАЭО кедендік аумағынан тыс қайта өңдеудің кедендік рәсімімен орналастыру және осы кедендік рәсімнің қолданылуын аяқтау болжанатын кеден органы (кеден органдары)',
        ru: 'Таможенный орган (таможенные органы), в котором предполагается помещение товаров под таможенную процедуру переработки вне таможенной территории ЕАЭС и завершение действия этой таможенной процедуры',
        en: 'Customs authority (authorities) where the goods are expected to be placed under the customs procedure of processing outside the customs territory of the EAEU and where that procedure is expected to be completed',
      },
      law: customsCode(261, 2, 11),
    },
    {
      no: 12,
      id: 'wasteResiduesLosses',
      filledFrom: 'form',
      field: 'wasteResiduesLosses',
      caption: {
        kk: 'Қалдықтар, қалған қалдықтар және өндірістік шығындар туралы (атауы, ЕАЭО СЭҚ ТН бойынша коды, саны және құны) мәліметтер',
        ru: 'Сведения об отходах, остатках и производственных потерях (наименование, код по ТН ВЭД ЕАЭС, количество и стоимость)',
        en: 'Information on waste, residues and production losses (name, TN VED code, quantity and value)',
      },
      law: customsCode(261, 2, 12),
    },
    {
      no: 13,
      id: 'conditionsOfUse',
      filledFrom: 'form',
      field: 'conditionsOfUse',
      caption: {
        kk: 'ЕАЭО кедендік аумағынан тыс қайта өңдеудің кедендік рәсімімен орналастырылған тауарларды пайдалану шарттарын сақтау туралы мәліметтер',
        ru: 'Сведения о соблюдении условий использования товаров, помещенных под таможенную процедуру переработки вне таможенной территории ЕАЭС',
        en: 'Information on compliance with the conditions of use of goods placed under the customs procedure of processing outside the customs territory of the EAEU',
      },
      law: [rules219({ annex: 4, line: 13 }), law71],
    },
    {
      no: 14,
      id: 'otherInfo',
      filledFrom: 'form',
      field: 'otherInfo',
      caption: { kk: 'Өзге де мәліметтер', ru: 'Иные сведения', en: 'Other information' },
      law: customsCode(261, 2, 14),
    },
  ],
} as const satisfies ResultForm<(typeof outwardFields)[number]['id']>;
