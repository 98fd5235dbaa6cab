import { customsCode, law71, rules219 } from '../../citation.ts';
import type { ResultForm } from '../../forms.ts';
import { actFrame, fillNote } from './act-frame.ts';
import type { domesticFields } from './form-domestic.ts';

/** Annex 5: the document on the conditions of processing, domestic. */
export const domesticResult = {
  ...actFrame,
  ...fillNote,
  annex: 5,
  title: {
    kk: 'Тауарларды ішкі тұтыну үшін қайта өңдеу шарттары туралы құжат',
    ru: 'Документ об условиях переработки товаров для внутреннего потребления',
    en: 'Document on the conditions of processing of goods for domestic consumption',
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
      law: customsCode(273, 2, 1),
    },
    // СТН (РНН) was abolished; the label is printed as it stands and the IIN fills it.
    {
      no: 2,
      id: 'holder',
      filledFrom: 'form',
      field: 'applicant',
      caption: {
        kk: 'Құжат берілген тұлға туралы мәліметтер (тұлғаның атауы, мекенжайы, БСН, СТН, банк деректемелері*)',
        ru: 'Сведения о лице, которому выдан документ (наименование лица, адрес, БИН, РНН, банковские реквизиты*)',
        en: 'Information on the person to whom the document is issued (name, address, BIN, RNN (taxpayer registration number), bank details*)',
      },
      cleanCaption: {
        kk: 'Құжат берілген тұлға туралы мәліметтер (тұлғаның атауы, мекенжайы, БСН, ЖСН, банк деректемелері*)',
        ru: 'Сведения о лице, которому выдан документ (наименование лица, адрес, БИН, ИИН, банковские реквизиты*)',
        en: 'Information on the person to whom the document is issued (name, address, BIN, IIN, bank details*)',
      },
      law: customsCode(273, 2, 2),
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
      law: customsCode(273, 2, 3),
    },
    {
      no: 4,
      id: 'goodsAndProducts',
      filledFrom: 'form',
      field: 'goodsAndProducts',
      caption: {
        kk: 'Шетелдік тауарлар және оларды қайта өңдеу өнімдері туралы (атауы, ЕАЭО СЭҚ ТН сәйкес коды, саны мен құны) мәліметтер',
        ru: 'Сведения об иностранных товарах и продуктах их переработки (наименование, код в соответствии с ТН ВЭД ЕАЭС, количество и стоимость)',
        en: 'Information on foreign goods and products of their processing (name, TN VED code, quantity and value)',
      },
      law: customsCode(273, 2, 4),
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
      law: customsCode(273, 2, 5),
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
      law: customsCode(273, 2, 6),
    },
    {
      no: 7,
      id: 'operations',
      filledFrom: 'form',
      field: 'operations',
      caption: {
        kk: 'Ішкі тұтыну үшін қайта өңдеу жөніндегі операциялар және оларды жасау тәсілдері туралы мәліметтер',
        ru: 'Сведения об операциях по переработке для внутреннего потребления и способах их совершения',
        en: 'Information on operations of processing for domestic consumption and the ways of performing them',
      },
      law: customsCode(273, 2, 7),
    },
    {
      no: 8,
      id: 'identification',
      filledFrom: 'form',
      field: 'identification',
      caption: {
        kk: 'Ішкі тұтыну үшін қайта өңдеу кедендік рәсімімен орналастырылған шетелдік тауарларды қайта өңдеу өнімдерінде сәйкестендіру тәсілдері туралы мәліметтер',
        ru: 'Сведения о способах идентификации иностранных товаров, помещенных под таможенную процедуру переработки для внутреннего потребления, в продуктах переработки',
        en: 'Information on the ways of identifying the foreign goods placed under the customs procedure of processing for domestic consumption in the products of processing',
      },
      law: customsCode(273, 2, 8),
    },
    {
      no: 9,
      id: 'wasteAndResidues',
      filledFrom: 'form',
      field: 'wasteAndResidues',
      caption: {
        kk: 'Қалдықтары мен қалған қалдықтары туралы (атауы, ЕАЭО СЭҚ ТН сәйкес коды, саны мен құны) мәлімет',
        ru: 'Сведения об отходах и остатках (наименование, код в соответствии с ТН ВЭД ЕАЭС, количество и стоимость)',
        en: 'Information on waste and residues (name, TN VED code, quantity and value)',
      },
      law: customsCode(273, 2, 9),
    },
    {
      no: 10,
      id: 'processingTerm',
      filledFrom: 'form',
      field: 'processingTerm',
      caption: {
        kk: 'Тауарларды ішкі тұтыну үшін қайта өңдеу мерзімі',
        ru: 'Срок переработки товаров для внутреннего потребления',
        en: 'Term of processing of the goods for domestic consumption',
      },
      law: customsCode(273, 2, 10),
    },
    {
      no: 11,
      id: 'wasteCommercialUse',
      filledFrom: 'form',
      field: 'wasteCommercialUse',
      caption: {
        kk: 'Қалдықтарды одан әрі коммерциялық пайдалану мүмкіндігі туралы мәліметтер',
        ru: 'Сведения о возможности дальнейшего коммерческого использования отходов',
        en: 'Information on the possibility of further commercial use of the waste',
      },
      law: customsCode(273, 2, 11),
    },
    {
      no: 12,
      id: 'customsAuthority',
      filledFrom: 'form',
      field: 'customsAuthority',
      caption: {
        kk: 'Тауарларды ішкі тұтыну үшін қайта өңдеудің кедендік рәсіміне орналастыру және осы кедендік рәсімнің аяқталуы болжанатын кедендік орган (кедендік органдар)',
        ru: 'Таможенный орган (таможенные органы), в котором предполагается помещение товаров под таможенную процедуру переработки для внутреннего потребления и завершение этой таможенной процедуры',
        en: 'Customs authority (authorities) where the goods are expected to be placed under the customs procedure of processing for domestic consumption and where that procedure is expected to be completed',
      },
      law: customsCode(273, 2, 12),
    },
    {
      no: 13,
      id: 'irreversibility',
      filledFrom: 'form',
      field: 'irreversibility',
      caption: {
        kk: 'Қайта өңдеу өнімдерін экономикалық тиімді тәсілмен бастапқы жай-күйіне дейін қалпына келтірудің мүмкін еместігі туралы мәліметтер',
        ru: 'Сведения о невозможности восстановления продуктов переработки до первоначального состояния экономически выгодным способом',
        en: 'Information on the impossibility of restoring the products of processing to their original state in an economically viable way',
      },
      law: customsCode(273, 2, 13),
    },
    {
      no: 14,
      id: 'conditionsOfUse',
      filledFrom: 'form',
      field: 'conditionsOfUse',
      caption: {
        kk: 'Ішкі тұтыну үшін қайта өңдеудің кедендік рәсімімен орналастырылған тауарларды пайдалану шарттарын сақтау туралы мәліметтер',
        ru: 'Сведения о соблюдении условий использования товаров, помещенных под таможенную процедуру переработки для внутреннего потребления',
        en: 'Information on compliance with the conditions of use of goods placed under the customs procedure of processing for domestic consumption',
      },
      law: [rules219({ annex: 5, line: 14 }), law71],
    },
    {
      no: 15,
      id: 'otherInfo',
      filledFrom: 'form',
      field: 'otherInfo',
      caption: { kk: 'Өзге де мәліметтер', ru: 'Иные сведения', en: 'Other information' },
      law: customsCode(273, 2, 15),
    },
  ],
} as const satisfies ResultForm<(typeof domesticFields)[number]['id']>;
