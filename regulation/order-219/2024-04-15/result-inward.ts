import { customsCode, law71, rules219 } from '../../citation.ts';
import type { ResultForm } from '../../forms.ts';
import { actFrame, fillNote } from './act-frame.ts';
import type { inwardFields } from './form-inward.ts';

/** Annex 3: the document on the conditions of processing, inward. */
export const inwardResult = {
  ...actFrame,
  ...fillNote,
  annex: 3,
  title: {
    kk: 'Тауарларды Еуразиялық экономикалық одақтың кедендік аумағында қайта өңдеу шарттары туралы құжат',
    ru: 'Документ об условиях переработки товаров на таможенной территории Евразийского экономического союза',
    en: 'Document on the conditions of processing of goods in the customs territory of the Eurasian Economic Union',
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
      law: customsCode(248, 2, 1),
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
      law: customsCode(248, 2, 2),
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
      law: customsCode(248, 2, 3),
    },
    {
      no: 4,
      id: 'goodsAndProducts',
      filledFrom: 'form',
      field: 'goodsAndProducts',
      caption: {
        kk: 'Шетелдік тауарлар және оларды қайта өңдеу өнімдері туралы (атауы, ЕАЭО СЭҚ ТН коды, саны мен құны) мәліметтер',
        ru: 'Сведения об иностранных товарах и продуктах их переработки (наименование, код ТН ВЭД ЕАЭС, количество и стоимость)',
        en: 'Information on foreign goods and products of their processing (name, TN VED code, quantity and value)',
      },
      law: customsCode(248, 2, 4),
    },
    {
      no: 5,
      id: 'unionGoods',
      filledFrom: 'form',
      field: 'unionGoods',
      caption: {
        kk: 'Қазақстан Республикасының заңнамасында оларға қатысты шетелдік тауарларды қайта өңдеудің технологиялық процесін жүзеге асыруды қамтамасыз ететін кедендік әкету баждарының мөлшерлемелері белгіленген ЕАЭО тауарлары туралы (атауы, ЕАЭО СЭҚ ТН коды және саны) мәліметтер',
        ru: 'Сведения о товарах ЕАЭС, в отношении которых законодательством Республики Казахстан установлены ставки вывозных таможенных пошлин, обеспечивающих осуществление технологического процесса переработки иностранных товаров (наименование, код ТН ВЭД ЕАЭС и количество)',
        en: 'Information on EAEU goods for which the legislation of the Republic of Kazakhstan sets export customs duty rates and which ensure the technological process of processing the foreign goods (name, TN VED code and quantity)',
      },
      law: customsCode(248, 2, 5),
    },
    {
      no: 6,
      id: 'titleDocuments',
      filledFrom: 'form',
      field: 'titleDocuments',
      caption: {
        kk: 'Тауарларды иелену, пайдалану және (немесе) оларға билік ету құқығын растайтын құжаттар туралы мәліметтер',
        ru: 'Сведения о документах, подтверждающих право владения, пользования и (или) распоряжения товарами',
        en: 'Information on documents confirming the right to possess, use and (or) dispose of the goods',
      },
      law: customsCode(248, 2, 6),
    },
    {
      no: 7,
      id: 'yieldNorms',
      filledFrom: 'form',
      field: 'yieldNorms',
      caption: {
        kk: 'Қайта өңдеу өнімдерінің сандық және (немесе) пайыздық мәндегі шығу нормалары',
        ru: 'Нормы выхода продуктов переработки в количественном и (или) процентном выражении',
        en: 'Yield norms of the products of processing in quantitative and (or) percentage terms',
      },
      law: customsCode(248, 2, 7),
    },
    {
      no: 8,
      id: 'operations',
      filledFrom: 'form',
      field: 'operations',
      caption: {
        kk: 'ЕАЭО кедендік аумағында қайта өңдеу жөніндегі операциялар, оларды жасау тәсілдері туралы мәліметтер',
        ru: 'Сведения об операциях по переработке на таможенной территории ЕАЭС, способах их совершения',
        en: 'Information on processing operations in the customs territory of the EAEU and the ways of performing them',
      },
      law: customsCode(248, 2, 8),
    },
    {
      no: 9,
      id: 'identification',
      filledFrom: 'form',
      field: 'identification',
      caption: {
        kk: 'ЕАЭО кедендік аумағында қайта өңдеудің кедендік рәсімімен орналастырылатын шетелдік тауарларды оларды қайта өңдеу өнімдерінде сәйкестендіру тәсілдері туралы мәліметтер',
        ru: 'Сведения о способах идентификации иностранных товаров, помещаемых под таможенную процедуру переработки на таможенной территории ЕАЭС, в продуктах их переработки',
        en: 'Information on the ways of identifying the foreign goods placed under the customs procedure of processing in the customs territory of the EAEU in the products of their processing',
      },
      law: customsCode(248, 2, 9),
    },
    {
      no: 10,
      id: 'wasteAndResidues',
      filledFrom: 'form',
      field: 'wasteAndResidues',
      caption: {
        kk: 'Қалдықтары мен қалған қалдықтары туралы (атауы, ЕАЭО СЭҚ ТН сәйкес коды, саны мен құны) мәліметтер',
        ru: 'Сведения об отходах и остатках (наименование, код в соответствии с ТН ВЭД ЕАЭС, количество и стоимость)',
        en: 'Information on waste and residues (name, TN VED code, quantity and value)',
      },
      law: customsCode(248, 2, 10),
    },
    {
      no: 11,
      id: 'processingTerm',
      filledFrom: 'form',
      field: 'processingTerm',
      caption: {
        kk: 'ЕАЭО кедендік аумағында тауарларды қайта өңдеу мерзімі',
        ru: 'Срок переработки товаров на таможенной территории ЕАЭС',
        en: 'Term of processing of the goods in the customs territory of the EAEU',
      },
      law: customsCode(248, 2, 11),
    },
    {
      no: 12,
      id: 'equivalentGoods',
      filledFrom: 'form',
      field: 'equivalentGoods',
      caption: {
        kk: 'Егер тауарларды балама тауарлармен ауыстыруға жол берілетін болса, ауыстыру туралы мәліметтер',
        ru: 'Сведения о замене товаров эквивалентными товарами, если такая замена допускается',
        en: 'Information on the replacement of goods by equivalent goods, if such replacement is permitted',
      },
      law: customsCode(248, 2, 12),
    },
    {
      no: 13,
      id: 'wasteCommercialUse',
      filledFrom: 'form',
      field: 'wasteCommercialUse',
      caption: {
        kk: 'Қалдықтарды одан әрі коммерциялық пайдалану мүмкіндігі туралы мәліметтер',
        ru: 'Сведения о возможности дальнейшего коммерческого использования отходов',
        en: 'Information on the possibility of further commercial use of the waste',
      },
      law: customsCode(248, 2, 13),
    },
    {
      no: 14,
      id: 'customsAuthority',
      filledFrom: 'form',
      field: 'customsAuthority',
      caption: {
        kk: 'Кедендік аумақта қайта өңдеу кедендік рәсімімен тауарларды орналастыру және осы кедендік рәсімнің қолданылуын аяқтау болжанатын кеден органы (кеден органдары)',
        ru: 'Таможенный орган (таможенные органы), в котором предполагается помещение товаров под таможенную процедуру переработки на таможенной территории и завершение действия этой таможенной процедуры',
        en: 'Customs authority (authorities) where the goods are expected to be placed under the customs procedure of processing in the customs territory and where that procedure is expected to be completed',
      },
      law: customsCode(248, 2, 14),
    },
    {
      no: 15,
      id: 'conditionsOfUse',
      filledFrom: 'form',
      field: 'conditionsOfUse',
      caption: {
        kk: 'ЕАЭО кедендік аумағында қайта өңдеудің кедендік рәсімімен орналастырылған тауарларды пайдалану шарттарын сақтау туралы мәліметтер',
        ru: 'Сведения о соблюдении условий использования товаров, помещенных под таможенную процедуру переработки на таможенной территории ЕАЭС',
        en: 'Information on compliance with the conditions of use of goods placed under the customs procedure of processing in the customs territory of the EAEU',
      },
      law: [rules219({ annex: 3, line: 15 }), law71],
    },
    {
      no: 16,
      id: 'otherInfo',
      filledFrom: 'form',
      field: 'otherInfo',
      caption: { kk: 'Өзге де мәліметтер', ru: 'Иные сведения', en: 'Other information' },
      law: customsCode(248, 2, 16),
    },
  ],
} as const satisfies ResultForm<(typeof inwardFields)[number]['id']>;
